"""What tells that something a reader can see has changed."""

from django.db import models


class RevisionQuerySet(models.QuerySet["Revision"]):
    def current(self) -> tuple[tuple[int, int], ...]:
        """Return the revision of what is published: equal to another only while nothing has changed between them."""
        return tuple(self.order_by("pk").values_list("pk", "token"))


class Revision(models.Model):
    """Revision: a random number that is another one as soon as a change of anything published is committed.

    The database's own triggers write it, in the transaction that makes the change, so that no way of saving can
    forget it. It is random and no count, since a number that was rolled back must never come again. One row on
    SQLite, where one writes at a time; on PostgreSQL as many as have written at once, so that nobody waits for
    another's.

    A migration that changes this table has to begin with `revision_triggers.drop_triggers`: SQLite rebuilds a table
    under another name, and refuses to while triggers write to it.
    """

    token = models.BigIntegerField("tal")

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = "revision"
        verbose_name_plural = "revisioner"
        default_permissions = ()

    def __str__(self):
        return f"{self.pk}: {self.token}"
