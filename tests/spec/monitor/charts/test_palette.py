"""The colours, by the formulas of WCAG 2.2 and CIE 1976, and by a model of how colours look to the colour-blind."""

import math
from itertools import combinations

import pytest

from monitor.charts.palette import DARK, LIGHT, Palette
from monitor.status.rules import LABELS

Colour = tuple[float, float, float]

# Machado, Oliveira and Fernandes (2009): linear red, green and blue as seen without the receptors named.
SEEN_BY = {
    "everybody": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopes": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopes": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopes": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
WHITE_POINT = (0.95047, 1.0, 1.08883)
TO_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))


def linear(colour: str) -> Colour:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _linear(red), _linear(green), _linear(blue)


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)


def times(matrix: tuple[Colour, ...], colour: Colour) -> Colour:
    red, green, blue = (sum(one * other for one, other in zip(row, colour, strict=True)) for row in matrix)
    return red, green, blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted(times(TO_XYZ, linear(colour))[1] for colour in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def lab(colour: str, who: str) -> Colour:
    red, green, blue = (min(max(part, 0.0), 1.0) for part in times(SEEN_BY[who], linear(colour)))
    x, y, z = (
        (part / white) ** (1 / 3) if part / white > 0.008856 else 7.787 * part / white + 16 / 116
        for part, white in zip(times(TO_XYZ, (red, green, blue)), WHITE_POINT, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


both = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


@both
def test_every_status_has_a_colour_of_its_own(palette: Palette) -> None:
    assert set(palette.statuses) == set(LABELS)


@both
def test_text_can_be_read_on_every_colour_and_beside_it(palette: Palette) -> None:
    tints = [*palette.statuses.values(), palette.unknown]
    assert min(contrast(tint.fill, tint.ink) for tint in tints) >= 4.5
    assert contrast(palette.ink, palette.background) >= 7


@both
@pytest.mark.parametrize("who", SEEN_BY)
def test_no_two_statuses_of_one_kind_look_alike_to_anybody(palette: Palette, who: str) -> None:
    achieve = {"reversed", "enacted", "in-progress", "no-action-on-record", "implemented", "mostly-implemented"}
    achieve |= {"partially-implemented", "not-implemented"}
    uphold = {"not-in-line", "concern-on-record", "in-line", "no-breach-on-record"}
    for kind in (achieve, uphold):
        seen = {status: lab(palette.statuses[status].fill, who) for status in kind}
        near = {(one, other) for one, other in combinations(sorted(kind), 2) if math.dist(seen[one], seen[other]) < 12}
        # A difference of 2 is just noticed side by side.
        assert near == set()


@both
def test_a_status_nobody_has_heard_of_is_drawn_as_one_that_is_none(palette: Palette) -> None:
    assert palette.tint("well-begun") == palette.tint(None) == palette.unknown
