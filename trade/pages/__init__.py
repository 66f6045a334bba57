"""What public pages have in common: frame, lists, choices, and how they are cited."""
