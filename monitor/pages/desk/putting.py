"""Putting what staff wrote on record: what a preview has shown and nothing else, alone or with a second person."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final
from uuid import uuid4

import orjson

from events.canonical import canonical
from events.sql.engines import reading
from monitor.answers.reader import Reader
from monitor.answers.views import Asked, resolve
from monitor.bootstrap import Service
from monitor.dossiers.dossier import DossierAppend
from monitor.drafting.draft import Author, Content, Draft
from monitor.drafting.review import Foreseen, needs_review
from monitor.import_plan import Planned
from monitor.intake.news import token_of
from monitor.intake.reading import read_draft, read_drafts
from monitor.intake.refusals import InvalidEvents, PreviewOutdated, Refusal
from monitor.intake.request import Key, Request
from monitor.keys.store import is_trusted_feed
from monitor.languages.phrases import gettext, ngettext
from monitor.pages.desk.moves import Moved, moved
from monitor.pages.desk.second_person import why_told

_DRAFTS: Final = "desk-drafts"
"""The credential of the idempotency keys of drafts, so that whoever appends one, it is appended once."""

_DIGITS = 16
_ONCE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Foretold:
    """What an append would do: headlines moved, people told, and why it needs a second person, if it does.

    ``delay`` is how long it waits before anybody is told, in words. ``shown`` stands for exactly this and for what
    would be appended; it comes back when that is done. ``token`` is the intake's own.
    """

    events: int
    moved: tuple[Moved, ...]
    told: int
    notify: bool
    reasons: tuple[str, ...]
    delay: str
    token: str
    shown: str


class NotAsShown(Exception):
    """What would be appended, or what it would do, is not what was looked at; ``foretold`` is what it would do now."""

    def __init__(self, foretold: Foretold) -> None:
        super().__init__("look at the preview again")
        self.foretold = foretold


class NeedsSecond(Exception):
    """It needs a second person, and there is none."""

    def __init__(self, foretold: Foretold) -> None:
        super().__init__("a second person has to look at it")
        self.foretold = foretold


def request_of(service: Service, content: Content, recorded_by: str) -> Request:
    """The append that is meant.

    Raises:
        IntakeRefusal: naming every place that is wrong; or nothing of the append to be undone still stands.
    """
    if content.undoing is not None:
        undoing = content.undoing
        found = service.appending.intake.retraction(undoing.append, undoing.reason, undoing.kind)
        if not found:
            nothing = f"append {undoing.append} holds no event that still stands"
            raise InvalidEvents([Refusal("", "nothing_to_retract", nothing)])
        return Request(tuple(read_drafts(enumerate(found, start=1))), recorded_by, content.notify)
    if content.event is not None:
        return Request((read_draft(content.event),), recorded_by, content.notify)
    drafts = tuple(read_drafts(enumerate(content.events, start=1)))
    return Request(drafts, recorded_by, content.notify, lines=tuple(range(1, len(drafts) + 1)))


def foretell(service: Service, request: Request) -> Foretold:
    """What an append would do; nothing is stored.

    Raises:
        IntakeRefusal: as appending it would.
    """
    _, news = service.appending.preview(request)
    changes = [(one.commitment, one.change) for one in news.changes]
    ids = sorted({commitment for commitment, _ in changes})
    foreseen, limits = Foreseen(ids, news.told), service.settings.review
    reasons = needs_review(foreseen, request.drafts, limits)
    token = token_of(news)
    return Foretold(
        events=len(request.drafts),
        moved=moved(changes, {**_titles(service.reader, ids), **_declared(request.drafts)}, service.now().date()),
        told=news.told,
        notify=request.notify,
        reasons=tuple(why_told(one.why, foreseen, limits) for one in reasons),
        delay=delay_of(service, request.recorded_by),
        token=token,
        shown=f"{token}.{_digest(request)}",
    )


def delay_of(service: Service, recorded_by: str) -> str:
    """How long what somebody appends waits before anybody is told, in words; empty for trusted feeds, told at once."""
    with reading(service.engine) as connection:
        seconds = 0 if is_trusted_feed(connection, recorded_by) else service.settings.send_delay
    minutes, rest = divmod(seconds, 60)
    if not seconds:
        return ""
    if rest:
        return ngettext("%(number)s second", "%(number)s seconds", seconds)
    return ngettext("%(number)s minute", "%(number)s minutes", minutes) if minutes > 1 else gettext("a minute")


def put(service: Service, content: Content, by: Author, key: Key, shown: str, *, second: bool) -> int:
    """Append what was looked at, once for each key; the number of the append.

    Args:
        service: where to.
        content: what to append.
        by: who does; recorded.
        key: repeated, it answers with the first append.
        shown: what the preview gave that was looked at.
        second: whether ``by`` is a second person.

    Raises:
        NotAsShown, NeedsSecond: nothing is stored.
        IntakeRefusal, TooBusy: likewise.
    """
    if service.log.idempotency(key.credential, key.route, key.key) is not None:
        # What is on record would be refused as a second one of its kind.
        drafts = tuple(content.events) if content.undoing is None else ()
        return service.appending.append(Request(drafts, by.id, key=key)).record.number
    request = request_of(service, content, by.id)
    foretold = foretell(service, request)
    if foretold.shown != shown:
        raise NotAsShown(foretold)
    if foretold.reasons and not second:
        raise NeedsSecond(foretold)
    try:
        done = service.appending.append(replace(request, preview_token=foretold.token, key=key))
    except PreviewOutdated as error:
        raise NotAsShown(foretell(service, request)) from error
    return done.record.number


def once_of(fields: Mapping[str, str]) -> str:
    """What a form was opened under, to be posted back; a new one where it brings none that could be ours."""
    given = fields.get("once", "")
    return given if _ONCE.fullmatch(given) else str(uuid4())


def key_of_form(once: str, by: Author, content: Content) -> Key:
    """The key of a form that was opened once, however often it is posted."""
    return Key(by.id, "/desk/events", once, _told(content))


def key_of_draft(draft: Draft, content: Content) -> Key:
    """The key of a draft, whoever appends it; that of an import, where any other import shares the append."""
    if content.dossier is not None and content.file is not None:
        return Planned(content.dossier, DossierAppend(draft.title, content.file, content.events)).key
    return Key(_DRAFTS, "/desk/drafts", draft.id, _told(content))


def _told(content: Content) -> bytes:
    return orjson.dumps(asdict(content), option=orjson.OPT_SORT_KEYS)


def _digest(request: Request) -> str:
    return hashlib.sha256(canonical([list(request.drafts), request.notify])).hexdigest()[:_DIGITS]


def _titles(reader: Reader, ids: Sequence[str]) -> dict[str, str]:
    view = resolve(reader.log, Asked(), reader.now(), None)
    with reader.probes() as probes:
        found = probes.probe("definition", ids, view.day, view.through)
    return {one: body["content"]["title"] for one, body in found.items()}


def _declared(drafts: Sequence[dict[str, Any]]) -> dict[str, str]:
    made = (draft["data"].get("commitment") for draft in drafts)
    return {one["id"]: one["title"] for one in made if isinstance(one, dict)}
