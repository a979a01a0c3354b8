"""Reminders by letter: who is told what, that nobody is told twice, and what is known when something goes wrong."""

import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from indicators.models import Assignment, Entry, Indicator, Portal, Reminder, Round
from indicators.reporting.reminders.sending import IN_PROGRESS_FOR
from indicators.reporting.round.rounds import lock
from indicators.reporting.values.changes import RowChange, typed
from indicators.reporting.values.moving import move
from indicators.reporting.values.saving import save
from indicators.vocabulary import Move
from tests.cast import TODAY

pytestmark = pytest.mark.django_db

BASE_DIR = Path(__file__).resolve().parents[4]
TWO_WEEKS, THREE_DAYS, AFTER = "2025-02-01", "2025-02-12", "2025-02-16"
PEOPLE = ["asa@exempelby.example", "eva@exempelby.example", "omar@exempelby.example"]
SHEET = "http://127.0.0.1:8000/admin/inmatning/2024/?enhet=skolan"
APPROVAL = "http://127.0.0.1:8000/admin/inmatning/2024/godkann/"


def remind(day=TWO_WEEKS, **options):
    call_command("paminn", dag=day, **options)


def letters():
    """Return what has been sent since last asked, by address."""
    sent = {letter.to[0]: letter for letter in mail.outbox}
    assert len(sent) == len(mail.outbox), "two letters to one person"
    mail.outbox.clear()
    return sent


def only_letter():
    ((_, letter),) = letters().items()
    return letter


def enter(who, year, indicator, *moves, text="82,5"):
    change = RowChange({"T": typed(indicator, text)}, {"source": ("Skolenkäten", None)})
    assert save(who, year, indicator, change, today=TODAY).is_whole
    for chosen in moves:
        move(who, year, indicator, chosen, today=TODAY)


@pytest.fixture
def another_year(db):
    return Round.objects.create(year=2023, opens_on=date(2024, 1, 1), due_on=date(2025, 2, 1))


# What is told


def test_a_reporter_is_told_what_is_left_by_name(eva, karl, year, make_indicator, settings):
    settings.PORTAL_URL = "https://mal.exempelby.example"
    make_indicator("behoriga", name="Behöriga lärare")
    enter(eva, year, make_indicator("utkast", name="Elever i fritids"))
    returned = make_indicator("ater", name="Trygga elever")
    enter(eva, year, returned, Move.SUBMIT)
    move(karl, year, returned, Move.RETURN, today=TODAY, message="Stämmer antalet?\nFörra året var det 12.")
    enter(eva, year, make_indicator("klar", name="Klart och inskickat"), Move.SUBMIT)

    remind()

    letter = letters()["eva@exempelby.example"]
    assert letter.subject == "3 värden för 2024 är inte inskickade – sista dag 15 februari"
    assert letter.body == (
        "Hej Eva!\n\n"
        "Året 2024. Sista dagen är lördag 15 februari 2025, om 14 dagar.\n\n"
        "Att skicka in (3):\n\n"
        "Skolförvaltningen\n"
        "https://mal.exempelby.example/admin/inmatning/2024/?enhet=skolan\n"
        "Återsänt, behöver ändras:\n"
        "- Trygga elever\n"
        "  Karl Kvist: Stämmer antalet? Förra året var det 12.\n"
        "  https://mal.exempelby.example/admin/inmatning/2024/indikator/ater/\n"
        "Utkast:\n"
        "- Elever i fritids\n"
        "Saknas:\n"
        "- Behöriga lärare\n\n"
        "Kan du inte ange ett värde? Skriv varför i stället. En orsak räknas som ett\n"
        "värde.\n\n"
        "Det här är en automatisk påminnelse från Målportalen, Exempelby kommun.\n"
    )
    assert letter.extra_headers == {"Auto-Submitted": "auto-generated"}


@pytest.mark.parametrize(
    ("day", "subject"),
    [
        (TWO_WEEKS, "1 värde för 2024 saknas – sista dag 15 februari"),
        ("2025-02-15", "1 värde för 2024 saknas – sista dag i dag"),
        (AFTER, "1 värde för 2024 saknas – sista dagen var 15 februari"),
    ],
)
def test_the_subject_says_how_much_and_until_when(eva, year, trygga, day, subject):
    remind(day)

    assert only_letter().subject == subject


