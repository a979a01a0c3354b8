"""What may be entered, by whom and in which order: facts in, yes or a reason out."""
