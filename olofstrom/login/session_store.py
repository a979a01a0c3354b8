"""Where sessions are stored: Django's table, read together with the login that a session carries, in one query."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db.models import OuterRef
from django.utils import timezone


class SessionStore(DatabaseStore):
    """A session that knows whose login it carries and when that login was last used; None where it carries none."""

    login_of = None
    last_seen = None

    def load(self):
        """Return what is stored, or nothing for a session that has been ended or whose time is out."""
        login = UserSession.objects.filter(session_key=OuterRef("session_key"))
        rows = self.model.objects.filter(session_key=self.session_key, expire_date__gt=timezone.now())
        found = rows.annotate(login_of=login.values("user"), last_seen=login.values("last_seen_at")).first()
        if found is None:
            # A key that is not stored is never taken up: somebody else may have chosen it.
            self._session_key = None
            return {}
        self.login_of, self.last_seen = found.login_of, found.last_seen
        return self.decode(found.session_data)

    def cycle_key(self):
        """Take a new key, and let the login go on under it: Django asks for that wherever a password is changed."""
        before = self.session_key
        super().cycle_key()
        if before:
            UserSession.objects.filter(session_key=before).update(session_key=self.session_key)
