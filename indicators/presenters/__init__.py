"""Rows, rules and series in, ready answers out. Templates neither count, choose nor round."""
