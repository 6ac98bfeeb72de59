"""Charts as images: drawn in this process, alike everywhere, and fetching nothing."""

import hashlib
import json
import os
import struct
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from monitor.charts.labelling import FONT_SIZE, text_width
from monitor.charts.rendering import SCALE, png, svg
from monitor.charts.strip import FONT, Stretch, status_strip
from monitor.status.rules import LABELS
from tests.architecture.source_tree import ROOT

FIRST, LAST = date(2007, 1, 1), date(2010, 12, 31)
ELSEWHERE = """
import hashlib, json, sys
from monitor.charts.rendering import png, svg
spec = json.load(sys.stdin)
print(hashlib.sha256(png(spec)).hexdigest(), hashlib.sha256(svg(spec)).hexdigest())
"""


def a_strip(label: str = "in progress", *, dark: bool = False) -> dict[str, Any]:
    stretch = Stretch(date(2007, 11, 30), None, "in-progress", label, last_known=date(2009, 11, 19))
    return status_strip([stretch], FIRST, LAST, dark=dark)


def texts(drawn: bytes) -> list[str]:
    return ["".join(one.itertext()) for one in ET.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314 - we drew it


def test_a_png_is_as_large_as_the_specification_says_at_twice_the_pixels() -> None:
    spec = a_strip()
    drawn = png(spec)
    assert drawn.startswith(b"\x89PNG\r\n\x1a\n")
    height = spec["height"] + spec["padding"]["top"] + spec["padding"]["bottom"]
    assert struct.unpack(">II", drawn[16:24]) == (560 * SCALE, height * SCALE)
    assert len(drawn) < 20_000, "mail carries several"


def test_an_svg_shows_labels_and_years_as_text() -> None:
    assert texts(svg(a_strip())) == ["2007", "2008", "2009", "2010", "in progress", "last known"]


def test_screen_readers_are_told_what_an_svg_shows_and_not_each_piece_of_it() -> None:
    spec = a_strip('"done" & <undone>')
    root = ET.fromstring(svg(spec))  # noqa: S314 - we drew it
    assert (root.get("role"), root.get("aria-label")) == ("img", spec["description"])
    assert [one.get("aria-label") for one in root.iter() if one is not root and one.get("aria-label")] == []


def test_a_label_is_text_whatever_it_says() -> None:
    label = "<script>alert(1)</script> ${1} {{2}} & datum"
    assert label in texts(svg(a_strip(label)))


def test_the_same_specification_gives_the_same_bytes_in_another_process_and_another_time_zone() -> None:
    spec = a_strip()
    here = [hashlib.sha256(drawn).hexdigest() for drawn in (png(spec), svg(spec))]
    done = subprocess.run(
        [sys.executable, "-c", ELSEWHERE],
        input=json.dumps(dict(reversed(spec.items()))),
        env={**os.environ, "TZ": "America/Anchorage", "LANG": "kk_KZ.UTF-8"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == here


def test_threads_that_draw_at_the_same_time_get_each_what_it_asked_for() -> None:
    specs = [a_strip(label, dark=dark) for label in ("in progress", "enacted", "reversed") for dark in (False, True)]
    with ThreadPoolExecutor(max_workers=6) as pool:
        drawn = list(pool.map(svg, specs * 4))
    assert drawn == [svg(spec) for spec in specs] * 4
    assert len(set(drawn)) == len(specs)


def test_what_has_been_drawn_is_remembered_whatever_the_order_of_its_keys() -> None:
    spec = a_strip("remembered")
    assert png(spec) is png(dict(reversed(spec.items())))


def test_nothing_is_fetched() -> None:
    # Nobody listens on this port: where it is tried all the same, the image is drawn without what it asks for.
    elsewhere = {"data": {"url": "http://127.0.0.1:9/"}, "mark": "bar", "encoding": {"x": {"field": "a"}}}
    for draw in (png, svg):
        with pytest.raises(ValueError, match="not allowed"):
            draw(elsewhere)


def test_what_is_no_specification_is_refused() -> None:
    with pytest.raises(ValueError, match="Vega-Lite"):
        png({"mark": "nonsense"})


def test_the_width_of_a_label_is_what_the_renderer_takes_it_for() -> None:
    words = [*LABELS.values(), *(f"possibly {label}" for label in LABELS.values()), "last known on 19 November 2009"]

    def cut_at(part: float) -> list[str]:
        """What is left of the words where each may be this part of its width."""
        values = [{"text": text, "limit": text_width(text) * part} for text in words]
        whole = {"$schema": "https://vega.github.io/schema/vega-lite/v6.json", "data": {"values": values}}
        layers = [
            {
                "transform": [{"filter": {"field": "text", "equal": one["text"]}}],
                "mark": {"type": "text", "font": FONT, "fontSize": FONT_SIZE, "limit": one["limit"]},
                "encoding": {"text": {"field": "text", "type": "nominal"}},
            }
            for one in values
        ]
        return texts(svg({**whole, "layer": layers}))

    assert cut_at(1.005) == words
    assert all(text.endswith("…") for text in cut_at(0.97))