def test_an_approver_is_told_what_waits_and_for_how_long(eva, karl, year, make_indicator):
    for slug in ("ny", "gammal"):
        enter(eva, year, make_indicator(slug), Move.SUBMIT)
    Entry.objects.filter(indicator__slug="gammal").update(submitted_at="2025-01-20T10:00Z")
    Entry.objects.filter(indicator__slug="ny").update(submitted_at="2025-01-31T10:00Z")

    remind()

    letter = only_letter()
    assert letter.to == ["karl@exempelby.example"]
    assert letter.subject == "2 värden för 2024 väntar på ditt godkännande – sista dag 15 februari"
    told = letter.body.partition("Att godkänna (2):\n\n")[2]
    old, new = "- Gammal, inskickat av Eva Ek för tolv dagar sedan", "- Ny, inskickat av Eva Ek i går"
    assert told.startswith(f"Skolförvaltningen\n{APPROVAL}\n{old}\n{new}\n")


@pytest.mark.usefixtures("omar", "sam")
def test_nobody_with_nothing_to_do_is_mailed(eva, karl, year, trygga, capsys):
    enter(eva, year, trygga, Move.SUBMIT)
    move(karl, year, trygga, Move.APPROVE, today=TODAY)

    remind()

    assert letters() == {}
    assert not Reminder.objects.exists()
    assert capsys.readouterr().out == "Skickade mejl: 0.\n"


def test_what_is_not_measured_this_year_is_nobodys_to_send_in(eva, year, make_indicator):
    make_indicator("vartannat", {2023: "4"}, interval=2)
    make_indicator("dold", is_published=False)

    remind()

    assert letters() == {}


def test_a_change_of_what_is_public_is_named_as_one(eva, year, make_indicator):
    changed = make_indicator("andrad", {2024: "4"})
    change = RowChange({"T": typed(changed, "5")}, {"change_reason": ("Fel förut", None)})
    save(eva, year, changed, change, today=TODAY)

    remind()

    letter = only_letter()
    assert "Utkast:\n- Andrad (ändring av ett publicerat värde)\n" in letter.body
    assert "Kan du inte ange" not in letter.body


@pytest.mark.usefixtures("eva", "year", "another_year")
def test_two_open_years_are_one_letter(make_indicator):
    make_indicator("ny")

    remind()

    letter = only_letter()
    assert letter.subject == "2 värden för 2023 och 2024 saknas"
    later = letter.body.index("Året 2023. Sista dagen är lördag 1 februari")
    assert letter.body.index("Året 2024. Sista dagen är") < later
    assert sorted(Reminder.objects.values_list("round__year", "occasion")) == [
        (2023, "2025-02-01-3"),
        (2024, "2025-02-15-14"),
    ]


def test_entered_text_never_reaches_a_letters_headers(eva, karl, year, trygga):
    eva.user.first_name = "Eva\r\nBcc: alla@exempelby.example\r\n"
    eva.user.save()
    enter(eva, year, trygga, Move.SUBMIT)
    move(karl, year, trygga, Move.RETURN, today=TODAY, message="Nej\r\nBcc: alla@exempelby.example\r\n.\r\nQUIT")

    remind()

    head = only_letter().message().as_string().partition("\n\n")[0]
    assert "alla@" not in head


# The coordinators


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"email": ""}, "e-postadress saknas"),
        ({"email": "eva@"}, "e-postadressen är fel skriven"),
        ({"is_active": False}, "kontot är avstängt"),
        ({"is_staff": False}, "kontot får inte logga in i administrationen"),
    ],
)
@pytest.mark.usefixtures("sam", "year", "trygga")
def test_coordinators_get_what_no_reporter_can_receive(eva, changes, why):
    type(eva.user).objects.filter(pk=eva.user.pk).update(**changes)

    remind()

    letter = only_letter()
    assert letter.to == ["sam@exempelby.example"]
    assert letter.subject == "1 värde för 2024 behöver en samordnare – sista dag 15 februari"
    told = " ".join(letter.body.split())
    assert f"Inte inskickat, och ingen annan påminns (1): Skolförvaltningen {SHEET} " in told
    assert f"Enheten har ingen inmatare som ett mejl når: Eva Ek ({why}). Saknas: - Trygga elever" in told


