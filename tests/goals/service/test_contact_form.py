"""The rules of the contact form, without a database: who is let through, and what a text becomes."""

from datetime import UTC, datetime, timedelta

import pytest

from goals.models.feedback import MESSAGE_LENGTH, NAME_LENGTH, PAGE_LENGTH
from goals.service.contact_form import (
    FROM_ELSEWHERE,
    KEY_FIELD,
    MAX_STAY,
    MIN_STAY,
    TOO_FAST,
    TOO_OLD,
    TRAP_FIELD,
    TRAPPED,
    FormKey,
    ReportForm,
    is_from_elsewhere,
    page_asked_about,
    refusal_of,
)

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
WRITTEN = {"kind": "figure", "message": "Antalet stämmer inte."}


def form(ago=timedelta(minutes=2), **changes):
    return ReportForm({KEY_FIELD: FormKey("ord", NOW - ago).signed, **WRITTEN, **changes})


def refused(sent, *, is_foreign=False):
    return refusal_of(sent, NOW, is_foreign=is_foreign)


def said(**changes):
    sent = ReportForm(WRITTEN | changes)
    return dict(sent.faults)


def read(**changes):
    sent = ReportForm(WRITTEN | changes)
    assert sent.is_valid(), sent.errors
    return sent.cleaned_data


@pytest.mark.parametrize("ago", [MIN_STAY, timedelta(minutes=2), MAX_STAY], ids=str)
def test_a_form_opened_within_the_limits_is_taken(ago):
    assert refused(form(ago)) is None


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        (form(MIN_STAY - SECOND), TOO_FAST),
        (form(MAX_STAY + SECOND), TOO_OLD),
        (form(-SECOND), TOO_FAST),
        (form(**{KEY_FIELD: "påhittad"}), TOO_OLD),
        (form(**{TRAP_FIELD: "x"}), TRAPPED),
        (form(message=""), ""),
    ],
    ids=["too fast", "too old", "opened ahead", "made up", "trapped", "empty"],
)
def test_what_is_not_taken_says_why(sent, reason):
    found = refused(sent)

    assert (found.status, found.reason) == (422, reason)


def test_a_form_without_a_key_is_not_taken():
    assert refused(ReportForm(WRITTEN)).reason == TOO_OLD


def test_a_form_from_another_site_is_told_so_before_all_else():
    found = refused(form(timedelta(days=2), message="", **{TRAP_FIELD: "x"}), is_foreign=True)

    assert (found.status, found.reason) == (403, FROM_ELSEWHERE)


@pytest.mark.parametrize(
    ("sent", "is_foreign"),
    [(form(), True), (form(MAX_STAY + SECOND), False)],
    ids=["from elsewhere", "too old"],
)
def test_who_has_waited_once_may_press_again_at_once(sent, is_foreign):
    key = refused(sent, is_foreign=is_foreign).key

    assert refused(form(**{KEY_FIELD: key.signed})) is None


def test_a_made_up_key_has_to_wait_like_a_new_form():
    key = refused(form(**{KEY_FIELD: "påhittad"})).key

    assert refused(form(**{KEY_FIELD: key.signed})).reason == TOO_FAST


def test_a_corrected_form_keeps_its_key():
    key = refused(form(message="")).key

    assert (key.word, refused(form(**{KEY_FIELD: key.signed}))) == ("ord", None)


def test_a_key_is_read_back_as_it_was_signed():
    key = FormKey.new(NOW)

    assert FormKey.read(key.signed) == key


def test_no_two_opened_forms_share_a_key():
    assert len({FormKey.new(NOW).word for _ in range(50)}) == 50


@pytest.mark.parametrize(
    ("headers", "foreign"),
    [
        ({}, False),
        ({"Sec-Fetch-Site": "same-origin"}, False),
        ({"Sec-Fetch-Site": "none"}, False),
        ({"Sec-Fetch-Site": "same-site"}, True),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "https://mal.example"}, True),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "https://proxy.example"}, False),
        ({"Origin": "https://mal.example"}, False),
        ({"Origin": "http://mal.example"}, True),
        ({"Origin": "https://mal.example:8443"}, True),
        ({"Origin": "https://mal.example.ond.example"}, True),
        ({"Origin": "null"}, True),
    ],
    ids=str,
)
def test_a_form_is_foreign_when_the_browser_says_so(headers, foreign):
    assert is_from_elsewhere(headers, {"https://mal.example"}) is foreign


