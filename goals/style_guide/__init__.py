"""Every component on one page, drawn from the example plan."""
