"""A reader can write to the municipality: nothing written is lost, nobody needs a cookie, and spam gets tired."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import CommandError, call_command
from django.core.signing import Signer
from django.test import Client
from django.utils import timezone

from goals.models import Report, SenderDay, SenderTally
from goals.service.contact_form import KEY_FIELD, SIGNER, TRAP_FIELD, FormKey, page_asked_about
from goals.service.feedback import MAX_PER_DAY, is_too_many, sender_of, weed
from indicators.models import Event, Portal

pytestmark = pytest.mark.usefixtures("example_plan")
MESSAGE = "Antalet invånare 2023 ska vara 13 001, enligt SCB.\nHälsningar, Åsa <b>Öst</b>"
ALL_QUIET = {"kind": "figure", "message": MESSAGE}


def a_key(ago=timedelta(minutes=2)):
    return FormKey.new(timezone.now() - ago)


def send(client, answers=None, *, key=None, **headers):
    """Post the form as a browser does that opened it two minutes ago; `key` may be a text, or None for a fresh one."""
    text = key if isinstance(key, str) else (key or a_key()).signed
    return client.post("/kontakt/", {KEY_FIELD: text, **(ALL_QUIET if answers is None else answers)}, headers=headers)


def words(page):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.text)).replace("\u00a0", " ").split())


def value_of(page, name):
    """Return what a field of a form handed back holds."""
    area = re.search(rf'<textarea[^>]*name="{name}"[^>]*>\n(.*?)</textarea>', page.text, re.DOTALL)
    plain = re.search(rf'<input[^>]*name="{name}"[^>]*?value="([^"]*)"', page.text)
    found = area or plain
    return unescape(found[1]) if found else ""


class TestTheForm:
    def test_it_asks_four_kinds_of_question_and_needs_no_name(self, client):
        page = client.get("/kontakt/")

        for kind in Report.Kind:
            assert f'value="{kind.value}"' in page.text
        assert 'autocomplete="name"' in page.text
        assert 'type="email"' in page.text
        assert 'autocomplete="email"' in page.text
        assert page.text.count("(frivilligt)") == 3

    def test_it_leaves_no_cookie_and_is_not_shared_by_caches(self, client):
        page = client.get("/kontakt/")
        sent = send(client)
        thanks = client.get("/kontakt/tack/")

        assert not page.cookies
        assert not sent.cookies
        assert not thanks.cookies
        assert "csrf" not in page.text
        assert page.headers["Cache-Control"] == "private, no-cache"

    @pytest.mark.parametrize(
        ("query", "page_field", "kind"),
        [
            ("?sida=/indikatorer/invanare/%3Far%3D2022&arende=figure", "/indikatorer/invanare/?ar=2022", "figure"),
            ("?arende=version", "", "version"),
            ("?sida=https://ond.example/&arende=hack", "", ""),
            ("?sida=//ond.example/", "", ""),
            ("?sida=/%22%3E%3Cscript%3E", '/"><script>', ""),
        ],
    )
    def test_what_is_known_is_filled_in_and_what_is_foreign_is_not(self, client, query, page_field, kind):
        page = client.get(f"/kontakt/{query}")

        assert value_of(page, "page") == page_field
        assert re.findall(r'value="(\w+)" id="id_kind_\d" required checked', page.text) == ([kind] if kind else [])
        assert "<script>" not in page.text

    def test_every_indicator_asks_whether_the_figure_is_right(self, client):
        page = client.get("/indikatorer/tomma-lagenheter/?ar=2022")

        link = unescape(re.search(r'href="(/kontakt/\?[^"]+)"', page.text)[1])
        assert value_of(client.get(link), "page") == "/indikatorer/tomma-lagenheter/?ar=2022"

    @pytest.mark.parametrize(
        ("referrer", "found"),
        [
            ("https://portal.example/mal/?ar=2022", "/mal/?ar=2022"),
            ("https://ond.example/mal/", ""),
            ("https://portal.example/kontakt/", ""),
            ("https://[", ""),
            ("", ""),
        ],
    )
    def test_the_page_a_reader_came_from_is_known_when_it_is_ours(self, referrer, found):
        assert page_asked_about({}, referrer, "portal.example", "/kontakt/") == found


class TestAMessage:
    def test_it_is_stored_as_it_was_written(self, client):
        answers = ALL_QUIET | {"page": "/indikatorer/invanare/", "name": "Åsa Öst", "email": "asa@example.se"}

        answer = send(client, answers)

        report = Report.objects.get()
        assert (answer.status_code, answer.headers["Location"]) == (302, "/kontakt/tack/")
        assert {name: getattr(report, name) for name in answers} == answers
        assert report.state == Report.State.NEW
        assert timezone.now() - report.created_at < timedelta(minutes=1)

    def test_windows_line_ends_and_control_characters_are_left_out(self, client):
        send(client, ALL_QUIET | {"message": "Ett\r\ntvå\x07\x1b tre\u0000"})

        assert Report.objects.get().message == "Ett\ntvå tre"

    def test_message_is_mailed_to_the_contact_with_reply_to_reader(self, client):
        send(client, ALL_QUIET | {"email": "asa@example.se", "name": "Åsa"})

        (letter,) = mail.outbox
        report = Report.objects.get()
        assert letter.to == [Portal.objects.get().contact_email]
        assert letter.reply_to == ["asa@example.se"]
        assert letter.subject == f"Exempelundas målportal: Fel i en siffra (meddelande {report.pk})"
        assert MESSAGE in letter.body
        assert f"/admin/goals/report/{report.pk}/change/" in letter.body
        assert report.mailed_at is not None

    def test_without_an_address_to_mail_to_it_is_stored_all_the_same(self, client):
        Portal.objects.update(contact_email="")

        assert send(client).status_code == 302
        assert mail.outbox == []
        assert Report.objects.get().mailed_at is None

    def test_a_mail_server_that_is_down_loses_nothing(self, client, settings, caplog):
        nowhere = {"host": "127.0.0.1", "port": 1, "timeout": 1}
        settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": nowhere}}

        assert send(client).status_code == 302
        assert Report.objects.get().mailed_at is None
        assert "kunde inte mejlas" in caplog.text
        assert MESSAGE not in caplog.text

    def test_a_portal_without_a_mail_server_stores_it(self, client, settings):
        settings.MAILERS = {}

        assert send(client).status_code == 302
        assert Report.objects.get().mailed_at is None

    def test_thanks_say_what_happens_next(self, client):
        thanks = words(client.get("/kontakt/tack/"))

        assert "Tack, vi har fått ditt meddelande" in thanks
        assert "får du svar dit inom två arbetsdagar" in thanks

    def test_a_second_press_sends_nothing_twice(self, client):
        key = a_key()

        answers = [send(client, key=key) for _ in range(3)]

        assert [answer.status_code for answer in answers] == [302, 302, 302]
        assert Report.objects.count() == len(mail.outbox) == 1

    def test_second_message_from_a_used_form_is_taken_on_retry(self, client):
        key = a_key()
        send(client, key=key)

        answer = send(client, ALL_QUIET | {"message": "En sak till."}, key=key)

        assert answer.status_code == 422
        assert value_of(answer, "message") == "En sak till."
        again = send(client, ALL_QUIET | {"message": "En sak till."}, key=value_of(answer, KEY_FIELD))
        assert again.status_code == 302
        assert Report.objects.count() == 2


WRONG = [
    ({"kind": ""}, "Välj vad det gäller.", "kind"),
    ({"kind": "hack"}, "Välj ett av alternativen.", "kind"),
    ({"message": " \r\n "}, "Skriv vad du vill fråga eller berätta.", "message"),
    ({"message": "å" * 4001}, "Meddelandet är för långt: 4001 tecken. Skriv högst 4 000.", "message"),
    ({"message": "http://a.se https://b.se www.c.se http://d.se"}, "fler än 3 länkar", "message"),
    ({"page": "x" * 301}, "Adressen till sidan är för lång: 301 tecken. Skriv högst 300.", "page"),
    ({"name": "x" * 101}, "Namnet är för långt: 101 tecken. Skriv högst 100.", "name"),
    ({"email": "åsa"}, "Skriv den som namn@example.se.", "email"),
    ({"email": "a@b.se\r\nBcc: alla@example.se"}, "Skriv den som namn@example.se.", "email"),
    ({"email": f"{'a' * 250}@example.se"}, "E-postadressen är för lång.", "email"),
]


class TestSomethingWrong:
    @pytest.mark.parametrize(("change", "said", "field"), WRONG, ids=lambda value: str(value)[:30])
    def test_error_stands_by_its_question_and_in_a_linked_summary(self, client, change, said, field):
        page = send(client, ALL_QUIET | change)

        assert page.status_code == 422
        assert words(page).count(said) == 2
        target = "id_kind_0" if field == "kind" else f"id_{field}"
        assert f'<a href="#{target}">' in page.text
        assert f'id="{target}"' in page.text
        assert re.search(rf'aria-describedby="[^"]*\bid_{field}_error"', page.text)
        assert f'id="id_{field}_error"' in page.text
        assert "<title>Fel: Fråga eller rapportera fel" in page.text
        assert Report.objects.count() == 0

    def test_nothing_written_is_lost(self, client):
        written = ALL_QUIET | {"page": '/mal/"', "name": "Åsa <i>", "email": "fel"}

        page = send(client, written)

        assert {name: value_of(page, name) for name in written if name != "kind"} == {
            name: text for name, text in written.items() if name != "kind"
        }
        assert 'value="figure" id="id_kind_0" required checked' in page.text
        again = send(client, written | {"email": "ratt@example.se"}, key=value_of(page, KEY_FIELD))
        assert again.status_code == 302

    def test_tags_are_shown_as_text(self, client):
        page = send(client, {"message": "<script>alert(1)</script></textarea><img src=x>"})

        assert "<script>alert" not in page.text
        assert value_of(page, "message") == "<script>alert(1)</script></textarea><img src=x>"


class TestSpam:
    def test_form_sent_within_three_seconds_is_taken_on_retry(self, client):
        key = a_key(ago=timedelta(seconds=1))

        page = send(client, key=key)

        assert page.status_code == 422
        assert "Tryck på Skicka igen" in words(page)
        assert value_of(page, "message") == MESSAGE
        assert value_of(page, KEY_FIELD) == key.signed, "the time goes on, so that the next press is late enough"

    def test_an_old_form_is_sent_by_pressing_again(self, client):
        page = send(client, key=a_key(ago=timedelta(hours=4, seconds=5)))

        assert page.status_code == 422
        assert "legat öppen för länge" in words(page)
        assert send(client, key=value_of(page, KEY_FIELD)).status_code == 302

    @pytest.mark.parametrize(
        "key",
        [
            "",
            "x",
            "x" * 5000,
            Signer(salt="annat").sign_object(["x", 1]),
            FormKey.new(datetime.now(UTC)).signed[:-1] + "x",
        ],
        ids=["empty", "short", "long", "signed for something else", "changed"],
    )
    def test_a_key_that_is_not_ours_is_not_taken(self, client, key):
        page = send(client, key=key)

        assert page.status_code == 422
        assert Report.objects.count() == 0
        assert FormKey.read(value_of(page, KEY_FIELD)) is not None

    def test_a_key_with_another_content_cannot_be_made(self, client):
        signed = Signer(salt=SIGNER).sign_object(["samma", int(timezone.now().timestamp()) - 60])

        assert [send(client, key=signed.replace(signed[2], "A", 1)).status_code for _ in range(2)] == [422, 422]

    def test_the_hidden_field_catches_who_fills_in_everything(self, client):
        page = send(client, ALL_QUIET | {TRAP_FIELD: "https://köp.example"})

        assert page.status_code == 422
        assert Report.objects.count() == 0
        assert value_of(page, "message") == MESSAGE
        assert value_of(page, TRAP_FIELD) == ""

    def test_the_hidden_field_is_hidden_from_everyone(self, client):
        assert re.search(rf'<p hidden><label>[^<]+<input type="text" name="{TRAP_FIELD}"', client.get("/kontakt/").text)

    @pytest.mark.parametrize(
        "headers",
        [
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"},
            {"Origin": "https://ond.example"},
            {"Origin": "null"},
            {"Origin": "http://testserver.ond.example"},
        ],
        ids=str,
    )
    def test_form_from_another_site_is_refused_until_sent_here(self, client, headers):
        page = send(client, **headers)

        assert page.status_code == 403
        assert "från en annan webbplats" in words(page)
        assert Report.objects.count() == 0
        assert send(client, key=value_of(page, KEY_FIELD), **{"Sec-Fetch-Site": "same-origin"}).status_code == 302

    def test_our_own_origin_and_those_that_are_trusted_are_taken(self, client, settings):
        settings.CSRF_TRUSTED_ORIGINS = ["https://mal.example"]

        assert send(client, Origin="http://testserver").status_code == 302
        assert send(client, Origin="https://mal.example").status_code == 302

    def test_djangos_own_guard_does_not_ask_for_a_cookie(self):
        assert send(Client(enforce_csrf_checks=True)).status_code == 302

    def test_only_a_sender_of_twenty_messages_a_day_is_stopped(self, client):
        statuses = [send(client).status_code for _ in range(MAX_PER_DAY + 1)]
        page = send(client)

        assert statuses == [302] * MAX_PER_DAY + [429]
        assert "många meddelanden från din uppkoppling" in words(page)
        assert value_of(page, "message") == MESSAGE
        assert send(Client(REMOTE_ADDR="192.0.2.7")).status_code == 302

    def test_no_address_is_stored_and_yesterdays_codes_are_gone(self, client):
        yesterday = timezone.localdate() - timedelta(days=1)
        assert not is_too_many("127.0.0.1", yesterday)
        (old,) = SenderTally.objects.values_list("fingerprint", flat=True)

        send(client)

        (tally,) = SenderTally.objects.all()
        assert re.fullmatch(r"[0-9a-f]{64}", tally.fingerprint)
        assert tally.fingerprint != old
        assert SenderDay.objects.get().day == timezone.localdate()
        kept = [*Report.objects.values_list(), *SenderTally.objects.values_list(), *SenderDay.objects.values_list()]
        assert "127.0.0.1" not in str(kept)

    @pytest.mark.parametrize(
        ("meta", "behind", "sender"),
        [
            ({"REMOTE_ADDR": "192.0.2.1", "HTTP_X_FORWARDED_FOR": "192.0.2.9"}, False, "192.0.2.1"),
            ({"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "1.1.1.1, 192.0.2.9"}, True, "192.0.2.9"),
            ({"REMOTE_ADDR": "10.0.0.1"}, True, "10.0.0.1"),
            ({"REMOTE_ADDR": "2001:db8:1:2:3:4:5:6"}, False, "2001:db8:1:2::/64"),
            ({"REMOTE_ADDR": ""}, False, ""),
            ({}, False, ""),
        ],
    )
    def test_a_sender_is_whom_the_nearest_proxy_heard_from(self, meta, behind, sender):
        assert sender_of(meta, is_behind_proxy=behind) == sender

    @pytest.mark.parametrize("size", [300_000, 10_000_000])
    def test_a_flood_is_refused_in_words(self, client, size):
        page = send(client, ALL_QUIET | {"message": "x" * size})

        assert page.status_code == 413
        assert "så stort att vi inte kunde läsa det" in words(page)
        assert Report.objects.count() == 0

    def test_a_long_message_is_handed_back_to_be_cut(self, client):
        page = send(client, ALL_QUIET | {"message": "å" * 30_000})

        assert page.status_code == 422
        assert value_of(page, "message") == "å" * 30_000

    @pytest.mark.parametrize("name", ["name", "page", "message"])
    def test_nothing_a_reader_writes_becomes_a_header(self, client, name):
        send(client, ALL_QUIET | {name: "Åsa\r\nBcc: alla@example.se\r\n\r\nhej"})

        (letter,) = mail.outbox
        assert letter.recipients() == [Portal.objects.get().contact_email]
        assert "Bcc" not in dict(letter.message().items())

    @pytest.mark.parametrize(
        ("body", "content_type"),
        [
            (b'{"kind": "figure"}', "application/json"),
            (b"\xff\xfe=%ff&message=%00", "application/x-www-form-urlencoded"),
            (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
            (b"x", "multipart/form-data"),
            (b"&" * 1500, "application/x-www-form-urlencoded"),
        ],
    )
    def test_what_is_no_form_is_refused(self, client, body, content_type):
        assert client.post("/kontakt/", body, content_type=content_type).status_code in {400, 422}
        assert Report.objects.count() == 0

    @pytest.mark.parametrize("method", ["put", "patch", "delete"])
    def test_only_reading_and_sending_is_possible(self, client, method):
        assert getattr(client, method)("/kontakt/").status_code == 405
        assert client.post("/kontakt/tack/").status_code == 405


class TestTheAnswer:
    @pytest.fixture
    def report(self, client):
        send(client, ALL_QUIET | {"message": "<script>alert(1)</script>", "page": "/mal/", "email": "asa@example.se"})
        return Report.objects.get()

    def test_the_message_is_seen_in_the_administration_as_text(self, admin_client, report):
        listed = admin_client.get("/admin/goals/report/").text
        page = admin_client.get(f"/admin/goals/report/{report.pk}/change/").text

        assert f"Fel i en siffra ({report.pk})" in listed
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>alert" not in page
        assert '<a href="/mal/">/mal/</a>' in page
        assert "asa@example.se" in page

    @pytest.mark.parametrize("address", ["//ond.example", "javascript:alert(1)", "https://ond.example"])
    def test_a_page_that_is_not_ours_is_no_link(self, admin_client, report, address):
        Report.objects.update(page=address)

        assert f'href="{address}' not in admin_client.get(f"/admin/goals/report/{report.pk}/change/").text

    def test_answering_notes_the_day_and_reopening_forgets_it(self, admin_client, report):
        address = f"/admin/goals/report/{report.pk}/change/"
        for state, is_noted in (("answered", True), ("new", False)):
            version = re.search(r'name="version" value="([^"]+)"', admin_client.get(address).text)[1]
            answer = admin_client.post(address, {"state": state, "answer_note": "Rättat.", "version": version})

            assert answer.status_code == 302
            report.refresh_from_db()
            assert (report.state, report.answered_at is not None) == (state, is_noted)
        assert report.message == "<script>alert(1)</script>"

    def test_nobody_writes_in_a_readers_place(self, admin_client):
        assert admin_client.get("/admin/goals/report/add/").status_code == 403

    def test_only_what_is_answered_and_old_enough_is_deleted(self, client):
        now = timezone.now()
        for state, days in (("new", 400), ("answered", 366), ("answered", 364)):
            answered_at = now - timedelta(days=days) if state == "answered" else None
            send(client)
            Report.objects.filter(pk=Report.objects.latest("pk").pk).update(
                state=state, answered_at=answered_at, page=f"{state} {days}"
            )
        SenderDay.objects.create(day=timezone.localdate() - timedelta(days=3), salt="x")

        assert weed(now, days=365) == 1
        assert {report.page for report in Report.objects.all()} == {"new 400", "answered 364"}
        assert SenderDay.objects.count() == 1

    def test_the_command_says_how_many(self, report, capsys):
        Report.objects.update(state="answered", answered_at=timezone.now() - timedelta(days=11))

        call_command("gallra", dagar=10)

        assert capsys.readouterr().out.startswith("Borttagna meddelanden: 1.\n")

    def test_old_events_and_logins_whose_time_is_out_are_weeded_too(self, capsys, settings, client, admin_user):
        settings.LOG_DAYS = 100
        now = timezone.now()
        for days in (99, 101):
            Event.objects.create(at=now - timedelta(days=days), kind="login")
        client.force_login(admin_user)
        Client().force_login(admin_user)
        Session.objects.exclude(pk=client.session.session_key).update(expire_date=now - timedelta(minutes=1))

        call_command("gallra")

        assert capsys.readouterr().out.splitlines()[1:3] == ["Borttagna händelser: 1.", "Borttagna inloggningar: 1."]
        assert [each.session_key for each in UserSession.objects.all()] == [client.session.session_key]
        assert Event.objects.get().at > now - timedelta(days=100)

    def test_a_limit_that_lies_ahead_deletes_nothing(self, report):
        Report.objects.update(state="answered", answered_at=timezone.now())

        with pytest.raises(CommandError, match="negativt"):
            call_command("gallra", dagar=-1)
        assert Report.objects.count() == 1


class TestWhatIsStored:
    def test_the_page_names_every_cookie_that_a_login_leaves(self, client, admin_user):
        admin_user.set_password("ett-langt-losenord")
        admin_user.save()
        client.get("/konto/logga-in/")
        client.post("/konto/logga-in/", {"login": admin_user.username, "password": "ett-langt-losenord"})
        client.post("/konto/logga-ut/")
        left = set(client.cookies)
        page = client.get("/kakor/").text

        assert len(left) == 3
        assert {name for name in left if f">{name}</th>" not in page} == set()

    def test_the_page_says_how_long_and_who_answers(self, client, settings):
        settings.REPORT_DAYS = 90

        page = words(client.get("/kakor/"))

        assert "Meddelandet tas bort när 90 dagar har gått" in page
        assert "högst 12 timmar" in page
        assert f"{Portal.objects.get().full_name}, organisationsnummer" in page
        assert "Integritetsskyddsmyndigheten" in page
        assert "90 dagar" in words(client.get("/kontakt/"))
