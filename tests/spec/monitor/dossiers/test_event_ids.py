from datetime import UTC, date, datetime
from hashlib import sha256
from uuid import UUID

from monitor.dossiers.event_ids import event_id

DAY = date(2026, 11, 21)


def test_the_same_key_gives_the_same_id_for_ever() -> None:
    assert event_id("kazakhstan-osce-2010", "madrid-media", DAY) == "01a1fb67-1800-7115-99bf-182558c61278"


def test_an_id_is_a_uuid_of_version_7_that_carries_the_day_and_the_digest_of_the_key() -> None:
    identifier = UUID(event_id("kz", "madrid", DAY))
    digest = int.from_bytes(sha256(b"kz/madrid").digest()[:10])
    assert (identifier.version, identifier.variant) == (7, "specified in RFC 4122")
    assert datetime.fromtimestamp((identifier.int >> 80) / 1_000, UTC) == datetime(2026, 11, 21, tzinfo=UTC)
    fixed = 0xF << 76 | 0b11 << 62
    assert identifier.int & ((1 << 80) - 1) & ~fixed == digest & ~fixed


def test_another_dossier_another_key_or_another_day_give_another_id() -> None:
    ids = {
        event_id("kz", "madrid", DAY),
        event_id("kz", "helsinki", DAY),
        event_id("uz", "madrid", DAY),
        event_id("kz", "madrid", date(2026, 11, 22)),
    }
    assert len(ids) == 4
