"""Changes in the shape of the contract: what an append changed, or would change."""

from datetime import date

from monitor.answers.shape import Shape
from monitor.intake.news import Caused, News
from monitor.status.changes import core_shape


def change_shapes(news: News, recorded: bool = True) -> list[Shape]:  # noqa: FBT001, FBT002 - read as a sentence by callers
    """The contract's **change** of each change, by commitment and day.

    Args:
        news: what changed.
        recorded: whether the append is on record; the cause of a dry run has neither id nor position.
    """
    return [_change(one, recorded=recorded) for one in news.changes]


def _change(one: Caused, *, recorded: bool) -> Shape:
    change = one.change
    return {
        "commitment": one.commitment,
        "from": date.fromordinal(change.since).isoformat(),
        "to": date.fromordinal(change.until).isoformat() if change.until is not None else None,
        "before": core_shape(change.before),
        "after": core_shape(change.after),
        "cause": {
            "kind": one.kind,
            "event": one.event if recorded else None,
            "position": one.position if recorded else None,
        },
        "current": change.current,
    }
