"""What happens to a reader's message: counted, stored and mailed. Storing it never waits for the mail to work."""

import ipaddress
import logging
import secrets
from collections.abc import Mapping
from datetime import date, datetime
from smtplib import SMTPException
from typing import Any

from django.core.mail import EmailMessage, mailers
from django.utils import timezone
from django.utils.crypto import salted_hmac

from goals.models import Report, SenderDay, SenderTally
from indicators.content.published import PublishedPortal
from indicators.eventlog import address_of

MAX_PER_DAY = 20  # from one sender: a whole office may share an address
MAILER = "default"

log = logging.getLogger(__name__)


def sender_of(meta: Mapping[str, str], *, is_behind_proxy: bool) -> str:
    """Return the address that a request came from; of an IPv6 address the half that is one household's."""
    address = address_of(meta, is_behind_proxy=is_behind_proxy)
    try:
        version = ipaddress.ip_address(address).version
    except ValueError:
        return address
    return str(ipaddress.ip_network(f"{address}/64", strict=False)) if version == 6 else address


def is_too_many(sender: str, today: date) -> bool:
    """Count one more message from a sender and tell whether it is one too many for the day.

    What is stored is a code made with the day's own salt. When the next day comes the salt is thrown away, and then
    not even we can tell whose the code was.
    """
    day, is_new = SenderDay.objects.get_or_create(day=today, defaults={"salt": secrets.token_hex(32)})
    if is_new:
        SenderDay.objects.before(today).delete()
    fingerprint = salted_hmac(f"goals.feedback.{day.salt}", sender, algorithm="sha256").hexdigest()
    return SenderTally.objects.add_one(day, fingerprint) > MAX_PER_DAY


def stored(answers: Mapping[str, str], form_key: str, now: datetime) -> tuple[Report, bool]:
    """Store a message and return it and True; a second press of the same button returns the first and False."""
    return Report.objects.get_or_create(form_key=form_key, defaults={**answers, "created_at": now})


def mail(report: Report, portal: PublishedPortal, address: str, now: datetime) -> None:
    """Mail a stored message to the portal's contact, if it has one and the server can send mail.

    `address` is where the message is answered. A mail that cannot be sent is noted in the log: the message is in the
    administration all the same.
    """
    if not portal.contact_email or MAILER not in mailers:
        return
    try:
        _letter(report, portal, address).send()
    except (SMTPException, OSError) as error:
        log.error("Meddelande %s kunde inte mejlas: %s", report.pk, error)  # noqa: TRY400  the trace would name readers
    else:
        Report.objects.filter(pk=report.pk).update(mailed_at=now)


def _letter(report: Report, portal: PublishedPortal, address: str) -> EmailMessage:
    """Write the mail. Nothing that a reader wrote stands in its headers but a checked e-mail address."""
    parts: list[tuple[str, Any]] = [
        ("Gäller", report.get_kind_display()),
        ("Sida", report.page),
        ("Namn", report.name),
        ("E-post", report.email),
    ]
    facts = "\n".join(f"{label}: {text}" for label, text in parts if text)
    title = " ".join(portal.title.split())
    return EmailMessage(
        subject=f"{title}: {report.get_kind_display()} (meddelande {report.pk})",
        body=f"{facts}\n\n{report.message}\n\nBesvara och anteckna här: {address}\n",
        to=[portal.contact_email],
        reply_to=[report.email] if report.email else None,
    )


def weed(now: datetime, days: int) -> int:
    """Delete what has been kept long enough and return how many messages that was.

    Messages go when they were answered more than `days` days ago; senders' codes as soon as their day is over.
    """
    SenderDay.objects.before(timezone.localdate(now)).delete()
    deleted, _ = Report.objects.outlived(now, days).delete()
    return deleted
