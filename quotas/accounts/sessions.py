from datetime import timedelta

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils import timezone

LONGEST = timedelta(hours=12)
LOGGED_IN_AT = "logged_in_at"
SAVED_AGAIN_AFTER = timedelta(minutes=5)


class SessionStore(db.SessionStore):
    """Sessions in the database, which is asked only for keys of the right form.

    A session ends twelve hours after its log-in, even if it is in use. While it is in use it is
    saved again every five minutes only, so that reading waits for no writer.
    """

    is_old = False

    def _get_session_from_db(self):
        session = super()._get_session_from_db()
        if session:
            age = timedelta(seconds=self.get_session_cookie_age())
            self.is_old = session.expire_date < timezone.now() + age - SAVED_AGAIN_AFTER
        return session

    def save(self, must_create=False):
        if must_create or self.modified or self.is_old or self.session_key is None:
            super().save(must_create)

    def _validate_session_key(self, key):
        return super()._validate_session_key(key) and key.isascii() and key.isalnum()

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        if key == SESSION_KEY:  # only a log-in writes it
            super().__setitem__(LOGGED_IN_AT, timezone.now().timestamp())

    def load(self):
        data = super().load()
        if SESSION_KEY in data and is_over(data):
            self._session_key = None
            return {}
        return data

    def give_up(self):
        """Forget the data, so that the page about a failing database does not ask for it."""
        self._session_cache = {}


def is_over(data):
    """Tell if the log-in of the session `data` was too long ago, or at an unknown time."""
    age = timezone.now().timestamp() - data.get(LOGGED_IN_AT, 0)
    return age >= LONGEST.total_seconds()