def test_coordinators_get_what_has_no_people_or_no_unit(omar, sam, year, make_indicator, roads):
    make_indicator("ensam")
    make_indicator("ingens", unit=None)
    waiting = make_indicator("vantar", unit=roads)
    enter(omar, year, waiting, Move.SUBMIT)

    remind()

    body = only_letter().body
    assert "Enheten har ingen inmatare.\nSaknas:\n- Ensam\n" in body
    assert "/admin/inmatning/2024/\nIngen enhet svarar för indikatorerna.\nSaknas:\n- Ingens\n" in body
    assert "Väntar på att godkännas, och ingen annan påminns (1):\n\nGatukontoret\n" in body
    assert "Enheten har ingen godkännare.\n- Vantar, inskickat av Omar Ås" in body


def test_who_wrote_a_value_is_not_asked_to_approve_it(karl, sam, year, trygga, schools):
    Assignment.objects.create(user=karl.user, role="reporter", unit=schools)
    enter(karl, year, trygga, Move.SUBMIT)

    remind()

    letter = only_letter()
    assert letter.to == ["sam@exempelby.example"]
    assert "Den som ska godkänna har själv skrivit in värdet.\n- Trygga elever" in letter.body


@pytest.mark.usefixtures("eva", "sam", "year", "trygga")
def test_where_another_is_told_the_coordinators_hear_who_is_not(person, schools):
    asa = person("asa", "Åsa Öst", reporter=schools)
    gone = person("ulf", "Ulf Ek", reporter=schools)
    type(asa).objects.filter(pk=asa.pk).update(email="")
    type(gone).objects.filter(pk=gone.pk).update(is_active=False)

    remind()

    sent = letters()
    assert sorted(sent) == ["eva@exempelby.example", "sam@exempelby.example"]
    assert sent["sam@exempelby.example"].subject == "Alla nås inte av påminnelserna för 2024"
    told = " ".join(sent["sam@exempelby.example"].body.split())
    assert "Åsa Öst, inmatare för Skolförvaltningen, får ingen påminnelse: e-postadress saknas." in told
    assert "Ulf" not in told, "an account that is closed is nobody's to remind"


def test_what_is_approved_waits_for_the_coordinators(eva, karl, sam, year, trygga):
    Round.objects.update(publishing=Round.Publishing.TOGETHER)
    enter(eva, year, trygga, Move.SUBMIT)
    move(karl, year, trygga, Move.APPROVE, today=TODAY)

    remind()

    letter = only_letter()
    assert letter.subject == "1 värde för 2024 väntar på att du publicerar"
    assert "Ett värde är godkänt och väntar på att en samordnare publicerar det." in letter.body


def test_a_coordinator_who_enters_too_has_it_all_in_one_letter(sam, year, make_indicator, schools, roads):
    Assignment.objects.create(user=sam.user, role="reporter", unit=schools)
    make_indicator("min")
    make_indicator("ingens", unit=roads)

    remind()

    body = only_letter().body
    assert body.index("Att skicka in (1):") < body.index("Inte inskickat, och ingen annan påminns (1):")


def test_answers_go_to_the_coordinators_else_to_the_portal(eva, sam, year, make_indicator, roads):
    make_indicator("min")
    make_indicator("ingens", unit=roads)
    Portal.objects.update(contact_email="kontakt@exempelby.example")

    remind()

    sent = letters()
    assert sent["eva@exempelby.example"].reply_to == ["sam@exempelby.example"]
    assert sent["sam@exempelby.example"].reply_to == ["kontakt@exempelby.example"]
    assert "Har du en fråga? Svara på mejlet." in " ".join(sent["eva@exempelby.example"].body.split())


