"""A plan as a folder of YAML and CSV: its format, read, checked, loaded and written back."""
