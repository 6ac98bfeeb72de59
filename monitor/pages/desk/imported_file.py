"""A file that staff import: read as the command line and the API read theirs, every fault with its line."""

import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from events.strict_json import MalformedJson
from monitor.api.batches import read_batch
from monitor.api.problems import Problem
from monitor.api.request_bodies import JSON_TYPE, LINES_TYPE, Body
from monitor.bootstrap import Service
from monitor.dossiers.loading import HEAD
from monitor.dossiers.problems import DossierInvalid
from monitor.drafting.draft import Content
from monitor.import_plan import ChangedSince, UnreadableFile, WrongReferences, plan
from monitor.importing import check
from monitor.intake.refusals import InvalidEvents
from monitor.languages.language import ENGLISH
from monitor.languages.phrases import gettext as _
from monitor.pages.desk.uploads import Upload
from monitor.pages.shown import opening

_JSON: Final = {".json": JSON_TYPE, ".ndjson": LINES_TYPE, ".jsonl": LINES_TYPE}
_YAML: Final = frozenset({".yaml", ".yml"})
_TABLE: Final = ".csv"
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to put right: the file, the line in it or number of the event (``None``: the whole), the field.

    ``language`` is the one that ``words`` are in, which is English for whatever the checks say; ``None`` is that of the
    page.
    """

    file: str
    line: int | None
    place: str
    words: str
    language: str | None = ENGLISH.code


class FileRefused(Exception):
    """The file is not imported; ``faults`` says all that is to be put right."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        super().__init__("the file is not in order")
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Read:
    """What a file would append, and what it is called."""

    title: str
    content: Content


def read_file(service: Service, file: Upload, mapping: Upload | None, recorded_by: str, *, notify: bool) -> Read:
    """What a file would append, in order in shape and in what it refers to; nothing is stored.

    Raises:
        FileRefused: with every fault.
    """
    suffix = Path(file.name).suffix.lower()
    if suffix in _JSON:
        if mapping is not None:
            raise _whole(file.name, _("Only a CSV table takes a mapping of its columns."))
        return _batch(service, file, _JSON[suffix], recorded_by, notify=notify)
    if suffix in _YAML or suffix == _TABLE:
        return _planned(service, file, mapping, notify=notify)
    raise _whole(file.name, _("A file of events ends in .ndjson, .json, .yaml or .csv."))


def _batch(service: Service, file: Upload, media_type: str, recorded_by: str, *, notify: bool) -> Read:
    try:
        batch = read_batch(service, Body(file.content, media_type), recorded_by)
    except InvalidEvents as error:
        raise FileRefused(Fault(file.name, one.line, one.pointer, one.detail) for one in error.refusals) from error
    except MalformedJson as error:
        raise FileRefused([Fault(file.name, error.line, "", str(error))]) from error
    except Problem as error:
        faults = [Fault(file.name, one.line, one.pointer or "", one.detail) for one in error.errors]
        raise FileRefused(faults or [Fault(file.name, None, "", error.detail)]) from error
    return Read(file.name, Content(tuple(batch.drafts), file=file.name, notify=notify))


def _planned(service: Service, file: Upload, mapping: Upload | None, *, notify: bool) -> Read:
    for one in filter(None, (file, mapping)):
        if _NAME.fullmatch(one.name) is None or one.name == HEAD:
            words = _("A file is called by letters, digits, hyphens and full stops; dossier.yaml holds no events.")
            raise _whole(one.name, words)
    # The files are read from disk, as those of the command line are.
    with tempfile.TemporaryDirectory() as folder:
        paths = [_written(folder, one) if one is not None else None for one in (file, mapping)]
        try:
            (planned,) = plan(str(paths[0]), paths[1])
            most = service.settings.max_batch_events
            if len(planned.append.events) > most:
                words = _("A file holds at most %(number)s events; import it in parts.", number=most)
                raise _whole(file.name, words)
            check(service, [planned])
        except (DossierInvalid, WrongReferences) as error:
            raise FileRefused(Fault(one.file, one.line, one.where, one.message) for one in error.problems) from error
        except UnreadableFile as error:
            raise _whole(file.name, opening(error.reason), ENGLISH.code) from error
        except ChangedSince as error:
            raise _whole(file.name, opening(str(error)), ENGLISH.code) from error
    events: tuple[dict[str, Any], ...] = planned.append.events
    content = Content(events, file=planned.append.file, dossier=planned.dossier, notify=notify)
    return Read(planned.append.title, content)


def _written(folder: str, one: Upload) -> Path:
    path = Path(folder) / one.name
    path.write_bytes(one.content)
    return path


def _whole(file: str, words: str, language: str | None = None) -> FileRefused:
    return FileRefused([Fault(file, None, "", words, language)])
