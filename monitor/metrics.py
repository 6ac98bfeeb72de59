"""Figures for those who run the service, in Prometheus' text form: one function for each thing that happens.

Times are seconds. Labels hold words from closed sets, never ids or paths, so that the number of series stays small.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from math import inf

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from monitor.watching.parts import Pulse

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
"""What ``exposition`` is, as a Content-Type header says it."""

# Not the library's global one, which any dependency may add to.
_REGISTRY = CollectorRegistry()
ProcessCollector(registry=_REGISTRY)

_PREFIX = "reform_monitor"
_REQUEST_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_WORK_BUCKETS = (0.005, 0.025, 0.1, 0.5, 1, 5, 10, 60, 300)

_appends = Counter(f"{_PREFIX}_appends", "Appends put on record.", registry=_REGISTRY)
_events = Counter(f"{_PREFIX}_events", "Events put on record.", registry=_REGISTRY)
_refusals = Counter(
    f"{_PREFIX}_append_refusals", "Appends refused, by kind of problem.", ["reason"], registry=_REGISTRY
)
_replays = Counter(f"{_PREFIX}_append_replays", "Appends answered from the record: repeats.", registry=_REGISTRY)
_contention = Counter(
    f"{_PREFIX}_append_contentions", "Times a writer had to decide again since another was first.", registry=_REGISTRY
)
_projected_appends = Counter(f"{_PREFIX}_projected_appends", "Appends taken into the read model.", registry=_REGISTRY)
_projected_events = Counter(f"{_PREFIX}_projected_events", "Events taken into the read model.", registry=_REGISTRY)
_projection_time = Histogram(
    f"{_PREFIX}_projection_seconds",
    "Time to take a run of appends into the read model.",
    buckets=_WORK_BUCKETS,
    registry=_REGISTRY,
)
_projection_failures = Counter(f"{_PREFIX}_projection_failures", "Times the projector stopped.", registry=_REGISTRY)
_behind = Gauge(f"{_PREFIX}_behind_positions", "Positions on record, not yet in the read model.", registry=_REGISTRY)
_rebuilds = Counter(f"{_PREFIX}_rebuilds", "Generations of the read model filled and switched in.", registry=_REGISTRY)
_rebuild_time = Gauge(f"{_PREFIX}_last_rebuild_seconds", "How long the last rebuild took.", registry=_REGISTRY)
_keys_refused = Counter(f"{_PREFIX}_keys_refused", "Requests with a key that does not work.", registry=_REGISTRY)
_listeners = Gauge(f"{_PREFIX}_stream_listeners", "Listeners to the stream of events.", registry=_REGISTRY)
_listeners_cut = Counter(
    f"{_PREFIX}_stream_listeners_cut", "Listeners cut, since they took nothing for too long.", registry=_REGISTRY
)
_requests = Histogram(
    f"{_PREFIX}_request_seconds",
    "Time to answer a request, by route (its template, not its path), method and status.",
    ["route", "method", "status"],
    buckets=_REQUEST_BUCKETS,
    registry=_REGISTRY,
)

_look_failures = Counter(
    f"{_PREFIX}_look_failures", "Times a part failed to do what it looks after.", ["part"], registry=_REGISTRY
)
_part_age = Gauge(
    f"{_PREFIX}_part_age_seconds",
    "Time since a part last ended a look well, in whichever process; +Inf if never.",
    ["part"],
    registry=_REGISTRY,
)
_part_stalled = Gauge(
    f"{_PREFIX}_part_stalled", "1 where that is longer than it may be, else 0.", ["part"], registry=_REGISTRY
)
_undelivered = Gauge(
    f"{_PREFIX}_oldest_undelivered_seconds",
    "How long the longest waiting message that could be delivered has waited; 0 where none waits.",
    ["channel"],
    registry=_REGISTRY,
)
_messages = Gauge(f"{_PREFIX}_messages", "Messages that have come to no end yet.", ["state"], registry=_REGISTRY)
_refused = Gauge(f"{_PREFIX}_refused_letters", "Letters of the last 7 days, refused for good.", registry=_REGISTRY)
_canary_age = Gauge(
    f"{_PREFIX}_canary_age_seconds", "Time since the last canary arrived; +Inf if never.", registry=_REGISTRY
)
# Unknown until the database was asked for the first time.
_canary_age.set(float("nan"))

_METHODS = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"})


def events_appended(events: int) -> None:
    """One append of this many events was put on record."""
    _appends.inc()
    _events.inc(events)


def append_refused(reason: str) -> None:
    """An append was refused; ``reason`` is the slug of the problem."""
    _refusals.labels(reason).inc()


def append_replayed() -> None:
    """A repeated request was answered with its first result."""
    _replays.inc()


def head_moved() -> None:
    """A writer was overtaken and decided again."""
    _contention.inc()


def projected(appends: int, events: int, seconds: float) -> None:
    """The projector took these appends into the read model in one run."""
    _projected_appends.inc(appends)
    _projected_events.inc(events)
    _projection_time.observe(seconds)


def projection_failed() -> None:
    """The projector stopped at an event and will not pass it."""
    _projection_failures.inc()


def behind(positions: int) -> None:
    """How many positions are on record that the read model does not know yet."""
    _behind.set(positions)


def rebuilt(seconds: float) -> None:
    """A new generation of the read model was filled and switched in."""
    _rebuilds.inc()
    _rebuild_time.set(seconds)


def key_refused() -> None:
    """A request came with a key that is malformed, unknown, revoked or past its last day."""
    _keys_refused.inc()


def listener_came() -> None:
    """Somebody began to listen to the stream of events."""
    _listeners.inc()


def listener_left() -> None:
    """A listener left, or was made to."""
    _listeners.dec()


def listener_cut() -> None:
    """A listener took nothing for so long that its connection was dropped."""
    _listeners_cut.inc()


def request_served(route: str | None, method: str, status: int, seconds: float) -> None:
    """A request was answered; ``route`` is the template that matched (``/v1/events/{id}``), None where none did.

    ``seconds`` is until the answer was complete, or begun where it lasts until somebody leaves.
    """
    _requests.labels(route or "unmatched", method if method in _METHODS else "other", str(status)).observe(seconds)


def look_failed(part: str) -> None:
    """A part of the work beside the answers failed."""
    _look_failures.labels(part).inc()


def work_seen(
    parts: Iterable[Pulse],
    oldest: Mapping[str, timedelta | None],
    messages: Mapping[str, int],
    canary: timedelta | None,
    refused: int,
) -> None:
    """How the work beside the answers goes, in all processes together.

    Args:
        parts: each part.
        oldest: channel -> how long its longest waiting message has waited.
        messages: state -> how many messages are in it.
        canary: how long ago the last one arrived.
        refused: how many letters of the last days were refused for good.
    """
    for part in parts:
        _part_age.labels(part.part).set(part.age.total_seconds() if part.age is not None else inf)
        _part_stalled.labels(part.part).set(part.stalled)
    for channel, wait in oldest.items():
        _undelivered.labels(channel).set(wait.total_seconds() if wait is not None else 0)
    for state, many in messages.items():
        _messages.labels(state).set(many)
    _refused.set(refused)
    _canary_age.set(canary.total_seconds() if canary is not None else inf)


def exposition() -> bytes:
    """All figures of this process, to be sent as ``CONTENT_TYPE``."""
    return generate_latest(_REGISTRY)
