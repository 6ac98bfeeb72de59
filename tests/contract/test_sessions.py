"""What the store of sessions promises on every engine."""

import hashlib
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import IntegrityError

from events.sql.engines import reading, writing
from monitor.keys import store as keys
from monitor.keys.key import ApiKey
from monitor.staff import accounts, refused_sign_ins, sessions, tables
from monitor.staff.account import Account, Staff
from monitor.staff.refused_sign_ins import MOST_BY_BOTH, MOST_FROM_ADDRESS, WITHIN, TooManyRefused, counted
from monitor.staff.sessions import Lasting

NOON = datetime(2031, 1, 4, 12, tzinfo=UTC)
LASTING = Lasting(timedelta(hours=1), timedelta(hours=12))
MINUTE = timedelta(minutes=1)


def an_account(engine: Engine, name: str = "Aigul") -> Account:
    with writing(engine) as connection:
        return accounts.create(connection, name, password="hash", scopes=["ingest"], now=NOON)


def a_key(engine: Engine, expires: date | None = None) -> ApiKey:
    with writing(engine) as connection:
        return keys.create(connection, scopes=["admin"], now=NOON, label="Desk", expires=expires)[0]


def begun(engine: Engine, of: ApiKey | Account, now: datetime = NOON) -> str:
    with writing(engine) as connection:
        return sessions.begin(connection, of, now)


def whose(engine: Engine, token: str, now: datetime = NOON) -> Staff | None:
    with reading(engine) as connection:
        found = sessions.staff_of(connection, token, now, LASTING)
    return found[0] if found is not None else None


def test_a_session_is_of_its_account_or_key(engine: Engine) -> None:
    account, key = an_account(engine), a_key(engine)
    assert whose(engine, begun(engine, account)) == Staff(account.id, "Aigul", frozenset(["ingest"]))
    assert whose(engine, begun(engine, key)) == Staff(key.id, "Desk", frozenset(["admin"]))
    assert whose(engine, "unknown") is None


def test_the_token_is_nowhere_in_the_database(engine: Engine) -> None:
    token = begun(engine, an_account(engine))
    with engine.connect() as connection:
        rows = connection.execute(select(tables.sessions)).all()
    assert token not in repr(rows)
    assert rows[0].sha256 == hashlib.sha256(token.encode()).digest()


def test_it_ends_without_a_request_and_after_a_day_at_work(engine: Engine) -> None:
    token = begun(engine, an_account(engine))
    assert whose(engine, token, NOON + LASTING.idle - MINUTE) is not None
    assert whose(engine, token, NOON + LASTING.idle) is None
    for hour in range(1, 13):
        with writing(engine) as connection:
            sessions.note_seen(connection, token, NOON + timedelta(hours=hour) - MINUTE)
    assert whose(engine, token, NOON + LASTING.whole - MINUTE) is not None
    assert whose(engine, token, NOON + LASTING.whole) is None


def test_a_use_is_never_set_back(engine: Engine) -> None:
    token = begun(engine, an_account(engine))
    with writing(engine) as connection:
        sessions.note_seen(connection, token, NOON + 30 * MINUTE)
        sessions.note_seen(connection, token, NOON + MINUTE)
    assert whose(engine, token, NOON + 89 * MINUTE) is not None


@pytest.mark.parametrize("act", ["disable", "disable and enable", "another password"])
def test_it_ends_when_its_account_is_disabled_or_has_another_password(engine: Engine, act: str) -> None:
    account, other = an_account(engine), an_account(engine, "Bota")
    token, others = begun(engine, account), begun(engine, other)
    with writing(engine) as connection:
        if act == "another password":
            accounts.set_password(connection, account.id, "other hash")
        else:
            accounts.disable(connection, account.id, NOON)
        if act == "disable and enable":
            accounts.enable(connection, account.id)
    assert whose(engine, token) is None
    assert whose(engine, others) is not None


def test_a_session_that_begins_while_the_password_is_changed_does_not_hold(engine: Engine) -> None:
    before = an_account(engine)
    with writing(engine) as connection:
        accounts.set_password(connection, before.id, "other hash")
    assert whose(engine, begun(engine, before)) is None


def test_the_same_password_under_another_hash_ends_nothing(engine: Engine) -> None:
    account = an_account(engine)
    token = begun(engine, account)
    with writing(engine) as connection:
        accounts.hash_anew(connection, account.id, "hash", "stronger hash")
        accounts.hash_anew(connection, account.id, "hash", "late hash")
        found = accounts.by_name(connection, "AIGUL")
    assert found is not None
    assert found[1] == "stronger hash"
    assert whose(engine, token) is not None


