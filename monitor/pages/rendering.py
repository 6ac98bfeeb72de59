"""Pages as answers: HTML from the templates beside this file, with the headers that keep it to itself."""

from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit

from fastapi import Request, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from monitor.languages.calendar import day_in_words, instant_in_words
from monitor.languages.catalogues import translations
from monitor.languages.language import ENGLISH, LANGUAGES
from monitor.languages.possibly import possibly
from monitor.languages.speaking import language, speech
from monitor.pages.asset_files import asset_path
from monitor.pages.reading.dates_in_words import dated, iso_day, iso_moment
from monitor.pages.reading.drag_words import drag_words
from monitor.pages.reading.fields_told import field_told
from monitor.pages.reading.labels import FLAGS, KINDS, account_of, jurisdiction, mark
from monitor.pages.reading.record_words import concern_kind, measure_kind, plain, stage_of, state_of, type_of
from monitor.pages.reading.rules_told import rule_told
from monitor.pages.reading.schemes_told import scheme_told
from monitor.pages.reading.values_told import value_told
from monitor.pages.retelling import retold
from monitor.pages.shown import opening
from monitor.settings import Settings

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)

PAGE_HEADERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Content-Security-Policy": _POLICY,
        # The address of a page may be all that it takes to use it.
        "Referrer-Policy": "no-referrer",
        # Where another language is spoken, that is said instead.
        "Content-Language": ENGLISH.code,
    }
)
"""Of every page: nothing is loaded, framed or told elsewhere."""

SCRIPTED: Final[Mapping[str, str]] = MappingProxyType(
    {"Content-Security-Policy": f"{_POLICY}; script-src 'self'; connect-src 'self'"}
)
"""Of a page with a script of ours as well, which asks this site alone."""

PRIVATE_HEADERS: Final[Mapping[str, str]] = MappingProxyType({"Cache-Control": "no-store", "X-Robots-Tag": "noindex"})
"""Of a page behind a token as well: nobody keeps it, nobody lists it."""


def private_page(
    request: Request,
    template: str,
    *,
    status: int = HTTPStatus.OK,
    headers: Mapping[str, str] | None = None,
    **values: object,
) -> Response:
    """A page behind a token; ``values`` are what its template takes."""
    content = rendered(template, root=root_of(request), **values)
    return Response(
        content,
        status_code=status,
        headers={**PAGE_HEADERS, **PRIVATE_HEADERS, **(headers or {})},
        media_type="text/html",
    )


def root_of(request: Request) -> str:
    """What the paths of pages begin with: the path that the service is reached under, and the language that was chosen.

    Empty where the service has a host of its own and nobody chose.
    """
    settings: Settings = request.app.state.service.settings
    return f"{urlsplit(settings.public_url).path}{speech().prefix}"


def rendered(template: str, **values: object) -> str:
    """The HTML of a template, in the language that is spoken.

    ``root`` is what the paths of pages begin with, as of ``root_of``; as ``house`` templates find the path that the
    service is reached under, whatever is spoken.
    """
    house = str(values.get("root", "")).removesuffix(speech().prefix)
    return _templates().get_template(template).render(house=house, **values)


def marked(code: str | None) -> Markup:
    """The attributes of an element whose words are in the language ``code``: none where all around it is."""
    return Markup("") if code is None or code == language().code else Markup(' lang="{}"').format(code)


def as_recorded(words: str, code: str | None = ENGLISH.code) -> Markup:
    """Words as they were put on record in the language ``code``, which is said where all around them is in another."""
    attributes = marked(code)
    return Markup('<span{} dir="auto">{}</span>').format(attributes, words) if attributes else escape(words)


@cache
def _templates() -> Environment:
    # `autoescape=True` rather than by file name: a name that ends otherwise would switch it off.
    environment = Environment(
        loader=PackageLoader("monitor.pages"),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.policies["ext.i18n.trimmed"] = True
    # Jinja itself fills in what messages hold.
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        lambda message: translations(language().code).gettext(message),
        lambda singular, plural, number: translations(language().code).ngettext(singular, plural, number),
        newstyle=True,
        pgettext=lambda context, message: translations(language().code).pgettext(context, message),
    )
    environment.globals |= {
        "asset": asset_path,
        "speech": speech,
        "interface_languages": LANGUAGES,
        "lang": marked,
        "drag_words": drag_words,
    }
    environment.globals |= {"drag_words": drag_words, "mark": mark, "flag_words": FLAGS, "kind_words": KINDS}
    environment.filters |= {"day": day_in_words, "instant": instant_in_words, "opening": opening}
    environment.filters |= {"dated": dated, "iso_day": iso_day, "moment": iso_moment, "plain": plain}
    environment.filters |= {"jurisdiction": jurisdiction, "type": type_of, "account": account_of}
    environment.filters |= {"state": state_of, "stage": stage_of, "measure_kind": measure_kind}
    environment.filters |= {"concern_kind": concern_kind, "value": value_told, "field": field_told}
    environment.filters |= {"rule": rule_told, "scheme": scheme_told, "as_recorded": as_recorded}
    environment.filters |= {"possibly": possibly, "retold": retold}
    return environment
