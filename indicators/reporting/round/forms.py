"""The three things a coordinator does with a whole year on its page: publish what is approved, lock and unlock."""

from datetime import date
from typing import Any, cast

from django import forms
from django.http import QueryDict

from indicators.eventlog import LogActor
from indicators.formats import capital
from indicators.models import Round
from indicators.reporting.round.pending import PendingValues, counted_values
from indicators.reporting.round.rounds import MAX_REASON_LENGTH, lock, publish_approved, unlock


class RoundForm(forms.Form):
    """A form about a year as it stands; it carries what its writer was shown."""

    code = ""  # what the form is called when it is sent
    title = ""
    button = ""

    def __init__(self, data: Any, pending: PendingValues) -> None:
        super().__init__(data, prefix=self.code, initial={"seen": self.counted(pending)}, label_suffix="")
        self.pending = pending

    def counted(self, pending: PendingValues) -> int:
        """Return the number that the form speaks of."""
        return pending.total

    @property
    def explanation(self) -> str:
        """Return what the form is about to do, in sentences."""
        return ""

    def act(self, who: LogActor, round_: Round, today: date) -> str:
        """Do it and return what has been done, in a sentence; raises Refused and PermissionDenied."""
        raise NotImplementedError

    def ask_again(self, pending: PendingValues) -> None:
        """Keep what was written but not the yes: its writer now sees the year as it is, and to say yes is a choice."""
        self.pending = pending
        # What was sent cannot be changed, and a bound form shows what was sent.
        self.data = cast("QueryDict", self.data).copy()
        self.data[self.add_prefix("seen")] = str(self.counted(pending))
        self.data.pop(self.add_prefix("sure"), None)


class PublishForm(RoundForm):
    code, title, button = "publicera", "Publicera det godkända", "Publicera"
    seen = forms.IntegerField(widget=forms.HiddenInput)
    sure = forms.BooleanField(
        label="Ja, visa dem för alla", error_messages={"required": "Kryssa i rutan om värdena ska visas för alla."}
    )

    def counted(self, pending: PendingValues) -> int:
        return pending.approved

    @property
    def explanation(self) -> str:
        count = self.pending.approved
        return (
            f"{capital(counted_values(count))} är {'godkänt' if count == 1 else 'godkända'} men syns inte för alla än. "
            "Att publicera kan inte ångras: ett publicerat värde rättas med en förklaring som alla ser."
        )

    def act(self, who: LogActor, round_: Round, today: date) -> str:
        count = publish_approved(who, round_, today=today, seen=self.cleaned_data["seen"])
        return f"{capital(counted_values(count))} för {round_} är nu {'offentligt' if count == 1 else 'offentliga'}."


class LockForm(RoundForm):
    code, title, button = "las", "Lås året", "Lås året"
    seen = forms.IntegerField(widget=forms.HiddenInput)
    sure = forms.BooleanField(
        label="Ja, lås året ändå", error_messages={"required": "Kryssa i rutan om året ska låsas ändå."}
    )
    reason = forms.CharField(
        label="Varför (frivilligt)",
        required=False,
        max_length=MAX_REASON_LENGTH,
        help_text=f"Till exempel vilket beslut som ligger bakom. Högst {MAX_REASON_LENGTH} tecken.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def __init__(self, data: Any, pending: PendingValues) -> None:
        super().__init__(data, pending)
        if not pending.total:
            del self.fields["sure"]

    @property
    def explanation(self) -> str:
        means = "Ingen kan då skriva in, skicka in, godkänna eller publicera något för året, och påminnelserna slutar."
        rest = f" {self.pending.sentence} De blir kvar där de är tills året låses upp." if self.pending.total else ""
        return f"{means}{rest}"

    def act(self, who: LogActor, round_: Round, today: date) -> str:
        """Lock it, and leave what the writer has seen and said yes to."""
        chosen = self.cleaned_data
        lock(who, round_, chosen["reason"], leaving=chosen["seen"] if chosen.get("sure") else 0)
        return f"Inmatningen för {round_} är låst."


class UnlockForm(RoundForm):
    code, title, button = "las-upp", "Lås upp året", "Lås upp året"
    reason = forms.CharField(
        label="Varför låses året upp?",
        max_length=MAX_REASON_LENGTH,
        help_text=f"Skälet sparas bland det som har hänt med året. Högst {MAX_REASON_LENGTH} tecken.",
        error_messages={"required": "Skriv varför året låses upp."},
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    @property
    def explanation(self) -> str:
        return (
            "Värden kan då skrivas in och ändras igen. Det som är publicerat rättas med en förklaring som alla ser. "
            "Påminnelserna börjar om för det som inte är inskickat."
        )

    def act(self, who: LogActor, round_: Round, today: date) -> str:
        unlock(who, round_, self.cleaned_data["reason"])
        return f"Inmatningen för {round_} är öppen igen."


def forms_of(round_: Round, pending: PendingValues, sent: QueryDict | None = None) -> list[RoundForm]:
    """Return what can be done with a year now; the one that was sent holds what was written in it."""
    if round_.locked_at is not None:
        kinds: list[type[RoundForm]] = [UnlockForm]
    else:
        kinds = [PublishForm, LockForm] if pending.approved else [LockForm]
    chosen = sent.get("steg") if sent is not None else None
    return [kind(sent if kind.code == chosen else None, pending) for kind in kinds]