def test_it_ends_when_its_key_is_revoked_or_past_its_last_day(engine: Engine) -> None:
    key, ending = a_key(engine), a_key(engine, expires=NOON.date())
    token, late = begun(engine, key), begun(engine, ending, NOON + timedelta(hours=11, minutes=30))
    assert whose(engine, late, NOON + timedelta(hours=11, minutes=59)) is not None
    assert whose(engine, late, NOON + timedelta(hours=12)) is None
    with writing(engine) as connection:
        keys.revoke(connection, key.id, NOON)
    assert whose(engine, token) is None


def test_signing_out_ends_one_session_and_a_sweep_forgets_those_that_are_over(engine: Engine) -> None:
    account = an_account(engine)
    out, over, live = begun(engine, account), begun(engine, account, NOON - LASTING.idle), begun(engine, account)
    with writing(engine) as connection:
        sessions.end(connection, out)
        assert sessions.sweep(connection, NOON, LASTING) == 1
    assert [whose(engine, token) is not None for token in (out, over, live)] == [False, False, True]


def test_a_name_is_given_once_however_it_is_written(engine: Engine) -> None:
    an_account(engine)
    with pytest.raises(accounts.NameTaken):
        an_account(engine, "AIGUL")
    with pytest.raises(accounts.BadName):
        an_account(engine, "a\u202eb")


def test_the_database_refuses_a_session_of_nobody(engine: Engine) -> None:
    statement = text("INSERT INTO desk_sessions (sha256, began_at, seen_at) VALUES (:sha256, 1, 1)")
    with pytest.raises(IntegrityError), writing(engine) as connection:
        connection.execute(statement, {"sha256": b"x"})


def refuse(engine: Engine, name: str, address: str, now: datetime = NOON) -> None:
    with writing(engine) as connection:
        refused_sign_ins.count(connection, counted(name, address, b"key"), now)


def test_a_name_is_refused_from_one_address_before_it_is_from_others(engine: Engine) -> None:
    for _ in range(MOST_BY_BOTH):
        refuse(engine, "Aigul", "192.0.2.1")
    with pytest.raises(TooManyRefused) as told:
        refuse(engine, "AIGUL", "::ffff:192.0.2.1", NOON + MINUTE)
    assert told.value.until == NOON + WITHIN
    refuse(engine, "Aigul", "192.0.2.2")
    refuse(engine, "Bota", "192.0.2.1")
    refuse(engine, "Aigul", "192.0.2.1", NOON + WITHIN)


def test_an_address_is_refused_for_every_name_and_a_network_of_ipv6_is_one(engine: Engine) -> None:
    for number in range(MOST_FROM_ADDRESS):
        refuse(engine, f"name {number}", f"2001:db8::{number + 1:x}")
    with pytest.raises(TooManyRefused):
        refuse(engine, "Aigul", "2001:db8::ffff")
    refuse(engine, "Aigul", "2001:db8:0:1::1")


def test_what_is_typed_as_a_name_is_not_kept_and_all_of_it_is_forgotten(engine: Engine) -> None:
    refuse(engine, "hunter2hunter2", "192.0.2.1")
    with writing(engine) as connection:
        assert "hunter2" not in repr(connection.execute(select(tables.refused)).all())
        assert refused_sign_ins.sweep(connection, NOON + WITHIN - MINUTE) == 0
        assert refused_sign_ins.sweep(connection, NOON + WITHIN) == 3


def test_a_sign_in_that_succeeds_holds_nothing_against_the_name_there(engine: Engine) -> None:
    for _ in range(MOST_BY_BOTH):
        refuse(engine, "Aigul", "192.0.2.1")
    with writing(engine) as connection:
        refused_sign_ins.forgive(connection, counted("Aigul", "192.0.2.1", b"key"), right=True)
    for _ in range(MOST_BY_BOTH):
        refuse(engine, "Aigul", "192.0.2.1")


def test_a_sign_in_that_was_not_looked_at_does_not_count_and_takes_back_no_other(engine: Engine) -> None:
    for _ in range(MOST_BY_BOTH):
        refuse(engine, "Aigul", "192.0.2.1")
    with writing(engine) as connection:
        refused_sign_ins.forgive(connection, counted("Aigul", "192.0.2.1", b"key"), right=False)
    refuse(engine, "Aigul", "192.0.2.1")
    with pytest.raises(TooManyRefused):
        refuse(engine, "Aigul", "192.0.2.1")
