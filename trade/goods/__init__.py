"""Classifications of goods: their tree, their names, how readers find them, and who sends most of them."""
