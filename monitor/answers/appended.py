"""What an append answers: the event or the batch with what it changed, and the same of one that is only tried out."""

from events.appends import AppendRecord, NewAppend
from monitor.answers.changes import change_shapes
from monitor.answers.event_shapes import preview_shapes
from monitor.answers.events import event_shape
from monitor.answers.reader import Reader
from monitor.answers.shape import Shape
from monitor.answers.views import Asked, resolve
from monitor.intake.news import News, token_of


def event_answer(reader: Reader, record: AppendRecord, news: News) -> Shape:
    """The contract's answer to one event: ``{event, changes, view}``, the same whenever it is asked for again."""
    (event,) = event_shape(reader, reader.log.at([record.last_position]), record.last_position)
    # The day it was recorded, so that a repeat on a later day answers alike.
    view = resolve(reader.log, Asked(known_at=str(record.last_position)), record.recorded_at, event["jurisdiction"])
    return {"event": event, "changes": change_shapes(news), "view": view.shown()}


def batch_answer(reader: Reader, record: AppendRecord, news: News) -> Shape:
    """The contract's answer to a batch: ``{append, first_position, last_position, ids, changes}``."""
    before, through = record.first_position - 1, record.last_position
    return {
        "append": record.number,
        "first_position": record.first_position,
        "last_position": record.last_position,
        "ids": [one.id for one in reader.log.read(after=before, through=through, limit=through - before)],
        "changes": change_shapes(news),
    }


def preview_answer(reader: Reader, new: NewAppend, news: News, *, single: bool) -> Shape:
    """The same answers of an append that is not on record: what the log would make is null; with ``preview_token``."""
    events, changed = preview_shapes(new), {"changes": change_shapes(news, recorded=False)}
    if single:
        now = resolve(reader.log, Asked(), reader.now(), events[0]["jurisdiction"])
        shape: Shape = {"event": events[0], **changed, "view": now.shown()}
    else:
        unmade = dict.fromkeys(("append", "first_position", "last_position"))
        shape = {**unmade, "ids": [None] * len(events), **changed}
    return {**shape, "preview_token": token_of(news), "told": news.told}
