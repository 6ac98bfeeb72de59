"""A draft in somebody's hands: what it would change, who may do what about it, and doing it."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from fastapi import Request, Response

from monitor.answers.shape import Shape
from monitor.bootstrap import Service
from monitor.drafting.draft import LONGEST_REMARK, Author, Content, Draft
from monitor.drafting.drafting import ChangedMeanwhile, NotYours
from monitor.intake.intake import TooBusy
from monitor.intake.refusals import IntakeRefusal, InvalidEvents, Refusal
from monitor.languages.phrases import N_, gettext
from monitor.pages.desk.answering import desk_page, gone_to
from monitor.pages.desk.content_on_record import content_now, target_of
from monitor.pages.desk.correction import correction_differences
from monitor.pages.desk.differences import Difference
from monitor.pages.desk.forms.form import CORRECTION, form_for
from monitor.pages.desk.forms.mistakes import Mistake, as_told
from monitor.pages.desk.forms.read_out import Line, read_out
from monitor.pages.desk.putting import Foretold, NeedsSecond, NotAsShown, foretell, key_of_draft, put, request_of
from monitor.pages.retelling import retold
from monitor.staff.account import Staff

MOST_EVENTS: Final = 20
"""So many events of a file are listed."""

_WITH_WORDS: Final = N_("Say in words what has to be changed first.")
_MEANWHILE: Final = N_(
    "Nothing was done: the draft was changed, sent back, appended or withdrawn meanwhile. Look again."
)
_NOT_YOURS: Final = N_("Nothing was done: that is for somebody else to do about this draft.")
_CHANGED: Final = N_("Nothing is on record: it would change something else by now. Look again, and append it then.")
_SECOND: Final = N_("Nothing is on record: somebody other than its author has to look at it first.")
_BUSY: Final = N_("Nothing is on record: others append at this moment. Try again.")


@dataclass(frozen=True, slots=True)
class Held:
    """A draft with its page."""

    request: Request
    service: Service
    staff: Staff
    draft: Draft

    @property
    def who(self) -> Author:
        """Whoever looks at it."""
        return Author(self.staff.id, self.staff.name)

    def page(
        self, notice: str = "", status: HTTPStatus = HTTPStatus.OK, words: str = "", *, done: bool = False
    ) -> Response:
        """The draft with what it would change; ``words`` are those that were typed to send it back."""
        draft, content = self.draft, self.draft.content
        foretold, wrong = self._foretold(content) if content is not None else (None, ())
        event = content.event if content is not None else None
        target = target_of(self.service.reader, event) if event is not None else None
        needs_second = foretold is None or bool(foretold.reasons)
        return desk_page(
            self.request,
            self.staff,
            "draft.html",
            status=status,
            draft=draft,
            notice=notice,
            done=done,
            words=words,
            foretold=foretold,
            wrong=wrong,
            events=_told(content.events[:MOST_EVENTS]) if content is not None else (),
            many=draft.events,
            target=target,
            differing=self._differing(content, target) if content is not None else None,
            may_change=draft.may_be_changed_by(self.who),
            may_edit=draft.may_be_changed_by(self.who) and content is not None and content.event is not None,
            may_review=draft.may_be_reviewed_by(self.who),
            may_append=foretold is not None and draft.may_be_appended_by(self.who, needs_second=needs_second),
        )

    def do(self, fields: Mapping[str, str]) -> Response:
        """What the button that was pressed asks for."""
        drafting = self.service.drafting
        if fields.get("version") != str(self.draft.version):
            return self._meanwhile()
        try:
            match fields.get("do", ""):
                case "append":
                    return self._appended(fields.get("shown", ""))
                case "send-back":
                    words = fields.get("words", "").strip()[:LONGEST_REMARK]
                    if not words:
                        return self.page(gettext(_WITH_WORDS), HTTPStatus.UNPROCESSABLE_ENTITY)
                    drafting.send_back(self.draft, self.who, words)
                case "withdraw":
                    drafting.withdraw(self.draft, self.who)
                case _:
                    return self.page(gettext("Nothing was done: press one of the buttons."), HTTPStatus.BAD_REQUEST)
        except NotYours:
            return self.page(gettext(_NOT_YOURS), HTTPStatus.FORBIDDEN)
        except ChangedMeanwhile:
            return self._meanwhile()
        return gone_to(self.request, f"/desk/drafts/{self.draft.id}?done=yes")

    def _appended(self, seen: str) -> Response:
        content = self.draft.content
        if content is None or self.draft.state != "open":
            return self._meanwhile()
        second = self.draft.may_be_reviewed_by(self.who)
        key = key_of_draft(self.draft, content)
        try:
            number = put(self.service, content, self.who, key, seen, second=second)
        except NotAsShown:
            return self.page(gettext(_CHANGED), HTTPStatus.CONFLICT)
        except NeedsSecond:
            return self.page(gettext(_SECOND), HTTPStatus.FORBIDDEN)
        except TooBusy:
            return self.page(gettext(_BUSY), HTTPStatus.SERVICE_UNAVAILABLE)
        except IntakeRefusal as error:
            status = HTTPStatus.UNPROCESSABLE_ENTITY if isinstance(error, InvalidEvents) else HTTPStatus.CONFLICT
            return self.page(gettext("Nothing is on record: what is wrong stands below."), status)
        self.service.drafting.appended(self.draft, self.who, number)
        return gone_to(self.request, f"/desk/appends/{number}?done=appended")

    def _meanwhile(self) -> Response:
        now = Held(self.request, self.service, self.staff, self.service.drafting.one(self.draft.id))
        return now.page(gettext(_MEANWHILE), HTTPStatus.CONFLICT)

    def _foretold(self, content: Content) -> tuple[Foretold | None, tuple[Mistake, ...]]:
        try:
            return foretell(self.service, request_of(self.service, content, self.staff.id)), ()
        except InvalidEvents as error:
            many = len(content.events) > 1
            return None, tuple(_wrong(one, one.line if many else None) for one in error.refusals)
        except IntakeRefusal as error:
            return None, (as_told(str(error)),)

    def _differing(self, content: Content, target: Shape | None) -> tuple[Difference, ...] | None:
        """What differs, where it is a correction."""
        if content.event is None or target is None or content.event["type"] != CORRECTION:
            return None
        return correction_differences(content_now(self.service.reader, target), content.event)


def _wrong(refusal: Refusal, number: int | None) -> Mistake:
    """What is wrong at a place of the event of that number, if there are several."""
    place = refusal.pointer or gettext("the event")
    label = gettext("Event %(number)s, %(place)s", number=number, place=place) if number else place
    told = retold(refusal.detail)
    return Mistake("", label, told, shared=told == refusal.detail)


def _told(events: tuple[dict[str, Any], ...]) -> list[dict[str, Any]]:
    return [
        {
            "title": event.get("title") or "",
            "type": str(event.get("type", "")),
            "language": event.get("language") or "en",
            "facts": _facts(event),
        }
        for event in events
    ]


def _facts(event: dict[str, Any]) -> tuple[Line, ...]:
    try:
        data = event.get("data")
        target = data.get("target") if isinstance(data, dict) else None
        return read_out(form_for(event, str(target) if target is not None else None), event)
    except KeyError:  # of a type that a file has and there is none of
        return ()
