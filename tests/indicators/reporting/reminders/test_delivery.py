"""Whether a letter has left, as the mail server tells it: sent, refused, or nobody knows."""

import pytest

from indicators.reporting.reminders.delivery import hand_over
from indicators.reporting.reminders.letters import Letter

LETTER = Letter("eva@exempelby.example", "Tre värden saknas", "Hej Eva!\n")


@pytest.fixture
def mail_on(settings, mail_server):
    settings.MAILERS = mail_server.mailers
    return mail_server


def test_an_unknown_address_is_refused_in_the_servers_words(mail_on):
    mail_on.refused.add(LETTER.address)

    kind, fault = hand_over(LETTER)

    assert kind == "refused"
    assert fault.startswith("E-postservern tog inte emot mejlet (SMTPRecipientsRefused:")
    assert "Adressen finns inte" in fault
    assert mail_on.letters == []


def test_a_connection_cut_after_the_text_leaves_nobody_sure(mail_on):
    mail_on.cut_off.add(LETTER.address)

    kind, fault = hand_over(LETTER)

    assert kind == "unsure"
    assert fault.startswith("Förbindelsen med e-postservern bröts")
    assert "\n" not in fault


def test_a_line_break_in_a_subject_is_refused_and_not_sent(mail_on):
    forged = Letter(LETTER.address, "Hej\nBcc: alla@exempelby.example", "Hej!")

    kind, _ = hand_over(forged)

    assert kind == "refused"
    assert mail_on.letters == []