@pytest.mark.parametrize(
    ("asked", "referrer", "address"),
    [
        ("/mal/", "https://mal.example/indikatorer/", "/mal/"),
        ("", "https://mal.example/indikatorer/?ar=2022", "/indikatorer/?ar=2022"),
        ("", "https://mal.example/indikatorer/#diagram", "/indikatorer/"),
        ("https://ond.example/", "https://mal.example/mal/", "/mal/"),
        ("/\\ond.example/", "", ""),
        ("/mal/\nBcc: alla", "", ""),
        ("mal", "", ""),
        ("", "https://mal.example:8443/mal/", ""),
        ("", "https://ond.example/?mal.example", ""),
        ("", "https://mal.example/kontakt/tack/", ""),
        ("", "https://mal.example/mål\x85/", ""),
        ("/" + "x" * 400, "", "/" + "x" * (PAGE_LENGTH - 1)),
    ],
)
def test_the_page_asked_about_is_one_of_ours_or_none(asked, referrer, address):
    assert page_asked_about({"sida": asked}, referrer, "mal.example", "/kontakt/") == address


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("  Hej \r\n", "Hej"),
        ("Ett\rtvå\r\ntre\nfyra", "Ett\ntvå\ntre\nfyra"),
        ("2022\t13\x00001\x1b", "2022 13001"),
        ("A\u030asa O\u0308st", "Åsa Öst"),
        ("Halv\ud83d bild", "Halv bild"),
        ("Familj \U0001f468\u200d\U0001f469\u200d\U0001f467", "Familj \U0001f468\u200d\U0001f469\u200d\U0001f467"),
        ("نص عربي", "نص عربي"),
        ("x\n\n\n\nx", "x\n\n\n\nx"),
    ],
    ids=ascii,
)
def test_a_message_is_kept_as_written_but_for_control_signs(sent, kept):
    assert read(message=sent)["message"] == kept


@pytest.mark.parametrize(
    ("field", "limit", "words"),
    [
        ("message", MESSAGE_LENGTH, "Meddelandet är för långt: 4001 tecken. Skriv högst 4\u00a0000."),
        ("name", NAME_LENGTH, "Namnet är för långt: 101 tecken. Skriv högst 100."),
        ("page", PAGE_LENGTH, "Adressen till sidan är för lång: 301 tecken. Skriv högst 300."),
    ],
)
def test_a_text_may_be_as_long_as_said_and_no_longer(field, limit, words):
    assert read(**{field: "å" * limit})[field] == "å" * limit
    assert said(**{field: "å" * (limit + 1)}) == {f"id_{field}": words}


def test_line_ends_of_windows_count_as_one_character():
    text = "\r\n".join("x" * (MESSAGE_LENGTH // 2))

    assert len(read(message=text)["message"]) == MESSAGE_LENGTH - 1


@pytest.mark.parametrize(
    ("message", "is_taken"),
    [
        ("Se http://a.se, https://b.se och www.c.se.", True),
        ("HTTP://A.SE HTTPS://B.SE WWW.C.SE Www.d.se", False),
        ("http:// " * 4, False),
        ("Se a.se, b.se, c.se och d.se.", True),
        ("Mejla a@b.se, c@d.se, e@f.se, g@h.se.", True),
    ],
)
def test_three_links_are_a_report_and_four_are_advertising(message, is_taken):
    assert ("id_message" not in said(message=message)) is is_taken


@pytest.mark.parametrize(
    ("email", "is_taken"),
    [
        ("", True),
        ("asa.ost+mal@kommunen.example", True),
        ("asa@åre.se", True),
        ("asa", False),
        ("asa@", False),
        ("asa@a.se, bo@b.se", False),
        ("Åsa <asa@a.se>", False),
        ("asa@a.se\nBcc: bo@b.se", False),
    ],
)
def test_an_address_to_answer_is_one_that_can_be_mailed(email, is_taken):
    assert ("id_email" not in said(email=email)) is is_taken


def test_faults_come_in_the_order_of_the_questions():
    sent = ReportForm({"page": "x" * 301, "name": "x" * 101, "email": "fel"})

    assert [field for field, _ in sent.faults] == ["id_kind_0", "id_page", "id_message", "id_name", "id_email"]


def test_only_the_kind_and_the_message_are_asked_for():
    assert set(dict(ReportForm({}).faults)) == {"id_kind_0", "id_message"}
