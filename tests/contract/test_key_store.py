"""What the store of keys promises on every engine."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError, StatementError

from events.sql.engines import reading, writing
from monitor.keys.form import Secret, secret_of
from monitor.keys.key import ApiKey, Scope
from monitor.keys.store import all_keys, api_keys, create, find, note_use, revoke

NOON = datetime(2031, 1, 4, 12, tzinfo=UTC)


def made(engine: Engine, *scopes: Scope, expires: date | None = None, now: datetime = NOON) -> tuple[ApiKey, Secret]:
    with writing(engine) as connection:
        return create(connection, scopes=scopes or ("read",), expires=expires, now=now)


def found(engine: Engine, written: str, now: datetime = NOON) -> ApiKey | None:
    with reading(engine) as connection:
        return find(connection, written, now)


def used(engine: Engine, key: ApiKey, now: datetime) -> None:
    with writing(engine) as connection:
        note_use(connection, key, now)


def test_a_key_is_found_by_its_text_as_it_was_made(engine: Engine) -> None:
    with writing(engine) as connection:
        key, secret = create(
            connection,
            scopes=("read", "ingest"),
            expires=date(2031, 12, 31),
            trusted_feed=True,
            label="ministry's own feed",
            now=NOON,
        )
    assert found(engine, secret) == key
    assert key.scopes == frozenset[Scope](("ingest", "read"))
    assert (key.expires_on, key.trusted_feed) == (date(2031, 12, 31), True)
    assert (key.created_at, key.label) == (NOON, "ministry's own feed")


def test_two_keys_live_side_by_side_while_one_takes_the_other_s_place(engine: Engine) -> None:
    (old, old_secret), (new, new_secret) = made(engine), made(engine)
    assert old.id != new.id
    assert (found(engine, old_secret), found(engine, new_secret)) == (old, new)


@pytest.mark.parametrize("written", ["", "rfm_", "rfm_é", secret_of(7), secret_of(7)[:-1] + "0"])
def test_an_unknown_or_malformed_key_is_none(engine: Engine, written: str) -> None:
    made(engine)
    assert found(engine, written) is None


def test_a_key_works_to_the_end_of_its_last_day(engine: Engine) -> None:
    _, secret = made(engine, expires=date(2031, 1, 5))
    assert found(engine, secret, datetime(2031, 1, 5, 23, 59, tzinfo=UTC)) is not None
    assert found(engine, secret, datetime(2031, 1, 6, tzinfo=UTC)) is None


def test_a_revoked_key_fails_at_once_even_where_it_has_just_worked(engine: Engine) -> None:
    key, secret = made(engine)
    assert found(engine, secret) is not None
    with writing(engine) as connection:
        revoked = revoke(connection, key.id, NOON)
    assert revoked is not None
    assert revoked.revoked_at == NOON
    assert found(engine, secret) is None


def test_a_revocation_that_is_taken_back_with_its_transaction_revokes_nothing(engine: Engine) -> None:
    key, secret = made(engine)
    with engine.connect() as connection:
        revoke(connection, key.id, NOON)
        connection.rollback()
    assert found(engine, secret) == key


def test_revoking_twice_keeps_the_first_time(engine: Engine) -> None:
    key, _ = made(engine)
    with writing(engine) as connection:
        revoke(connection, key.id, NOON)
        again = revoke(connection, key.id, NOON + timedelta(days=1))
    assert again is not None
    assert again.revoked_at == NOON


def test_revoking_a_key_that_there_is_not_is_none(engine: Engine) -> None:
    with writing(engine) as connection:
        assert revoke(connection, "key_0000000000", NOON) is None


def test_a_use_is_kept_to_the_minute(engine: Engine) -> None:
    key, secret = made(engine)
    for seconds, kept in ((0, 0), (59, 0), (60, 60), (61, 60)):
        used(engine, key, NOON + timedelta(seconds=seconds))
        seen = found(engine, secret)
        assert seen is not None
        assert seen.last_used_at == NOON + timedelta(seconds=kept)


def test_a_use_that_two_processes_note_is_never_set_back(engine: Engine) -> None:
    key, secret = made(engine)
    used(engine, key, NOON + timedelta(minutes=5))
    used(engine, key, NOON)
    seen = found(engine, secret)
    assert seen is not None
    assert seen.last_used_at == NOON + timedelta(minutes=5)


def test_looking_a_key_up_writes_nothing(engine: Engine) -> None:
    key, secret = made(engine)
    assert found(engine, secret, NOON + timedelta(hours=1)) == key
    with reading(engine) as connection:
        assert all_keys(connection) == [key]


def test_every_key_is_listed_oldest_first_with_those_that_work_no_more(engine: Engine) -> None:
    late, _ = made(engine, now=NOON + timedelta(microseconds=1))
    early, _ = made(engine, expires=date(2031, 1, 4))
    with writing(engine) as connection:
        revoked = revoke(connection, late.id, NOON)
    with reading(engine) as connection:
        assert all_keys(connection) == [early, revoked]


def test_a_copy_of_the_database_holds_no_key(engine: Engine) -> None:
    made_keys = [made(engine, "admin") for _ in range(3)]
    with reading(engine) as connection:
        rows = [tuple(row) for row in connection.execute(text("SELECT * FROM api_keys"))]
    copy = " ".join(
        part.hex() + repr(bytes(part)) if isinstance(part, bytes) else repr(part) for row in rows for part in row
    )
    for key, secret in made_keys:
        assert key.id in copy
        assert secret not in copy
        assert secret[4:36] not in copy
        assert secret.encode().hex() not in copy


def test_what_a_copy_holds_opens_nothing(engine: Engine) -> None:
    made(engine)
    with reading(engine) as connection:
        (stored,) = connection.execute(api_keys.select())
    assert [
        found(engine, written) for written in (stored.id, stored.sha256.hex(), f"rfm_{stored.sha256.hex()[:38]}")
    ] == [
        None,
        None,
        None,
    ]


def test_one_digest_is_one_key(engine: Engine) -> None:
    made(engine)
    with reading(engine) as connection:
        (stored,) = connection.execute(api_keys.select())
    with pytest.raises(IntegrityError), writing(engine) as connection:
        connection.execute(
            api_keys.insert().values({**dict(zip(stored._fields, stored, strict=True)), "id": "key_another000"})
        )


@pytest.mark.parametrize("scopes", [(), ("write",), ("read", "write")])
def test_a_key_without_a_scope_or_with_one_there_is_not_is_refused_by_name(
    engine: Engine, scopes: tuple[Scope, ...]
) -> None:
    with writing(engine) as connection, pytest.raises(ValueError, match="scopes: one or more of ingest, read, admin"):
        create(connection, scopes=scopes, now=NOON)


def test_an_instant_without_a_zone_is_not_stored(engine: Engine) -> None:
    key, _ = made(engine)
    with writing(engine) as connection, pytest.raises(StatementError, match="time zone"):
        revoke(connection, key.id, datetime(2031, 1, 4, 12))  # noqa: DTZ001 - what is refused
