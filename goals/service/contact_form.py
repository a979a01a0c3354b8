"""The form where readers write to the municipality: what it asks, and the signed key that stands in for a cookie.

Django guards forms with a cookie, and no public page may leave one. This form needs no such guard: whoever sends it
is not logged in, so a foreign page that sent it in somebody's name would gain nothing. What it needs is a guard against
spam. So each form carries a key, signed by the server, that says when the form was opened and can be used once.
"""

import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django import forms
from django.core.signing import BadSignature, Signer
from django.core.validators import MaxLengthValidator

from goals.models import Report
from goals.models.feedback import MESSAGE_LENGTH, NAME_LENGTH, PAGE_LENGTH
from indicators.formats import HARD_SPACE

SIGNER = "goals.contact_form"
KEY_FIELD, TRAP_FIELD = "nyckel", "lamna_tomt"
MAX_KEY_LENGTH = 300
MIN_STAY = timedelta(seconds=3)  # nobody reads and writes faster
MAX_STAY = timedelta(hours=4)
MAX_LINKS = 3
LINKS = ("http://", "https://", "www.")

TOO_FAST = "Formuläret skickades så fort att vi inte kan veta att en människa skrev det. Tryck på Skicka igen."
TOO_OLD = "Sidan har legat öppen för länge. Det du skrev finns kvar. Tryck på Skicka igen."
FROM_ELSEWHERE = (
    "Formuläret skickades från en annan webbplats. Läs igenom det och tryck på Skicka om det är du som skrev det."
)
TRAPPED = "Ett dolt fält, som ska fånga skräppost, var ifyllt. Vi har tömt det. Tryck på Skicka igen."
USED = "Du har redan skickat ett meddelande härifrån. Tryck på Skicka igen om du vill skicka det här också."


@dataclass(frozen=True, slots=True)
class FormKey:
    """What tells one opened form from another: a random word that is used once, and when the form was opened."""

    word: str
    opened_at: datetime

    @classmethod
    def new(cls, opened_at: datetime) -> "FormKey":
        return cls(secrets.token_urlsafe(16), opened_at)

    @classmethod
    def read(cls, text: str) -> "FormKey | None":
        """Return the key that a form carries, or None for one that the server has not signed."""
        if len(text) > MAX_KEY_LENGTH:
            return None
        try:
            word, opened = Signer(salt=SIGNER).unsign_object(text)
        except BadSignature:
            return None
        return cls(word, datetime.fromtimestamp(opened, UTC))

    @property
    def signed(self) -> str:
        return Signer(salt=SIGNER).sign_object((self.word, int(self.opened_at.timestamp())))


class Refusal(NamedTuple):
    """Why a form was not taken, and the key to send it with next time: what is written is never lost."""

    status: int
    reason: str  # "" when what is wrong stands by the questions
    key: FormKey


def refusal_of(form: "ReportForm", now: datetime, *, is_foreign: bool) -> Refusal | None:
    """Return why a form may not be taken, or None."""
    key = FormKey.read(form.data.get(KEY_FIELD, ""))
    # A reader who is asked to press again has already spent the time that a new key would ask for.
    ready = FormKey.new(now - MIN_STAY)
    if is_foreign:
        return Refusal(403, FROM_ELSEWHERE, ready)
    if key is None:
        return Refusal(422, TOO_OLD, FormKey.new(now))
    if now - key.opened_at > MAX_STAY:
        return Refusal(422, TOO_OLD, ready)
    if form.data.get(TRAP_FIELD):
        return Refusal(422, TRAPPED, key)
    if not form.is_valid():
        return Refusal(422, "", key)
    if now - key.opened_at < MIN_STAY:
        return Refusal(422, TOO_FAST, key)
    return None


def is_from_elsewhere(headers: Mapping[str, str], own: set[str]) -> bool:
    """Tell whether a browser says that the form was sent from another site; `own` are origins like "https://host"."""
    fetched_from = headers.get("Sec-Fetch-Site")
    if fetched_from:
        return fetched_from not in {"same-origin", "none"}
    origin = headers.get("Origin")
    return bool(origin) and origin not in own