def test_without_a_coordinator_the_portals_contact_is_told_once(year, trygga):
    Portal.objects.update(contact_email="kontakt@exempelby.example")

    remind()
    remind()

    letter = only_letter()
    assert letter.to == ["kontakt@exempelby.example"]
    assert "för portalen har ingen samordnare" in " ".join(letter.body.split())
    assert Reminder.objects.get().user is None


@pytest.mark.parametrize("dry_run", [False, True])
def test_command_fails_when_nobody_can_be_reached(year, trygga, capsys, dry_run):
    with pytest.raises(CommandError, match="Alla har inte fått"):
        remind(dry_run=dry_run)

    said = capsys.readouterr().err
    assert "2024: portalen har varken en samordnare eller en kontaktadress som kan få veta." in said
    assert "Skolförvaltningen: Enheten har ingen inmatare. Inte inskickat: 1." in said
    assert letters() == {}


# Nothing twice


def test_each_occasion_is_written_about_once(eva, year, trygga):
    sent = []
    for day in (TWO_WEEKS, TWO_WEEKS, "2025-02-05", THREE_DAYS, "2025-02-13", AFTER, "2025-02-17"):
        remind(day)
        sent.append(len(letters()))

    assert sent == [1, 0, 0, 1, 0, 1, 0]
    assert list(Reminder.objects.order_by("pk").values_list("occasion", flat=True)) == [
        "2025-02-15-14",
        "2025-02-15-3",
        "2025-02-15+1",
    ]
    assert not Reminder.objects.filter(sent_at=None).exists()


def test_a_day_without_a_run_is_made_up_for_by_the_next(eva, year, trygga):
    remind("2025-02-07")

    assert only_letter().subject.startswith("1 värde för 2024 saknas")


def test_before_the_first_occasion_nobody_is_told(eva, year, trygga):
    remind("2025-01-31")

    assert letters() == {}


def test_what_comes_back_between_two_occasions_is_told_once(eva, karl, year, trygga):
    enter(eva, year, trygga, Move.SUBMIT)
    remind("2025-02-02")
    assert list(letters()) == ["karl@exempelby.example"]
    move(karl, year, trygga, Move.RETURN, today=TODAY, message="Nej")

    remind("2025-02-03")
    remind("2025-02-04")

    assert only_letter().subject == "1 värde för 2024 är återsänt – sista dag 15 februari"


@pytest.mark.usefixtures("eva", "year")
def test_locked_and_unasked_years_send_nothing(sam, another_year, make_indicator, capsys):
    make_indicator("ny")
    lock(sam, another_year)
    with pytest.raises(CommandError, match="inget inmatningsår 1999"):
        remind(ar=1999)
    remind(ar=2023)
    assert letters() == {}
    assert "Inget år är öppet för inmatning. Ingen påminns." in capsys.readouterr().out

    remind()
    assert "2023" not in only_letter().body


@pytest.mark.parametrize("day", ["2025-02-31", "i morgon", "2025", "\x00"])
def test_a_day_that_is_none_is_refused(eva, year, trygga, day):
    with pytest.raises(CommandError, match="är inget datum"):
        remind(day)
    assert letters() == {}


# Trying it out


def test_dry_run_shows_exactly_what_would_be_sent(eva, karl, year, make_indicator, capsys):
    make_indicator("saknas")
    enter(eva, year, make_indicator("vantar"), Move.SUBMIT)

    remind(dry_run=True)
    shown = capsys.readouterr().out
    assert letters() == {}
    assert not Reminder.objects.exists()

    remind()
    sent = letters()
    assert len(sent) == 2
    for address, letter in sent.items():
        assert f"Till: {address}\nÄrende: {letter.subject}\n\n{letter.body}" in shown
    assert "Mejl som skulle skickas: 2. Inget är skickat och inget är sparat." in shown


def test_dry_run_works_without_a_mail_server(eva, year, trygga, settings, capsys):
    settings.MAILERS = {}

    with pytest.raises(CommandError, match="Ingen e-postserver är inställd"):
        remind()
    remind(dry_run=True)

    assert "Ärende: 1 värde för 2024 saknas" in capsys.readouterr().out
    assert not Reminder.objects.exists()


