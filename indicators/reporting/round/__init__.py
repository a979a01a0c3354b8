"""A whole reporting year: opened, followed, published and locked."""
