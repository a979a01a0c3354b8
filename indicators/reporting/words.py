"""People, moments and what stands beside a value, in words."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from indicators.formats import long_date
from indicators.models import Round
from indicators.vocabulary import Origin


def person_name(user: Any) -> str:
    """Return a person's name, or the account's when the name is not known."""
    return user.get_full_name() or user.get_username()


def moment_text(moment: datetime, today: date) -> str:
    """Return "kl. 10.42" for today, else "2025-01-20 kl. 10.42", in the portal's time zone."""
    local = timezone.localtime(moment)
    return f"kl. {local:%H.%M}" if local.date() == today else f"{local:%Y-%m-%d} kl. {local:%H.%M}"


def field_text(name: str, value: Any) -> str:
    """Return what a field beside the values holds, in words: "Ja", "3 mars 2025", "Egen uppgift"; "" for nothing."""
    if isinstance(value, bool):
        return "Ja" if value else "Nej"
    if isinstance(value, date):
        return long_date(value)
    return str(Origin(value).label) if name == "origin" and value else str(value or "")


def opening_text(round_: Round) -> str:
    return f"Inmatningen för {round_} öppnar {long_date(round_.opens_on)}."


def closed_text(round_: Round) -> str:
    return "Året är låst. Samordnaren kan låsa upp det." if round_.locked_at is not None else opening_text(round_)
