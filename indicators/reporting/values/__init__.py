"""A year's values as they are stored: read, saved, moved and published."""
