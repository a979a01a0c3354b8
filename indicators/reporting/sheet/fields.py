"""The names of a row's fields in the forms of the sheet and of the row's own page."""

COMMENT = "kommentar"  # after the indicator's slug
SEEN = "sett"  # after a field's name: the tokens of what its writer saw
SENT = "skickat"  # after a field's name: what the page has sent without an answer, which may be stored by now
CHOSEN = "valt"  # after a field's name: what the button that was pressed beside it says


def field_name(slug: str, field: str) -> str:
    """Return the name of a field of a row: that of a sex, or COMMENT."""
    return f"{slug}__{field}"
