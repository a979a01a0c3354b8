"""People and moments in words."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone


def person_named(user: Any) -> str:
    """Return a person's name, or the account's when the name is not known."""
    return user.get_full_name() or user.get_username()


def when_told(moment: datetime, today: date) -> str:
    """Return "kl. 10.42" for today, else "2025-01-20 kl. 10.42", in the portal's time zone."""
    local = timezone.localtime(moment)
    return f"kl. {local:%H.%M}" if local.date() == today else f"{local:%Y-%m-%d} kl. {local:%H.%M}"
