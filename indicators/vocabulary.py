"""The field's words: one English name in code, one Swedish word on every surface.

`TextChoices` because models use them too (a plain `StrEnum` makes migrations import this module).
The labels are the words a reader meets; nothing else in the code spells them.
"""

from typing import Self

from django.db.models import TextChoices


class Direction(TextChoices):
    """Önskad riktning: which way is better. Required, never guessed."""

    HIGHER = "higher", "Högre är bättre"
    LOWER = "lower", "Lägre är bättre"
    RANGE = "range", "Inom ett intervall"
    NONE = "none", "Ingen önskad riktning"


class Status(TextChoices):
    """Status: where the latest outcome stands against the target path.

    Each member: its code; what is said of one indicator, of several, of the outcome itself; and its label, last because
    Django takes the label from there. A rename is made here and nowhere else.
    """

    REACHED = "reached", "är uppnådd", "är uppnådda", "är uppnått", "Uppnått"
    ON_TRACK = "on_track", "är i fas", "är i fas", "är i fas med", "I fas"
    NEAR = "near", "är nära", "är nära", "är nära", "Nära"
    BEHIND = "behind", "är efter", "är efter", "är efter", "Efter"
    MISSED = "missed", "är ej uppnådd", "är ej uppnådda", "är ej uppnått", "Ej uppnått"
    UNKNOWN = "unknown", "kan inte bedömas", "kan inte bedömas", "kan inte bedömas", "Kan inte bedömas"

    one: str  # "1 är uppnådd"
    several: str  # "2 är uppnådda"
    standing: str  # "Målvärdet 90 % är uppnått", "Det är i fas med vägen mot målvärdet"

    def __new__(cls, code: str, one: str = "", several: str = "", standing: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.one, member.several, member.standing = one, several, standing
        return member


class Reason(TextChoices):
    """Why a status cannot be given."""

    NO_OUTCOME = "no_outcome", "uppgift saknas"
    STALE = "stale", "inaktuellt"
    NO_DIRECTION = "no_direction", "önskad riktning saknas"
    NO_TARGET = "no_target", "målvärde saknas"
    NO_BASELINE = "no_baseline", "utgångsvärde saknas"
    METHOD_CHANGED = "method_changed", "metoden har ändrats"
    NOT_BEGUN = "not_begun", "inget utfall efter utgångsåret"
    NO_REFERENCE = "no_reference", "jämförelsetal saknas"
    END_UNMEASURED = "end_unmeasured", "målåret är inte mätt"


class Trend(TextChoices):
    """Trend: where the series is heading, a fact of its own beside status."""

    IMPROVING = "improving", "Förbättras"
    UNCHANGED = "unchanged", "Oförändrat"
    WORSENING = "worsening", "Försämras"
    SWINGING = "swinging", "Svänger"
    RISING = "rising", "Ökar"
    FALLING = "falling", "Minskar"
    TOO_FEW = "too_few", "För få värden"


class SpokenChoices(TextChoices):
    """Choices with a form of their own within a sentence, between the code and the label."""

    spoken: str

    def __new__(cls, code: str, spoken: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.spoken = spoken
        return member


class Standing(SpokenChoices):
    """Jämförelse: where a value stands beside another of the same year; nothing about whether a target is met.

    `spoken` leads to what it is compared with: "bättre än" riket.
    """

    BETTER = "better", "bättre än", "Bättre"
    SIMILAR = "similar", "ungefär som", "Ungefär lika"
    WORSE = "worse", "sämre än", "Sämre"
    OVER = "over", "över", "Över"
    UNDER = "under", "under", "Under"


class Sex(TextChoices):
    """Kön: the codes that Kolada and SCB use."""

    TOTAL = "T", "Totalt"
    WOMEN = "K", "Kvinnor"
    MEN = "M", "Män"


class TargetKind(TextChoices):
    """Slag av målvärde: what a council can decide of a number."""

    LEVEL = "level", "Ett värde ett visst år"
    STANDARD = "standard", "Minst så bra varje år"
    CHANGE = "change", "Bättre än utgångsvärdet"
    RELATIVE = "relative", "Jämfört med andra"


class TargetScope(TextChoices):
    """Vilka målvärdet gäller: everybody, one sex, or how far apart the two are."""

    TOTAL = "T", "Alla"
    WOMEN = "K", "Kvinnor"
    MEN = "M", "Män"
    GAP = "gap", "Skillnaden mellan kvinnor och män"


class Reference(SpokenChoices):
    """Jämförelsetal: the other figure that a relative target follows, of the same year as the outcome.

    `spoken` is how it is named in a sentence.
    """

    COUNTRY = "country", "riket", "Riket"
    GROUP_MEDIAN = "group_median", "gruppens median", "Gruppens median"
    GROUP_MEAN = "group_mean", "gruppens medelvärde", "Gruppens medelvärde"
    GROUP_BEST = "group_best", "de bästa i gruppen", "De bästa i gruppen"
    NATION_BEST = "nation_best", "de bästa i landet", "De bästa i landet"

    @classmethod
    def of_share(cls) -> list[Self]:
        """Return those that are a place among the best: the target's value is the share of them, in per cent."""
        return [cls.GROUP_BEST, cls.NATION_BEST]

    @classmethod
    def of_group(cls) -> list[Self]:
        return [cls.GROUP_MEDIAN, cls.GROUP_MEAN, cls.GROUP_BEST]

    @property
    def is_share(self) -> bool:
        return self in self.of_share()

    @property
    def is_of_group(self) -> bool:
        return self in self.of_group()


class MissingReason(TextChoices):
    """Why an outcome has no value: missing is missing, zero is a value."""

    NOT_MEASURED = "not_measured", "Mäts inte i år"
    TOO_FEW_ANSWERS = "too_few_answers", "För få svar"
    SECRECY = "secrecy", "Sekretess"
    NOT_PUBLISHED = "not_published", "Inte publicerat än"
    NOT_APPLICABLE = "not_applicable", "Inte tillämpligt"
    NOT_REPORTED = "not_reported", "Inte rapporterat"


class Origin(TextChoices):
    """Ursprung: who stands behind a value."""

    OWN = "own", "Egen uppgift"
    NATIONAL = "national", "Nationell källa"
    COMPUTED = "computed", "Egen bearbetning"


class OutcomeState(TextChoices):
    DRAFT = "draft", "Utkast"
    PUBLISHED = "published", "Publicerat"


class EntryState(TextChoices):
    DRAFT = "draft", "Utkast"
    SUBMITTED = "submitted", "Inskickat"
    RETURNED = "returned", "Återsänt"
    APPROVED = "approved", "Godkänt"
    PUBLISHED = "published", "Publicerat"


class Move(TextChoices):
    SUBMIT = "submit", "Skickade in"
    WITHDRAW = "withdraw", "Tog tillbaka"
    RETURN = "return", "Återsände"
    APPROVE = "approve", "Godkände"
    PUBLISH = "publish", "Publicerade"
    CHANGE = "change", "Började ändra det publicerade"
    DISCARD = "discard", "Ångrade ändringen"


class RoundMove(TextChoices):
    OPEN = "open", "Öppnade året"
    LOCK = "lock", "Låste året"
    UNLOCK = "unlock", "Låste upp året"
    PUBLISH = "publish", "Publicerade det godkända"


class Role(TextChoices):
    """What a person does in the portal. The first two are for one unit each, the last two for the whole portal."""

    REPORTER = "reporter", "Inmatare"
    APPROVER = "approver", "Godkännare"
    COORDINATOR = "coordinator", "Samordnare"
    ADMINISTRATOR = "administrator", "Administratör"


class EventKind(TextChoices):
    LOGIN = "login", "Inloggning"
    LOGIN_FAILED = "login_failed", "Misslyckad inloggning"
    LOGIN_THROTTLED = "login_throttled", "Inloggning spärrad en stund"
    LOGOUT = "logout", "Utloggning"
    SESSION_ENDED = "session_ended", "Inloggning avslutad"
    REFUSED = "refused", "Åtkomst nekad"
    MOVE = "move", "Steg för ett värde"
    ROUND = "round", "Steg för ett år"
    RIGHTS = "rights", "Ändrad behörighet"
    ACCOUNT = "account", "Ändrat konto"
    FACTOR = "factor", "Ändrad inloggningsmetod"
    PASSWORD = "password", "Bytt lösenord"
    IMPORT = "import", "Inläst fil"
