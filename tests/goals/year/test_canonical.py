"""The stored form of a year: one form, one checksum, and read for ever whatever the content has become."""

import io
import json
from dataclasses import make_dataclass, replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from django.core.management import call_command

from goals.content.load import current_content
from goals.models import AnnualSummary
from goals.year.canonical import (
    FORMAT,
    UPGRADES,
    SnapshotFault,
    _form_of,
    checksum,
    from_plain,
    read_canonical,
    read_snapshot,
    to_canonical,
    upgrade,
)
from goals.year.content import AreaFact, GoalFact
from goals.year.years import Years

YEAR = 2026
FORMAT_1 = Path(__file__).parent / "format_1.json"
FORMAT_1_CHECKSUM = "4ae365933ef26be5b12173b65a37c9cf3bccfdb71bf7e12712faf7307c874a27"
FACES = ("/", "/visa/", ".pdf", ".docx", ".xlsx")


def years():
    return Years(current_content(), YEAR)


def format_1():
    return json.loads(FORMAT_1.read_text(encoding="utf-8"))


def xlsx_text(response):
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    return "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell)


# One form


@pytest.mark.parametrize("year", [2020, 2022, 2024])
def test_a_summary_comes_back_from_its_canonical_form(plan, year):
    content = years().with_last_year(years().live(year))
    canonical = to_canonical(content)

    assert read_canonical(canonical.decode()) == content
    assert to_canonical(from_plain(json.loads(canonical))) == canonical
    assert json.loads(canonical, parse_float=pytest.fail) == json.loads(canonical)


@pytest.mark.usefixtures("example_plan")
def test_key_order_and_trailing_zeros_do_not_change_the_form():
    content = years().live(2023)
    plain = json.loads(to_canonical(content))
    turned = dict(reversed(plain.items()))
    goal = content.areas[0].goals[0]
    zeros = replace(goal.indicators[0], value=goal.indicators[0].value + Decimal("0.000"))
    area = replace(
        content.areas[0], goals=(replace(goal, indicators=(zeros, *goal.indicators[1:])), *content.areas[0].goals[1:])
    )

    assert to_canonical(from_plain(turned)) == to_canonical(content)
    assert to_canonical(replace(content, areas=(area, *content.areas[1:]))) == to_canonical(content)


@pytest.mark.usefixtures("example_plan")
@pytest.mark.parametrize(
    "spoil",
    [
        lambda plain: plain.pop("sentence"),
        lambda plain: plain.update(year="2023"),
        lambda plain: plain.update(areas={}),
        lambda plain: plain["areas"][0]["goals"][0]["indicators"][0].update(value="många"),
        lambda plain: plain["areas"][0]["goals"][0]["assessment"].update(assessed_on="i går"),
    ],
)
def test_what_is_no_summary_is_refused(spoil):
    plain = json.loads(AnnualSummary.objects.get(year=2023).snapshot)
    spoil(plain)

    with pytest.raises(SnapshotFault):
        from_plain(plain)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"format":1}', '{"format":NaN}', "[" * 100_000])
def test_text_that_is_no_summary_is_refused(text):
    with pytest.raises(SnapshotFault):
        read_canonical(text)


@pytest.mark.usefixtures("example_plan")
def test_the_checksum_is_that_of_the_file():
    for version in AnnualSummary.objects.all():
        assert checksum(version.snapshot.encode()) == version.sha256


# Read for ever


def test_a_file_of_format_1_is_read_for_ever():
    stored = FORMAT_1.read_bytes()

    content = read_snapshot(stored.decode())

    assert checksum(stored) == FORMAT_1_CHECKSUM
    assert (content.year, content.adoption.decision.paragraph) == (2023, "§ 44")
    assert [len(area.goals) for area in content.areas] == [len(area["goals"]) for area in format_1()["areas"]]


def test_a_field_that_format_1_lacks_has_its_default():
    assert "status_detail" not in FORMAT_1.read_text(encoding="utf-8")
    assert {each.status_detail for goal in from_plain(format_1()).goals for each in goal.indicators} == {""}


@pytest.fixture
def wider_goals(monkeypatch):
    """Goals with one more field, as the next change of the content may give them."""
    wider = make_dataclass("WiderGoal", [("legal_basis", str, "")], bases=(GoalFact,), frozen=True, slots=True)
    monkeypatch.setitem(AreaFact.__annotations__, "goals", tuple[wider, ...])
    _form_of.cache_clear()
    yield
    _form_of.cache_clear()


@pytest.mark.usefixtures("example_plan", "wider_goals")
@pytest.mark.slow
class TestAFieldIsAdded:
    def test_the_content_is_read_with_the_default(self):
        content = from_plain(format_1())

        assert {goal.legal_basis for goal in content.goals} == {""}
        assert to_canonical(content) != FORMAT_1.read_bytes()

    def test_every_year_is_still_what_was_adopted(self, capsys):
        call_command("verifiera")

        assert capsys.readouterr().out.count("oförändrad") == AnnualSummary.objects.count() == 4

    @pytest.mark.parametrize("face", FACES)
    @pytest.mark.parametrize("year", [2021, 2022, 2023, 2024])
    def test_every_face_of_frozen_and_open_years_answers(self, client, year, face):
        assert client.get(f"/uppfoljning/{year}{face}").status_code == 200

    def test_the_files_hold_the_checksum_that_was_adopted(self, client):
        adopted = AnnualSummary.objects.get(year=2023).sha256
        page = client.get("/uppfoljning/2023/")

        assert page.context["page"].checksum == adopted
        assert adopted in xlsx_text(client.get("/uppfoljning/2023.xlsx"))


def test_each_format_left_has_its_step():
    assert sorted(UPGRADES) == list(range(1, FORMAT))


def test_every_step_is_taken_in_turn_and_changes_no_stored_data():
    steps = {
        1: lambda plain: {key: value for key, value in plain.items() if key != "portal"} | {"title": plain["portal"]},
        2: lambda plain: plain | {"title": plain["title"].upper()},
    }
    plain = {"format": 1, "portal": "Mål"}

    assert upgrade(plain, steps) == {"format": 3, "title": "MÅL"}
    assert upgrade({"format": 2, "title": "Mål"}, steps) == {"format": 3, "title": "MÅL"}
    assert plain == {"format": 1, "portal": "Mål"}


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda plain: plain.update(format=FORMAT + 1), f"den här portalen läser till och med {FORMAT}"),
        (lambda plain: plain.update(format=0), "säger inte vilket format"),
        (lambda plain: plain.update(format=True), "säger inte vilket format"),
        (lambda plain: plain.pop("format"), "säger inte vilket format"),
        (
            lambda plain: plain.update(juridik="x"),
            "har uppgiften juridik, som den här versionen av portalen inte",
        ),
        (lambda plain: plain["areas"][0].pop("name"), "saknar uppgiften name"),
        (lambda plain: plain.update(round="quarter"), "har koden quarter"),
        (lambda plain: plain["rulings"][0].update(code="almost"), "har koden almost"),
    ],
)
def test_what_cannot_be_read_is_told_in_words(spoil, reason):
    plain = format_1()
    spoil(plain)

    with pytest.raises(SnapshotFault, match=reason):
        from_plain(plain)
