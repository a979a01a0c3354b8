"""The year's values from the official's keyboard to the public page: entered, checked, approved and corrected."""
