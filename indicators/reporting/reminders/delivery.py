"""Handing one letter to the mail server, and telling whether it has left."""

from smtplib import SMTPException, SMTPNotSupportedError, SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.core.mail import mailers

from indicators.reporting.reminders.letters import Letter

MAILER = "default"
SENT, REFUSED, UNSURE = "sent", "refused", "unsure"
# The server has answered, or was never asked: the letter has surely not left, so the next run may send it.
NOT_SENT = (SMTPResponseException, SMTPRecipientsRefused, SMTPNotSupportedError, ValueError)


def hand_over(letter: Letter) -> tuple[str, str]:
    """Hand a letter to the mail server over a connection of its own; return SENT, REFUSED or UNSURE, and the fault."""
    connection = mailers[MAILER]
    try:
        # Apart from the sending: a fault here is sure to have sent nothing.
        connection.open()
    except (SMTPException, OSError, ValueError) as fault:
        return REFUSED, _fault_text("E-postservern svarar inte", fault)
    try:
        connection.send_messages([letter.message()])
    except NOT_SENT as fault:
        return REFUSED, _fault_text("E-postservern tog inte emot mejlet", fault)
    except (SMTPException, OSError) as fault:
        return UNSURE, _fault_text("Förbindelsen med e-postservern bröts", fault)
    finally:
        _close(connection)
    return SENT, ""


def _close(connection: Any) -> None:
    try:
        connection.close()
    except (SMTPException, OSError):
        return  # the letter is handed over or refused by then: how the connection ends changes nothing


def _fault_text(what: str, fault: Exception) -> str:
    return " ".join(f"{what} ({type(fault).__name__}: {fault})".split())
