"""Letters kept in a directory while there is no mail server."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from alerts.mail.file_sink import keep, kept

AT = datetime(2031, 2, 12, 7, 30, 0, 5, tzinfo=UTC)


def test_a_letter_becomes_a_file_whose_name_sorts_by_time_then_id(tmp_path: Path) -> None:
    later = keep(b"3", tmp_path, letter_id="msg_1", at=AT + timedelta(microseconds=1))
    second = keep(b"2", tmp_path, letter_id="msg_2", at=AT)
    first = keep(b"1", tmp_path, letter_id="msg_1", at=AT)
    assert first.name == "20310212T073000.000005Z-msg_1.eml"
    assert kept(tmp_path) == (later, second, first)
    assert [path.read_bytes() for path in kept(tmp_path)] == [b"3", b"2", b"1"]


def test_the_zone_of_the_instant_does_not_change_the_name(tmp_path: Path) -> None:
    elsewhere = AT.astimezone(timezone(timedelta(hours=5)))
    assert keep(b"1", tmp_path, letter_id="msg_1", at=elsewhere) == keep(b"1", tmp_path, letter_id="msg_1", at=AT)


def test_the_same_letter_again_replaces_itself_and_leaves_nothing_unfinished(tmp_path: Path) -> None:
    folder = tmp_path / "mail" / "out"
    keep(b"first", folder, letter_id="msg_1", at=AT)
    path = keep(b"second", folder, letter_id="msg_1", at=AT)
    assert list(folder.iterdir()) == [path]
    assert path.read_bytes() == b"second"


def test_a_letter_that_was_never_finished_is_not_among_those_kept(tmp_path: Path) -> None:
    (tmp_path / "20310212T073000.000005Z-msg_1.77.part").write_bytes(b"ha")
    assert kept(tmp_path) == ()
    assert kept(tmp_path / "nowhere") == ()


@pytest.mark.parametrize("name", ["", "../msg", "a/b", ".hidden", "a b", "a\x00", "a\n"])
def test_a_name_that_leaves_the_directory_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="plain name"):
        keep(b"1", tmp_path, letter_id=name, at=AT)
    assert list(tmp_path.iterdir()) == []


def test_an_instant_without_a_zone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no zone"):
        keep(b"1", tmp_path, letter_id="msg_1", at=AT.replace(tzinfo=None))
