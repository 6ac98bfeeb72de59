"""What pages ask of the service, and nothing more."""

from datetime import datetime
from typing import Literal, Protocol

from alerts.destinations import Destination, Subscription
from alerts.wishes import Wishes


class Confirmation(Protocol):
    """A request to confirm an address.

    ``subscription`` is None where it is the contact of an endpoint. A used token says what it was used for.
    """

    @property
    def state(self) -> Literal["open", "used", "expired"]:
        """``used`` from the first confirmation on, ``expired`` seven days after it was mailed unused."""

    @property
    def to(self) -> str:
        """The address."""

    @property
    def subscription(self) -> Subscription | None:
        """What is to be sent there."""


class Leave(Protocol):
    """What one leave link ends."""

    @property
    def subscriptions(self) -> tuple[Subscription, ...]:
        """Exactly those it names, as they are now."""

    @property
    def undo_until(self) -> datetime | None:
        """Until when leaving can be undone; None where there is nothing to undo, or it is too late."""


class Confirms(Protocol):
    """Confirms addresses. Each answer is None where the token is unknown."""

    def look(self, token: str) -> Confirmation | None:
        """What a token confirms; changes nothing."""

    def confirm(self, token: str) -> Confirmation | None:
        """Confirm; with a used or expired token nothing happens."""


class Leaves(Protocol):
    """Ends subscriptions by their leave links. Each answer is None where the token is unknown."""

    def look(self, token: str) -> Leave | None:
        """What a token ends; changes nothing."""

    def leave(self, token: str) -> Leave | None:
        """End them; done twice it is done."""

    def undo(self, token: str) -> Leave | None:
        """Take them up again, where that is still possible."""


class Manages(Protocol):
    """Changes subscriptions for whoever has the token of their destination."""

    def managed(self, token: str) -> tuple[Destination, list[Subscription]] | None:
        """The destination with all its subscriptions, the oldest first; None where the token is unknown."""

    def change(self, identity: str, wishes: Wishes) -> None:
        """Change what is asked for. An hour, weekday or zone that differs from before becomes the destination's."""

    def pause(self, of: Subscription) -> None:
        """Tell nothing until it is resumed."""

    def resume(self, of: Subscription) -> None:
        """Take it up again."""

    def end(self, of: Subscription, reason: str) -> None:
        """End it for good."""


class Alerting(Protocol):
    """The part of the service that pages speak to."""

    @property
    def confirming(self) -> Confirms:
        """Confirms addresses."""

    @property
    def leaving(self) -> Leaves:
        """Ends subscriptions by their leave links."""

    @property
    def subscribing(self) -> Manages:
        """Changes subscriptions."""
