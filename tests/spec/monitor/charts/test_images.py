"""Images that are remembered."""

from monitor.charts.images import Images


def test_an_image_is_drawn_once() -> None:
    images, drawn = Images(100), list[str]()

    def draw(written: str) -> bytes:
        drawn.append(written)
        return written.encode()

    assert [images.get(one, draw) for one in ("a strip", "a board", "a strip")] == [b"a strip", b"a board", b"a strip"]
    assert drawn == ["a strip", "a board"]


def test_those_that_are_remembered_never_weigh_more_than_is_allowed() -> None:
    images = Images(100)
    for number in range(20):
        images.get(str(number), lambda _: b"0123456789")
        assert images.weight <= 100
    assert images.weight == 100


def test_one_that_is_too_heavy_is_drawn_and_not_remembered() -> None:
    images = Images(100)
    assert images.get("heavy", lambda _: b"0" * 101) == b"0" * 101
    assert images.weight == 0
