"""What is written is what was read, byte for byte, and a killed process never leaves half a file."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from goals.models import AccessibilityStatement, AnnualSummary, Document, Goal, Period
from goals.plan.dump import dump_folder, plan_files
from goals.plan.faults import PlanFault
from goals.plan.load import load_folder
from indicators.models import Indicator, Outcome, Portal

pytestmark = pytest.mark.django_db


def test_a_canonical_folder_comes_back_byte_for_byte(small_plan, tmp_path):
    load_folder(small_plan.path)

    dump_folder(tmp_path / "ut")

    assert {path.name: path.read_bytes() for path in (tmp_path / "ut").iterdir()} == small_plan.everything()


def test_writing_over_its_own_folder_changes_nothing(small_plan):
    load_folder(small_plan.path)
    before = small_plan.everything()

    dump_folder(small_plan.path)

    assert small_plan.everything() == before


def test_what_a_person_wrote_in_another_form_becomes_canonical(small_plan, tmp_path):
    before = small_plan.everything()
    small_plan.change("plan.yaml", "kommun: '9998'", "kommun:   9998  # Provinge")
    small_plan.change("indikatorer.yaml", "tolerans: 0.5", 'tolerans: "0.500"')
    small_plan.change("indikatorer.yaml", "  riktning: ingen\n", "  decimaler: 1\n  visas: ja\n  riktning: 'ingen'\n")
    small_plan.change("utfall.csv", "2021,T,0,ja", "2021,T,-0.00,ja")
    load_folder(small_plan.path)

    dump_folder(tmp_path / "ut")

    assert {path.name: path.read_bytes() for path in (tmp_path / "ut").iterdir()} == before


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0.0000000001", "0.0000000001"),
        ("100", "100"),
        ("-20.50", "-20.5"),
        ("12345678901234", "12345678901234"),
        ("1234.5678901234", "1234.5678901234"),
    ],
)
def test_numbers_are_written_plainly_and_come_back_the_same(small_plan, value, text):
    small_plan.change("utfall.csv", "2020,T,-1.25", f"2020,T,{value}")
    load_folder(small_plan.path)

    assert f"fukt,9998,2020,T,{text},nej" in plan_files()["utfall.csv"]
    assert Outcome.objects.get(indicator__slug="fukt").value == Decimal(value)
    assert load_folder(small_plan.path).wrote == 0


TEXTS = [
    "1060",
    "nej",
    "no",
    "null",
    "~x",
    "- streck",
    "? fråga",
    "# nummer",
    "kolon: här",
    "'enkla' och \"dubbla\"",
    "& * ! % @ `",
    "{klammer} [hake]",
    "emoji 🏡 och hårt\u00a0blanksteg",
    "rad ett\nrad två",
    "stycke\n\n\nmed luft\n  och indrag",
    "- punkt\n- punkt till",
    "lång " * 60 + "slut",
    "lång  dubbel " * 30 + "slut",
    "x" * 300,
    "rad\n" + "lång " * 60 + "slut",
    "tabb\toch mer",
    "tabb\toch\nrader",
]


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: ascii(text[:20]))
def test_any_text_comes_back_the_same(small_plan, tmp_path, text):
    load_folder(small_plan.path)
    Goal.objects.update(text=text)
    Outcome.objects.update(comment=text)
    Indicator.objects.update(categories=[text[:200].strip()])

    dump_folder(tmp_path / "ut")
    summary = load_folder(tmp_path / "ut")

    assert summary.wrote == 0


def test_windows_line_ends_and_trailing_blanks_are_cleaned(small_plan):
    load_folder(small_plan.path)
    Portal.objects.update(about="Ett.  \r\n\r\nTvå. ")

    assert "  om: |-\n    Ett.\n\n    Två.\n" in plan_files()["plan.yaml"]


def test_long_texts_are_folded_for_readable_diffs(small_plan):
    load_folder(small_plan.path)
    Goal.objects.filter(slug="fler-bostader").update(text="Ett ord till. " * 20)

    lines = plan_files()["perioder.yaml"].splitlines()

    first = lines.index("          text: >-")
    assert [len(line) < 125 for line in lines[first : first + 4]] == [True] * 4


def test_rows_stand_in_the_order_of_the_pages(small_plan):
    load_folder(small_plan.path)
    Indicator.objects.filter(slug="fukt").update(position=0)
    Period.objects.filter(slug="2016-2019").update(first_year=2010)

    files = plan_files()

    assert files["indikatorer.yaml"].startswith("- adress: fukt\n")
    assert files["perioder.yaml"].startswith("- adress: 2020-2023\n")
    outcomes = [line.split(",")[:4] for line in files["utfall.csv"].splitlines()[1:] if line.count(",") > 5]
    assert outcomes[0] == ["fukt", "9998", "2020", "T"]
    assert [row[3] for row in outcomes if row[:3] == ["invanare", "9998", "2019"]] == ["T", "K", "M"]


def test_an_empty_plan_can_be_written_and_read(small_plan, tmp_path):
    small_plan.drop_follow_up()
    for file in ("visioner.yaml", "perioder.yaml", "beslut.yaml", "indikatorer.yaml"):
        small_plan.write(file, "")
    small_plan.write("utfall.csv", small_plan.text("utfall.csv").splitlines()[0])
    load_folder(small_plan.path)

    dump_folder(tmp_path / "ut")

    assert (tmp_path / "ut" / "perioder.yaml").read_text() == "[]\n"
    assert load_folder(tmp_path / "ut").wrote == 0


def test_year_no_longer_adopted_leaves_the_folder(small_plan):
    load_folder(small_plan.path)
    AnnualSummary.objects.all().delete()
    (small_plan.path / "uppfoljning-anteckningar.json").write_text("{}")

    dump_folder(small_plan.path)

    assert not (small_plan.path / "arsuppfoljningar.yaml").exists()
    assert not (small_plan.path / "uppfoljning-2021-2.json").exists()
    assert (small_plan.path / "uppfoljning-anteckningar.json").exists()


def test_a_logotype_that_was_taken_away_is_taken_from_the_folder(small_plan):
    load_folder(small_plan.path)
    Portal.objects.update(logo="")

    dump_folder(small_plan.path)

    assert not (small_plan.path / "logotyp.svg").exists()


def test_removed_statement_leaves_the_folder(small_plan):
    load_folder(small_plan.path)
    AccessibilityStatement.objects.all().delete()

    dump_folder(small_plan.path)

    assert not (small_plan.path / "tillganglighet.yaml").exists()


def test_a_folder_with_something_else_in_it_is_not_written_to(small_plan, tmp_path):
    load_folder(small_plan.path)
    (tmp_path / "annat").mkdir()
    (tmp_path / "annat" / "brev.txt").write_text("Hej")

    with pytest.raises(CommandError, match="mappen är inte tom"):
        call_command("dump_plan", tmp_path / "annat")
    call_command("dump_plan", tmp_path / "annat", force=True, verbosity=0)

    assert (tmp_path / "annat" / "brev.txt").read_text() == "Hej"
    assert (tmp_path / "annat" / "plan.yaml").exists()


def test_a_file_that_cannot_be_written_leaves_the_old_one_whole(small_plan):
    load_folder(small_plan.path)
    before = small_plan.text("plan.yaml")
    Portal.objects.update(title="Nytt namn")
    (small_plan.path / "beslut.yaml").unlink()
    (small_plan.path / "beslut.yaml").mkdir()

    with pytest.raises(PlanFault, match=r"går inte att skriva i \(en mapp ligger i vägen\)"):
        dump_folder(small_plan.path)

    assert small_plan.text("plan.yaml") == before.replace("Mål och resultat", "Nytt namn")
    assert not list(small_plan.path.glob(".*"))


def test_a_database_without_a_portal_has_no_plan():
    with pytest.raises(CommandError, match="det finns ingen portal"):
        call_command("dump_plan", Path("oskriven"))

    assert not Path("oskriven").exists()


def test_the_command_says_what_it_wrote(small_plan, tmp_path, capsys):
    load_folder(small_plan.path)

    call_command("dump_plan", tmp_path / "ut")

    assert capsys.readouterr().out.startswith(f"Planen är skriven till {tmp_path / 'ut'}: plan.yaml, beslut.yaml,")


def test_a_value_entered_by_hand_is_part_of_the_plan(small_plan):
    load_folder(small_plan.path)
    Outcome.objects.filter(indicator__slug="fukt").update(value=Decimal("3.10"), retrieved_on=date(2024, 5, 6))
    Document.objects.filter(slug="broschyren").update(note="Tryckt.")

    files = plan_files()

    assert "fukt,9998,2020,T,3.1,nej,,,Provinge,,2024-05-06,egen uppgift,,utkast\n" in files["utfall.csv"]
    assert "    anmärkning: Tryckt.\n" in files["plan.yaml"]
