"""Where the year's values are found: the addresses of its pages, and those that a letter can carry."""

from django.conf import settings
from django.urls import reverse


def sheet_address(year: int) -> str:
    """Return the address of a year's sheet; `?enhet=` narrows it to a unit."""
    return f"{reverse('admin:index')}inmatning/{year}/"


def absolute(address: str) -> str:
    """Return an address as it is written in a letter, with the portal's name before it."""
    return f"{settings.PORTAL_URL}{address}"
