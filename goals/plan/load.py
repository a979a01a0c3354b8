"""Store a plan: every row found by what names it, written only when it differs, all of it or nothing."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import DatabaseError, IntegrityError, models, transaction

from goals.models import AnnualSummary
from goals.plan.faults import FileFault, PlanFault
from goals.plan.format import KINDS, PLAN, PORTAL, SUMMARY
from goals.plan.kinds import meta
from goals.plan.read import read_folder
from goals.plan.records import Plan
from goals.plan.store import Keys, RowCount, Store
from indicators.models import Portal


@dataclass(frozen=True, slots=True)
class Summary:
    """What a load did: whose plan it was and a count per kind of row."""

    municipality: str
    is_example: bool
    counts: tuple[RowCount, ...]

    @property
    def wrote(self) -> int:
        """Return how many rows were created or changed."""
        return sum(count.new + count.changed for count in self.counts)

    @property
    def lines(self) -> list[str]:
        """Return the summary as lines to print, in Swedish."""
        example = " (exempeldata)" if self.is_example else ""
        lines = [f"Planen för {self.municipality}{example} är inläst."]
        for count in self.counts:
            if count.new or count.changed or count.unchanged:
                name = count.kind.many.capitalize()
                lines.append(f"  {name}: nya {count.new}, ändrade {count.changed}, oförändrade {count.unchanged}")
        return lines + [_left_alone(count) for count in self.counts if count.left_alone]


def _left_alone(count: RowCount) -> str:
    if count.left_alone > 1:
        noun, word = count.kind.many, "orörda"
    else:
        noun, word = count.kind.one, "orört" if count.kind.neuter else "orörd"
    return f"{count.left_alone} {noun} finns i databasen men inte i planen och lämnades {word}."


def load_folder(path: Path) -> Summary:
    """Read a plan folder and store it in one transaction; a second load of the same folder writes nothing.

    Raises PlanFault when the folder is wrong, is a plan for another municipality than the database's, or holds
    something that the database refuses; then nothing has changed.
    """
    plan = read_folder(path)
    try:
        with transaction.atomic():
            _refuse_to_mix(plan)
            _refuse_to_change_what_is_adopted(plan)
            keys: Keys = {}
            # In the order of KINDS, so that `keys` has what a row refers to when the row is stored.
            counts = tuple(Store(kind, list(plan.of(kind)), keys).run() for kind in KINDS)
            portal = Portal.objects.get()
            return Summary(portal.full_name, portal.is_example, counts)
    except DatabaseError as error:
        raise PlanFault([FileFault("databasen", 0, "", _refusal(error))]) from error


def _refuse_to_mix(plan: Plan) -> None:
    """Real and invented figures, or two municipalities, never share a database."""
    there = Portal.objects.select_related("municipality").first()
    if there is None:
        return
    for record in plan.of(PORTAL):
        code, is_example = record.values["municipality"], record.values["is_example"]
        if code != there.municipality.code:
            reason = f"databasen hör till {there.full_name} ({there.municipality.code}), planen till kommun {code}"
        elif is_example != there.is_example:
            kinds = {True: "exempeldata", False: "riktiga uppgifter"}
            reason = f"databasen har {kinds[there.is_example]}, planen har {kinds[is_example]}"
        else:
            continue
        name = "municipality" if code != there.municipality.code else "is_example"
        advice = "Två planer blandas aldrig: ange en annan databas i DATABASE_URL."
        raise PlanFault([FileFault(PLAN, record.line_of(name), record.kind.word(name), f"{reason}. {advice}")])


def _refuse_to_change_what_is_adopted(plan: Plan) -> None:
    """A frozen year is never overwritten, not by a plan either."""
    adopted = AnnualSummary.objects.values_list("year", "version", "sha256")
    there = {(year, version): sha256 for year, version, sha256 in adopted}
    # A version that the database lacks is compared with its own checksum, and so is no change.
    changed = [
        record.fault("sha256", "årsuppföljningen är redan fastställd i databasen, med en annan kontrollsumma")
        for record in plan.of(SUMMARY)
        if there.get(record.key, record.values["sha256"]) != record.values["sha256"]
    ]
    if changed:
        raise PlanFault(changed)


def _refusal(error: DatabaseError) -> str:
    """Return why the database said no, in the words of the constraint where it can be told."""
    text = str(error)
    if not isinstance(error, IntegrityError):
        return f"databasen gick inte att skriva i ({text}). Är tabellerna skapade? Kör: uv run manage.py migrate"
    for kind in KINDS:
        for constraint in meta(kind.model).constraints:
            if constraint.name in text or text.endswith(_as_sqlite_says_it(kind.model, constraint)):
                return (
                    f"{constraint.violation_error_message} Krocken är med något som finns i databasen "
                    "men inte i planen; ta med det i planen eller ändra det i administrationen."
                )
    return f"databasen tog inte emot planen ({text})"


def _as_sqlite_says_it(model: Any, constraint: models.BaseConstraint) -> str:
    """Return the end of SQLite's message: it names the columns of a unique constraint, never the constraint."""
    fields = getattr(constraint, "fields", ())
    columns = (f"{meta(model).db_table}.{meta(model).get_field(name).column}" for name in fields)
    return f"UNIQUE constraint failed: {', '.join(columns)}" if fields else constraint.name
