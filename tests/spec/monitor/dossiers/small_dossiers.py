"""Small dossiers, complete and boring; a test replaces what it is about."""

from pathlib import Path

from monitor.dossiers.dossier import Dossier
from monitor.dossiers.loading import load_dossier
from monitor.dossiers.problems import DossierInvalid, Problem

HEAD = """\
dossier: kz-2010
title: Kazakhstan before its chairmanship
compiled: 2026-11-21
documents:
  steps:
    title: Steps taken
    publisher: kz-government
    account: government
    language: en
    published: "[2009-02-11..]"
appends: [1.yaml]
"""

APPEND = """\
append: The government's own account
defaults: {jurisdiction: KZ, language: en, account: government}
events:
"""

PLEDGE = """\
  - key: madrid-media
    type: commitment-made
    title: Kazakhstan undertakes to amend its media law
    occurred: 2007-12
    sources: [{document: steps, locator: "page 1"}]
    data:
      commitment: {id: kz-media-law, title: Amend the media law, kind: achieve, origin: pledge}
"""

AN_ID = "an id: lower-case letters and digits, joined by single hyphens, such as kz-media-law"
A_KIND = "one of 'achieve', 'uphold', 'recommendation' or 'watch'"


def written(folder: Path, head: str = HEAD, **appends: str) -> Path:
    """The folder with ``dossier.yaml`` and its appends, ``one="..."`` as ``1.yaml`` and so on."""
    (folder / "dossier.yaml").write_text(head, encoding="utf-8")
    names = {"one": "1.yaml", "two": "2.yaml"}
    for name, content in (appends or {"one": APPEND + PLEDGE}).items():
        (folder / names[name]).write_text(content, encoding="utf-8")
    return folder


def loaded(folder: Path, events: str, *, head: str = HEAD) -> Dossier:
    """The dossier whose only append holds these events."""
    return load_dossier(written(folder, head, one=APPEND + events))


def problems(folder: Path) -> tuple[Problem, ...]:
    """What is wrong with the dossier in the folder, nothing where it loads."""
    try:
        load_dossier(folder)
    except DossierInvalid as invalid:
        return invalid.problems
    return ()


def told(folder: Path, events: str) -> list[str]:
    """The problems of these events as printed; the first line of ``events`` is line 4."""
    return [str(problem) for problem in problems(written(folder, one=APPEND + events))]
