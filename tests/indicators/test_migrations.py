"""The tables of the year's values can be taken away again with everything in them, and made anew, on both databases."""

from tests.processes import asked, shared_database, started

THERE_AND_BACK = """
from django.core.management import call_command
from django.utils import timezone
from indicators.models import *
from indicators.vocabulary import Move
from tests.indicators.reporting.stage import *

round_ = set_up(2024, Move.SUBMIT, Move.APPROVE)
enter_again = RowChange({"T": typed(indicator(2024), "13")}, {"change_reason": ("Räknat fel", None)})
save(eva(), round_, indicator(2024), enter_again, today=TODAY)
now = timezone.now()
Reminder.objects.create(round=round_, occasion="2025-02-15-3", address="a@exempelby.example", claimed_at=now)
Upload.objects.create(round=round_, user=eva().user, name="v.csv", rows={}, created_at=now)
assert Cell.objects.exists() and Event.objects.exists()
public = list(Outcome.objects.order_by("pk").values_list("indicator__slug", "value"))
Indicator.objects.filter(pk=indicator(2024).pk).update(measure="money")

call_command("migrate", "indicators", "0002_corrections", verbosity=0)
call_command("migrate", verbosity=0)

assert list(Outcome.objects.order_by("pk").values_list("indicator__slug", "value")) == public
assert indicator(2024).measure == "index", "the older kind that refuses no value"
print(json.dumps([len(public), Outcome.history.count(), Entry.objects.count(), Event.objects.count()]))
"""


def test_the_years_tables_with_rows_are_removed_and_made_again(tmp_path, copied_tables, manage, django_db_blocker):
    with shared_database("aterstalld", tmp_path, copied_tables, manage, django_db_blocker) as address:
        assert asked(started(address, THERE_AND_BACK)) == [3, 3, 0, 0]
