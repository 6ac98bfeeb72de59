"""Signing in and out: by a key or by name and password, slowly for whoever guesses."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from events.sql.engines import reading, writing
from monitor.keys.key import ApiKey
from monitor.keys.store import find, note_use
from monitor.staff import accounts, refused_sign_ins, sessions
from monitor.staff.account import Account, Staff
from monitor.staff.hashing import TooManySignIns, hashed, is_outdated, is_password
from monitor.staff.password import as_typed
from monitor.staff.refused_sign_ins import Counted, TooManyRefused, counted
from monitor.staff.sessions import Lasting

_log = structlog.stdlib.get_logger("monitor.staff")


class SignInRefused(Exception):
    """Nobody is signed in; it does not say why, since that would help whoever guesses."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session that was begun, and whose it is. ``token`` is given this once."""

    token: str
    staff: Staff


class SigningIn:
    """Begins and ends sessions, and tells whose they are.

    Args:
        digest_key: for digests of what is typed as a name.
    """

    def __init__(
        self, engine: Engine, now: Callable[[], datetime], lasting: Lasting, digest_key: Callable[[], bytes]
    ) -> None:
        self._engine, self._now, self.lasting, self._digest_key = engine, now, lasting, digest_key

    def by_key(self, written: str, address: str) -> SignedIn:
        """Sign in by an API key with the scope ``ingest`` or ``admin``.

        Raises:
            SignInRefused: it does not work, or allows neither.
            TooManyRefused: see there.
        """
        now = self._now()
        attempt = self._counted(None, address, now)
        with writing(self._engine) as connection:
            key, token = find(connection, written.strip(), now), None
            if key is not None and key.allows("ingest"):
                note_use(connection, key, now)
                refused_sign_ins.forgive(connection, attempt, right=True)
                token = sessions.begin(connection, key, now)
        if key is not None and token is not None:
            return _begun(token, sessions.staff_by_key(key), address)
        raise _refusal("key does not work" if key is None else "key lacks the scope", address, key)

    def by_password(self, name: str, password: str, address: str) -> SignedIn:
        """Sign in by the name and the password of an account. A name that is unknown takes as long as a known one.

        Raises:
            SignInRefused: there is no such account, it is disabled, or the password is another.
            TooManyRefused, TooManySignIns: see there.
        """
        now = self._now()
        attempt = self._counted(name, address, now)
        with reading(self._engine) as connection:
            found = accounts.by_name(connection, name)
        account, kept = found or (None, None)
        typed = as_typed(password)
        try:
            right = is_password(typed, kept)
        except TooManySignIns:
            with writing(self._engine) as connection:
                refused_sign_ins.forgive(connection, attempt, right=False)
            raise
        if account is None or kept is None or not right:
            raise _refusal("no such account" if account is None else "wrong password", address, account)
        if account.disabled_at is not None:
            raise _refusal("account is disabled", address, account)
        self._hash_anew(account, kept, typed)
        with writing(self._engine) as connection:
            refused_sign_ins.forgive(connection, attempt, right=True)
            accounts.note_sign_in(connection, account.id, now)
            token = sessions.begin(connection, account, now)
        return _begun(token, Staff(account.id, account.name, account.scopes), address)

    def staff_of(self, token: str) -> Staff | None:
        """Whose session a token is of, while it holds."""
        now = self._now()
        with reading(self._engine) as connection:
            found = sessions.staff_of(connection, token, now, self.lasting)
        if found is None:
            return None
        staff, is_due = found
        if is_due:
            self._note_seen(token, now)
        return staff

    def sign_out(self, token: str) -> None:
        """End a session for good."""
        staff = self.staff_of(token)
        with writing(self._engine) as connection:
            sessions.end(connection, token)
        if staff is not None:
            _log.info("signed_out", staff=staff.id)

    def sweep(self) -> int:
        """Forget sessions and refused sign-ins whose time is over; how many rows those were."""
        now = self._now()
        with writing(self._engine) as connection:
            return sessions.sweep(connection, now, self.lasting) + refused_sign_ins.sweep(connection, now)

    def _counted(self, name: str | None, address: str, now: datetime) -> Sequence[Counted]:
        attempt = counted(name, address, self._digest_key())
        try:
            with writing(self._engine) as connection:
                refused_sign_ins.count(connection, attempt, now)
        except TooManyRefused:
            _log.warning("sign_in_refused", reason="too many were", address=address)
            raise
        return attempt

    def _hash_anew(self, account: Account, kept: str, password: str) -> None:
        if not is_outdated(kept):
            return
        try:
            anew = hashed(password)
            with writing(self._engine) as connection:
                accounts.hash_anew(connection, account.id, kept, anew)
        except (TooManySignIns, OperationalError) as error:
            # The next sign-in tries again; nobody is kept out who knows the password.
            _log.warning("password_not_hashed_anew", staff=account.id, error=type(error).__name__)

    def _note_seen(self, token: str, now: datetime) -> None:
        try:
            with writing(self._engine) as connection:
                sessions.note_seen(connection, token, now)
        except OperationalError as error:
            # The session then ends a little earlier; no request fails for it.
            _log.warning("session_use_not_noted", error=type(error).__name__)


def _begun(token: str, staff: Staff, address: str) -> SignedIn:
    _log.info("signed_in", staff=staff.id, address=address)
    return SignedIn(token, staff)


def _refusal(reason: str, address: str, of: ApiKey | Account | None) -> SignInRefused:
    """What was typed is not logged: people type passwords where names belong."""
    _log.warning("sign_in_refused", reason=reason, address=address, staff=of.id if of is not None else None)
    return SignInRefused()
