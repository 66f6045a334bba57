"""Annual totals, kept in step with what readers may see, and what is computed from them."""
