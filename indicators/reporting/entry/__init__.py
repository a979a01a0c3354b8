"""One indicator's year on a page of its own."""
