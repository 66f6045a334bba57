"""Pairs of areas that trade with each other, as pages show them."""
