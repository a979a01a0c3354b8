"""The sheet where a year is entered, a row per indicator."""
