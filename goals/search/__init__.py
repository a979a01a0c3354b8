"""Matching of Swedish words in texts: no query, no page."""
