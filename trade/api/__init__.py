"""What every collection of the API is made of: parameters, pages, rows, files, and their description."""
