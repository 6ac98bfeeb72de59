"""Rendering: a chart's specification as an image, by Vega-Lite in this very process."""

from collections.abc import Mapping
from typing import Any, Final
from xml.sax.saxutils import quoteattr

import orjson
import vl_convert

from monitor.charts.images import Images
from monitor.charts.packing import packed

VEGA_LITE = "6.4"
"""The version of Vega-Lite that draws; another may draw other bytes."""

SCALE = 2
"""Pixels of a PNG for each one of the specification: what fine screens need."""

KEPT: Final = 16 * 2**20
"""Bytes of images of each kind that are remembered; a strip takes about 10 KB, a board of many years up to 2 MB."""

_pngs, _svgs = Images(KEPT), Images(KEPT)


def png(spec: Mapping[str, Any]) -> bytes:
    """A Vega-Lite specification as a PNG, twice as wide and high as it says; equal ones give the same bytes.

    Nothing is fetched: a specification brings its data along. The first image of a process takes most of a second.

    Raises:
        ValueError: it is no such specification, or wants something from outside.
    """
    return _pngs.get(_written(spec), _png)


def svg(spec: Mapping[str, Any]) -> bytes:
    """A Vega-Lite specification as an SVG in UTF-8, the text in it as text, named by its description; else as ``png``.

    Raises:
        ValueError: as ``png``.
    """
    return _svgs.get(_written(spec), _svg)


def _png(written: str) -> bytes:
    return packed(vl_convert.vegalite_to_png(written, vl_version=VEGA_LITE, scale=SCALE, allowed_base_urls=[]))


def _svg(written: str) -> bytes:
    drawn = vl_convert.vegalite_to_svg(written, vl_version=VEGA_LITE, allowed_base_urls=[])
    # Vega leaves the name of the whole to the page; inline, this is where screen readers look for it (SVG-AAM 1.0).
    name = quoteattr(orjson.loads(written).get("description", ""))
    return drawn.replace("<svg ", f'<svg role="img" aria-label={name} ', 1).encode()


def _written(spec: Mapping[str, Any]) -> str:
    return orjson.dumps(spec, option=orjson.OPT_SORT_KEYS).decode()
