"""What changed among public records, for programs that keep a copy of them."""
