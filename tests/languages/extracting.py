"""Brings the catalogues up to what the code says: ``python -m tests.languages.extracting``, by ``make catalogues``.

Each part of the pages has a catalogue of its own in each language. What is new stands in it without a translation, and
what nothing says any more is gone.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.pofile import read_po, write_po

from monitor.languages.language import ENGLISH, LANGUAGES

ROOT: Final = Path(__file__).parents[2]
LOCALE: Final = ROOT / "monitor/languages/locale"

PARTS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "board": (
            "monitor/charts/*.py",
            "monitor/languages/possibly.py",
            "monitor/pages/reading/*board*.py",
            "monitor/pages/reading/*account*.py",
            "monitor/pages/reading/*words.py",
            "monitor/pages/reading/{asked,change_days,citing,compare,home,labels,refusing,row_lines,sentences,strips,through_time}.py",
            "monitor/pages/templates/reading/*board*.html",
            "monitor/pages/templates/reading/{about_line,account_line,accounts_over_time,citing,compare,embedded,home,page,parts,refused,stands_line}.html",
            "monitor/pages/templates/reading/through_time*.html",
        ),
        "writing": (
            "monitor/pages/desk/forms/*.py",
            "monitor/pages/desk/{correction,content_on_record,differences,drafts,event_acts,event_on_record}.py",
            "monitor/pages/desk/{held_draft,moves,new_event,putting,second_person,sheet}.py",
            "monitor/pages/templates/desk/{append,draft,drafts,event,event-form,event-types,events,fields,find-event,preview}.html",
        ),
        "desk": ("monitor/pages/desk/*.py", "monitor/pages/templates/desk/*.html"),
        "record": ("monitor/pages/reading/*.py", "monitor/pages/templates/reading/*.html"),
        "subscribing": ("monitor/alerting/in_words.py", "monitor/pages/*.py", "monitor/pages/templates/*.html"),
        "takeaway": ("monitor/pages/takeaway/*.py", "monitor/takeaway/*.py"),
    }
)
"""What each part is called, and whose words it has; a file belongs to the first part that names it."""

TRANSLATED: Final = tuple(code for code in LANGUAGES if code != ENGLISH.code)

_JINJA = {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}
_WIDTH = 118


def said(part: str) -> Catalog:
    """What the code of a part says, without translations."""
    found = Catalog(domain=part, project="Reform Monitor")
    for path in _files(part):
        method, options = ("jinja2", _JINJA) if path.suffix == ".html" else ("python", {})
        for _, message, comments, context in extract_from_file(
            method, path, keywords=DEFAULT_KEYWORDS, comment_tags=("Translators:",), options=options
        ):
            found.add(message, locations=[(str(path.relative_to(ROOT)), 0)], auto_comments=comments, context=context)
    return found


def place(code: str, part: str) -> Path:
    """Where the catalogue of a part in a language lies."""
    return LOCALE / code / f"{part}.po"


def kept(code: str, part: str) -> Catalog:
    """The catalogue of a part in a language, as translators keep it; empty where there is none yet."""
    path = place(code, part)
    if not path.exists():
        return Catalog(locale=code, domain=part, project="Reform Monitor")
    with path.open("rb") as file:
        return read_po(file, locale=code, domain=part, abort_invalid=True)


def _files(part: str) -> Iterator[Path]:
    return (path for path, owner in sorted(_owners().items()) if owner == part)


@cache
def _owners() -> Mapping[Path, str]:
    found: dict[Path, str] = {}
    for part, patterns in PARTS.items():
        for pattern in chain.from_iterable(map(_alternatives, patterns)):
            for path in ROOT.glob(pattern):
                found.setdefault(path, part)
    return found


def _alternatives(pattern: str) -> Iterator[str]:
    """A pattern for each name in its braces, as shells have it."""
    before, brace, rest = pattern.partition("{")
    if not brace:
        yield pattern
        return
    names, _, after = rest.partition("}")
    yield from (f"{before}{name}{after}" for name in names.split(","))


def main() -> None:
    """Write every catalogue anew."""
    for part in PARTS:
        template = said(part)
        for code in TRANSLATED:
            catalogue = kept(code, part)
            catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
            path = place(code, part)
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                file.write(_heading(catalogue).encode())
                write_po(
                    file, catalogue, width=_WIDTH,
                    omit_header=True, sort_by_file=True, ignore_obsolete=True, include_lineno=False,
                )  # fmt: skip


def _heading(catalogue: Catalog) -> str:
    """What tools for translators need to know; no dates, which would change with every run."""
    told = {
        "Language": str(catalogue.locale),
        "Plural-Forms": catalogue.plural_forms,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
    }
    lines = "".join(f'"{name}: {value}\\n"\n' for name, value in told.items())
    return f'msgid ""\nmsgstr ""\n{lines}\n'


if __name__ == "__main__":
    main()
