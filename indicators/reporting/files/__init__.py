"""Files of values: read from what spreadsheets save, hostile ones too, and written for them. No query."""
