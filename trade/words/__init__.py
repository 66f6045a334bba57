"""What is written for readers of four languages: numbers, dates, endings, punctuation, and words for codes."""
