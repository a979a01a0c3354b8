"""How an indicator is judged: numbers in, verdicts out. No query, no clock."""
