"""`manage.py createsuperuser`: Django's own, which here tells the log that somebody may do everything."""

from django.contrib.auth import get_user_model
from django.contrib.auth.management.commands import createsuperuser

from indicators.eventlog import LogActor, record
from indicators.vocabulary import EventKind


class Command(createsuperuser.Command):
    """Make an account that may do everything."""

    def handle(self, *args, **options):
        """Log whom it was made for; who sat at the computer is not known here."""
        users = get_user_model().objects
        known = set(users.values_list("pk", flat=True))
        said = super().handle(*args, **options)
        for user in users.exclude(pk__in=known):
            record(
                EventKind.RIGHTS, LogActor(None), user.get_username(), "Fick göra allt, med manage.py createsuperuser"
            )
        return said
