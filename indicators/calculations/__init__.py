"""Så räknas det: every status, trend, pace and comparison unfolded with its real numbers, in plain Swedish."""
