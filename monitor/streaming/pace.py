"""How fast the stream of events goes, and how much it bears."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pace:
    """The times of a stream, in seconds, and its sizes.

    Attributes:
        look_s: between looks at the end of the log, one for all who listen.
        heartbeat_s: between comments, so that no proxy takes a quiet stream for a dead one.
        patience_s: for how long a listener may take nothing before it is cut.
        grace_s: for how long a stream that the service ends may still be taken.
        again_s: after a failure, how long until the next try: ours of a page, and the client's of the whole stream.
        page: the most events that are held for one listener.
        listeners: the most that one process serves at a time.
    """

    look_s: float = 0.5
    heartbeat_s: float = 15
    patience_s: float = 15
    grace_s: float = 0.5
    again_s: float = 3
    page: int = 100
    listeners: int = 200


PACE = Pace()
"""Half a second is soon for events that are typed by hand; half a minute of silence is more than some proxies bear."""
