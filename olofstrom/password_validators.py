"""Which passwords are refused, in words that say why."""

import re
import unicodedata

from django.core.exceptions import ValidationError

from goals.models import Vision
from indicators.models import Portal

MAX_PASSWORD_LENGTH = 256  # characters: far past any sentence, and short of what would be work to read
MIN_REST_LENGTH = 8  # letters and digits that a password needs beside the words that anybody here would try
MIN_WORD_LENGTH = 4  # letters
ALWAYS = ("malportalen", "portalen", "losenord", "password", "administrator", "admin", "kommun", "kommunen", "sommar")
# What people write for letters: 0lofstr0m, m@lportalen.
LOOKALIKES = str.maketrans("013457@$!", "oleastasi")


class MaximumLengthValidator:
    """Refuse what is too long to read; the limit leaves room for whole sentences."""

    def validate(self, password, user=None):
        """Raise ValidationError for more than 256 characters."""
        if len(password) > MAX_PASSWORD_LENGTH:
            raise ValidationError(
                f"Lösenordet är för långt: skriv högst {MAX_PASSWORD_LENGTH} tecken.", code="password_too_long"
            )

    def get_help_text(self):
        return (
            f"Lösenordet får vara högst {MAX_PASSWORD_LENGTH} tecken. "
            "Mellanslag, å, ä, ö och alla andra tecken går bra."
        )


class LocalWordsValidator:
    """Refuse passwords made of what anybody here would try first: the names of municipality, portal and account."""

    def validate(self, password, user=None):
        """Raise ValidationError when too little is left of a password without such words and what surrounds them."""
        # The longest first: a word within it would leave the rest of it behind.
        words = sorted(local_words(user), key=len, reverse=True)
        for text in {plain(password), plain(password.translate(LOOKALIKES))}:
            used = [word for word in words if word in text]
            rest = text
            for word in used:
                rest = rest.replace(word, " ")
            if used and len(re.sub(r"[^a-z0-9]", "", rest.strip(" 0123456789"))) < MIN_REST_LENGTH:
                raise ValidationError(
                    f"Lösenordet bygger på ”{used[0]}”, och det hör till det första som någon skulle gissa här. "
                    "Välj något annat, gärna flera ord som inte hör ihop.",
                    code="password_of_local_words",
                )

    def get_help_text(self):
        return "Lösenordet får inte bygga på kommunens, portalens eller visionens namn eller på ditt eget."


def plain(text):
    """Return a text in small letters a–z and digits, with å and ä as a and ö as o; the rest becomes spaces."""
    marks_apart = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(each for each in marks_apart if not unicodedata.combining(each))
    return re.sub(r"[^a-z0-9]+", " ", bare).strip()


def local_words(user=None):
    """Return the words that are easy to guess in this municipality and, with a user, for this account."""
    portal = Portal.objects.with_municipality().first()
    texts = [*ALWAYS, *Vision.objects.values_list("title", flat=True)]
    if portal:
        texts += [portal.title, portal.full_name, portal.short_name, portal.municipality.name]
    if user:
        texts += [user.get_username(), user.get_username().partition("@")[0], user.first_name, user.last_name]
    words = {word for text in texts for word in (*plain(text).split(), plain(text).replace(" ", ""))}
    return {word for word in words if len(word) >= MIN_WORD_LENGTH}