def page_asked_about(query: Mapping[str, str], referrer: str, host: str, form_path: str) -> str:
    """Return the page that a reader came to ask about: the one in ?sida=, else the one they were on, else ""."""
    asked = query.get("sida", "")
    if asked.startswith("/") and not asked.startswith(("//", "/\\")) and asked.isprintable():
        return asked[:PAGE_LENGTH]
    try:
        parts = urlsplit(referrer)
    except ValueError:
        return ""
    if parts.netloc != host or parts.path.startswith(form_path) or not referrer.isprintable():
        return ""
    return (f"{parts.path}?{parts.query}" if parts.query else parts.path)[:PAGE_LENGTH]


class PlainText(forms.CharField):
    """Text with one kind of line end and no control characters, so that its length is what the writer counted."""

    def to_python(self, value: Any) -> str:
        # A row pasted from a workbook has tabs between its figures, which must not become one long figure.
        text = str(value or "").replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        kept = (char for char in text if char == "\n" or unicodedata.category(char) not in {"Cc", "Cs"})
        return unicodedata.normalize("NFC", "".join(kept)).strip()


class TooLong(MaxLengthValidator):
    """A limit that says how much was written, so that a writer knows how much to take away."""

    def __init__(self, limit: int, what: str) -> None:
        counted = f"{limit:,}".replace(",", HARD_SPACE)
        super().__init__(limit, f"{what}: %(show_value)s tecken. Skriv högst {counted}.")


def limited(limit: int, what: str, **options: Any) -> PlainText:
    """Return a field for text of at most so many characters, without stopping the writer in the middle of a word."""
    return PlainText(validators=[TooLong(limit, what)], **options)


class ReportForm(forms.Form):
    """What a reader may tell us, in the order it is asked; only the first and the third must be answered."""

    kind = forms.ChoiceField(
        label="Vad gäller det?",
        choices=Report.Kind,
        widget=forms.RadioSelect,
        error_messages={"required": "Välj vad det gäller.", "invalid_choice": "Välj ett av alternativen."},
    )
    page = limited(
        PAGE_LENGTH,
        "Adressen till sidan är för lång",
        label="Vilken sida gäller det?",
        help_text="Sidans adress eller namn.",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    message = limited(
        MESSAGE_LENGTH,
        "Meddelandet är för långt",
        label="Vad vill du säga?",
        help_text="Högst 4\u00a0000 tecken. Skriv inga känsliga uppgifter, till exempel om hälsa eller personnummer.",
        widget=forms.Textarea(attrs={"rows": 7, "autocomplete": "off"}),
        error_messages={"required": "Skriv vad du vill fråga eller berätta."},
    )
    name = limited(
        NAME_LENGTH,
        "Namnet är för långt",
        label="Namn",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label="E-post",
        help_text="Behövs bara om du vill ha svar.",
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "invalid": "E-postadressen går inte att läsa. Skriv den som namn@example.se.",
            "max_length": "E-postadressen är för lång. Kontrollera att bara adressen står här.",
        },
    )

    def clean_message(self) -> str:
        # Advertising comes with links; a reader who reports a fault needs a few.
        message = self.cleaned_data["message"]
        links = sum(message.lower().count(each) for each in LINKS)
        if links > MAX_LINKS:
            raise forms.ValidationError(
                f"Meddelandet har fler än {MAX_LINKS} länkar och liknar därför skräppost. Ta bort några av dem."
            )
        return message

    @property
    def faults(self) -> list[tuple[str, str]]:
        """Return what is wrong, field by field, as the id of the field to go to and the text."""
        ids = {"kind": "id_kind_0"}
        return [(ids.get(name, f"id_{name}"), str(text)) for name, texts in self.errors.items() for text in texts]