def test_no_letter_is_sent_without_the_portals_address(eva, year, trygga, settings):
    settings.PORTAL_URL = ""

    with pytest.raises(CommandError, match="Sätt PORTAL_URL"):
        remind()
    assert letters() == {}


def test_a_portal_without_a_municipality_is_told_what_to_do():
    with pytest.raises(CommandError, match="load_plan"):
        remind()


# When something goes wrong


@pytest.fixture
def both(eva, omar, year, make_indicator, roads):
    """Let eva and omar each have something left."""
    make_indicator("skolan")
    make_indicator("gatan", unit=roads)


@pytest.mark.django_db(transaction=True)
def test_a_mail_server_that_is_down_is_noted_and_tried_again(both, settings, mail_server, capsys):
    settings.MAILERS = {"default": mail_server.mailers["default"] | {"OPTIONS": {"host": "127.0.0.1", "port": 1}}}
    with pytest.raises(CommandError):
        remind()
    assert "prövas igen vid nästa körning: E-postservern svarar inte (ConnectionRefusedError" in capsys.readouterr().err
    assert all(row.fault and row.sent_at is None for row in Reminder.objects.all())

    settings.MAILERS = mail_server.mailers
    remind("2025-02-02")
    remind("2025-02-03")

    assert mail_server.addresses() == ["eva@exempelby.example", "omar@exempelby.example"]
    assert [(row.fault, row.sent_at is None) for row in Reminder.objects.all()] == [("", False)] * 2


@pytest.mark.django_db(transaction=True)
def test_refused_address_does_not_stop_the_others(both, settings, mail_server):
    settings.MAILERS = mail_server.mailers
    mail_server.refused.add("eva@exempelby.example")

    with pytest.raises(CommandError):
        remind()

    assert mail_server.addresses() == ["omar@exempelby.example"]
    assert "550" in Reminder.objects.get(sent_at=None).fault
    mail_server.refused.clear()
    remind()
    assert mail_server.addresses() == ["eva@exempelby.example", "omar@exempelby.example"]


@pytest.mark.django_db(transaction=True)
def test_broken_connection_is_retried_only_when_asked(both, settings, mail_server, capsys):
    settings.MAILERS = mail_server.mailers
    mail_server.cut_off.add("eva@exempelby.example")
    with pytest.raises(CommandError):
        remind()
    assert "Påbörjad, inte bekräftad, till Eva Ek (eva@exempelby.example)" in capsys.readouterr().err
    mail_server.cut_off.clear()

    remind(igen=True)  # too soon: another run may be sending it just now
    assert "Eva Ek (eva@exempelby.example), 2024, 14 dagar före sista dagen" in capsys.readouterr().out
    Reminder.objects.filter(sent_at=None).update(claimed_at=timezone.now() - IN_PROGRESS_FOR - timedelta(seconds=1))
    with pytest.raises(CommandError):
        remind()
    assert "påbörjad, inte bekräftad. Skicka om med --igen" in capsys.readouterr().err
    assert len(mail_server.letters) == 2

    remind(igen=True)
    remind(igen=True)

    assert mail_server.addresses() == ["eva@exempelby.example"] * 2 + ["omar@exempelby.example"]
    assert not Reminder.objects.filter(sent_at=None).exists()


@pytest.mark.django_db(transaction=True)
def test_a_letter_reaches_a_real_server_whole_and_in_swedish(both, settings, mail_server):
    settings.MAILERS = mail_server.mailers
    Indicator.objects.filter(slug="skolan").update(name="Åtgärder för öppnare skärmar – " + "x" * 110)

    remind()

    ((_, letter),) = [each for each in mail_server.letters if each[0] == ["eva@exempelby.example"]]
    assert letter["Subject"] == "1 värde för 2024 saknas – sista dag 15 februari"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert "- Åtgärder för öppnare skärmar –" in letter.get_content()


# Several processes, on a database that they share


