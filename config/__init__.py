"""Wiring: settings, URLs, the API router and infrastructure without domain."""
