"""Notes on quality for editors: on stored series, on what an import brings, and in which words."""