def command(shared, mail_server, *arguments):
    return subprocess.Popen(
        [sys.executable, BASE_DIR / "manage.py", "paminn", "--dag", TWO_WEEKS, *arguments],
        env=os.environ | {"DATABASE_URL": shared.address, "PORTAL_MAIL_URL": mail_server.url},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def open_alone(shared):
    """Return a function that opens a year in the shared database and lets no other year be open."""

    def make(year):
        shared.ask("Round.objects.update(locked_at='2025-01-01T00:00Z'); Indicator.objects.update(is_published=False)")
        shared.ask(f"set_up({year}); eva(); karl(); sam()")
        shared.ask("person('omar', 'reporter', unit()); person('asa', 'reporter', unit())")

    return make


SEND = """
from indicators.reporting.reminders.sending import plan_of, send
plan = plan_of(Portal.objects.with_municipality().get(), Round.objects.filter(year={year}), date(2025, 2, 1))
ready()
print(*[result.kind for result in send(plan.mailings)])
"""


def test_simultaneous_runs_send_each_letter_once(shared, mail_server, open_alone):
    open_alone(2011)

    said = shared.run_at_once(*[SEND.format(year=2011)] * 3, PORTAL_MAIL_URL=mail_server.url)

    kinds = [kind for words in said for kind in words.split()]
    assert (kinds.count("sent"), kinds.count("taken"), len(kinds)) == (3, 6, 9), said
    assert mail_server.addresses() == PEOPLE
    assert shared.ask("print(Reminder.objects.filter(round__year=2011, sent_at__isnull=False).count())") == "3"


def test_runs_that_try_again_at_once_send_each_letter_once(shared, mail_server, open_alone):
    open_alone(2014)
    mail_server.refused.update(PEOPLE)
    shared.run_at_once(SEND.format(year=2014), PORTAL_MAIL_URL=mail_server.url)
    mail_server.refused.clear()

    said = shared.run_at_once(*[SEND.format(year=2014)] * 3, PORTAL_MAIL_URL=mail_server.url)

    assert " ".join(said).split().count("sent") == 3, said
    assert mail_server.addresses() == PEOPLE


def test_killed_run_never_sends_a_letter_twice(shared, mail_server, open_alone):
    open_alone(2012)
    mail_server.held.add("eva@exempelby.example")
    run = command(shared, mail_server, "--ar", "2012")
    assert mail_server.holds.wait(shared.limit)
    run.kill()
    run.communicate(timeout=shared.limit)
    mail_server.let_go.set()
    mail_server.held.clear()
    shared.ask("Reminder.objects.filter(sent_at=None).update(claimed_at='2025-01-01T00:00Z')")

    again = command(shared, mail_server, "--ar", "2012")
    _, err = again.communicate(timeout=shared.limit)

    assert again.returncode == 1
    assert "eva (eva@exempelby.example), 2012, 14 dagar före sista dagen 15 februari 2025: påbörjad, inte" in err
    assert mail_server.addresses() == PEOPLE, "the others have theirs, and eva has not had hers again"

    last = command(shared, mail_server, "--ar", "2012", "--igen")
    last.communicate(timeout=shared.limit)
    assert last.returncode == 0
    assert mail_server.addresses() == sorted([*PEOPLE, "eva@exempelby.example"])


def test_command_speaks_swedish_when_run_by_cron(shared, mail_server, open_alone):
    open_alone(2013)
    plain = {"PATH": os.environ["PATH"], "DATABASE_URL": shared.address, "PORTAL_MAIL_URL": mail_server.url}
    production = {"PORTAL_SECRET_KEY": "x" * 60, "PORTAL_HOSTS": ".exempelby.example,mal.exempelby.example"}

    done = subprocess.run(
        [sys.executable, BASE_DIR / "manage.py", "paminn", "--dag", TWO_WEEKS],
        env=plain | production,
        capture_output=True,
        timeout=shared.limit,
        check=False,
    )

    assert done.returncode == 0, done.stderr.decode()
    assert "Skickad till asa (asa@exempelby.example): 3 värden för 2013 saknas" in done.stdout.decode()
    bodies = [letter.get_content() for _, letter in mail_server.letters]
    assert all("https://mal.exempelby.example/admin/inmatning/2013/?enhet=skolan" in body for body in bodies)
