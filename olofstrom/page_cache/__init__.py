"""Pages kept in memory in front of Django, for as long as nothing has been published."""
