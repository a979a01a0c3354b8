"""Letters about what is left of a year, and when they are sent."""
