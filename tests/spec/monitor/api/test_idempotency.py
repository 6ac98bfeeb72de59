import pytest

from monitor.api.idempotency import LONGEST, BadKey, meaning, read_key


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("b1946ac9", "b1946ac9"),
        ('"b1946ac9"', "b1946ac9"),
        ('  "b1946ac9" ', "b1946ac9"),
        ('"two words"', "two words"),
        (r'"say \"yes\" \\ no"', r'say "yes" \ no'),
        ("!#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", "!#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"),
        ("x" * LONGEST, "x" * LONGEST),
    ],
)
def test_a_key_is_read_quoted_or_bare(written: str, key: str) -> None:
    assert read_key([written]) == key


@pytest.mark.parametrize(
    "written",
    ["", '""', " ", '"a', 'a"', "two words", r'"\x"', "x" * (LONGEST + 1), '"' + "x" * (LONGEST + 1) + '"', "é", "\t"],
)
def test_what_is_no_key_is_refused(written: str) -> None:
    with pytest.raises(BadKey):
        read_key([written])


def test_a_request_has_one_key() -> None:
    with pytest.raises(BadKey, match="carries a header Idempotency-Key"):
        read_key([])
    with pytest.raises(BadKey):
        read_key(["one", "two"])


def test_what_a_key_stands_for_is_the_body_and_what_changes_the_append() -> None:
    one = meaning(b"{}", notify=True, since=3, tags=["topic:a", "topic:b"])
    assert one == meaning(b"{}", notify=True, since=3, tags=["topic:b", "topic:a", "topic:b"])
    others = {
        meaning(b"{ }", notify=True, since=3, tags=["topic:a", "topic:b"]),
        meaning(b"{}", notify=False, since=3, tags=["topic:a", "topic:b"]),
        meaning(b"{}", notify=True, since=4, tags=["topic:a", "topic:b"]),
        meaning(b"{}", notify=True, since=3, tags=["topic:a"]),
        meaning(b"{}", notify=True, since=None, tags=[]),
    }
    assert one not in others
    assert len(others) == 5
