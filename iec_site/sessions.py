from django.contrib.sessions.backends import db


class SessionStore(db.SessionStore):
    """Sessions in the database, which is asked for those keys only that it could have given."""

    def _validate_session_key(self, key):
        return super()._validate_session_key(key) and key.isascii() and key.isalnum()
