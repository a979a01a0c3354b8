"""The year as the council reads it: built, worded, frozen and shown."""
