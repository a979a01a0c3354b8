"""An account's rights in words, and what has been changed in them, for the log."""

from typing import Any

from indicators.formats import listed

NONE = "inga"


def roles_in_words(user: Any) -> str:
    """Return what a person does: "Inmatare, Skolförvaltningen och Samordnare"."""
    return listed([str(each) for each in user.assignments.all()]) or NONE


def rights_in_words(user: Any) -> dict[str, str]:
    """Return everything that decides what an account may do."""
    return {
        "Uppdrag": roles_in_words(user),
        "Får användas": _yes_or_no(user.is_active),
        "Får logga in i administrationen": _yes_or_no(user.is_staff),
        "Får göra allt": _yes_or_no(user.is_superuser),
    }


def changes_in(before: dict[str, str], after: dict[str, str]) -> str:
    """Return "Uppdrag: inga → Samordnare", or "" where nothing has changed; a new account had nothing."""
    nothing = {"Uppdrag": NONE}
    told = [(name, before.get(name, nothing.get(name, "nej")), now) for name, now in after.items()]
    return ". ".join(f"{name}: {then} → {now}" for name, then, now in told if then != now)


def _yes_or_no(value: bool) -> str:
    return "ja" if value else "nej"
