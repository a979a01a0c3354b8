"""Logging in and staying logged in: passwords, second factors, sessions, limits and the log of it all."""
