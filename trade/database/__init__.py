"""What the database itself is told: guards of what was recorded, and statements in its own words."""
