"""Codes that stand in print: a code made by any version of the program means the same in every later one."""

import pytest

from monitor.takeaway.short_code import NoSuchCode, ShortView, read_code, short_code

ALL_PARAMETERS = (
    "08b04jtt2w2ptsb4d5ghg1v5dsgp6x35cgcg8v31ehjhm1v1cdm6jsbpcmdg"
    "9mmtt2g0208a0w19sar12g56evvpcns6wvb5dst1a1vfehm6awhf6954c"
)
IN_PRINT = {
    "0c6g3dhr1b8g2a0qkc": ShortView(
        "commitment", 13, (("as_of", "2009-11-20"), ("known_at", "209"), ("rules", "default/1"))
    ),
    ALL_PARAMETERS: ShortView(
        "board",
        None,
        (
            ("jurisdiction", "KZ"), ("topic", "media"), ("status", "enacted"), ("flag", "late"), ("kind", "achieve"),
            ("q", "ҚР"), ("as_of", "1999-12-31"), ("known_at", "7"), ("public_at", "2030-01-01"),
            ("lens", "government"), ("rules", "other/2"),
        ),
    ),
    "0r1x4b84pgw0nm81k80g": ShortView(
        "compare", None, (("from", "2007-12-31"), ("to", "2009-11-19"), ("known_at", "209"))
    ),
    "0r5kc36h04mkg": ShortView("compare", None, (("from_known_at", "54"), ("to_known_at", "209"))),
    "0gjgnm81yfxg": ShortView("measure", 37, (("known_at", "209"),)),
    "0nd0nm81swrg": ShortView("event", 90, (("known_at", "209"),)),
    "04822": ShortView("home", None, ()),
}  # fmt: skip
"""Every page and every parameter. What stands here has been given out: add to it, and change none of it."""


@pytest.mark.parametrize(("code", "view"), IN_PRINT.items())
def test_a_code_that_was_given_out_means_what_it_meant(code: str, view: ShortView) -> None:
    assert read_code(code) == view
    assert short_code(view) == code


@pytest.mark.parametrize("code", ["", "0", "zz", "0c6g3dhr1b8g2a0qk", "../../etc", "u" * 20, "0" * 3000, "éé"])
def test_what_is_none_is_refused(code: str) -> None:
    with pytest.raises(NoSuchCode):
        read_code(code)


@pytest.mark.parametrize(
    "parameter", [("known_at", "2026-11-22"), ("as_of", "today"), ("next", "https://evil.example"), ("after", "x")]
)
def test_only_a_pinned_view_has_a_code(parameter: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match=r"."):
        short_code(ShortView("board", None, (parameter,)))
