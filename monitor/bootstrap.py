"""The composition root: the one place that reads settings and makes engines, clocks and everything that uses them."""

import gc
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

import structlog
from sqlalchemy import Engine, make_url
from uuid_utils import uuid7

from alerts.beginning import Beginning
from alerts.bouncing import Bouncing
from alerts.canary import Canary
from alerts.confirming import Confirming
from alerts.digesting import Digesting
from alerts.erasing import Erasing
from alerts.expanding import Expanding
from alerts.identities import ULID_RANDOM_BYTES, message_id
from alerts.keyring import Keyring
from alerts.leaving import Leaving
from alerts.lifting import Lifting
from alerts.messaging import Messaging
from alerts.posting import Posting
from alerts.reminding import Reminding
from alerts.sealing import KEY_BYTES, Seal
from events.log import Log
from events.sql import make_engine, open_log
from migrations.upgrade import migrate
from monitor import metrics
from monitor.alerting.describing import Describing
from monitor.alerting.foreseeing import Foreseeing
from monitor.alerting.kept_key import kept_key
from monitor.alerting.subscribing import Subscribing
from monitor.announcing.announcer import Announcer
from monitor.answers.folds import Folds
from monitor.answers.outlines import Outlines
from monitor.answers.reader import Reader
from monitor.appending import Appending
from monitor.drafting.drafting import Drafting
from monitor.gather import Gather
from monitor.intake.deciding import Makers
from monitor.intake.intake import Intake
from monitor.readmodel.projector import Projector
from monitor.readmodel.rebuilding import is_outdated, rebuild
from monitor.settings import Settings
from monitor.staff.sessions import Lasting
from monitor.staff.signing_in import SigningIn
from monitor.waking import Waking
from monitor.watching.beats import Beats
from monitor.watching.sources import Sources
from monitor.watching.wellbeing import Wellbeing

SALT_BYTES = 16
SECRETS_KEY = "secrets-key"
"""The file in the data directory that keeps the key for secrets where no setting gives one."""


def utc_now() -> datetime:
    """The clock of the service."""
    return datetime.now(UTC)


_log = structlog.stdlib.get_logger("monitor.bootstrap")


@dataclass(frozen=True)
class Service:
    """Everything a process needs, made once and shared between its threads."""

    settings: Settings
    engine: Engine
    now: Callable[[], datetime] = utc_now

    @cached_property
    def log(self) -> Log:
        """The log."""
        return open_log(self.engine)

    @cached_property
    def gather(self) -> Gather:
        """Entries of the log, decoded once."""
        return Gather(self.log)

    @cached_property
    def reader(self) -> Reader:
        """What answers read from."""
        outlines = Outlines(self.engine, self.log, self.gather)
        folds = Folds(self.log, self.gather, self.settings.folds_at_once)
        return Reader(self.engine, self.log, self.gather, self.now, outlines, folds)

    @cached_property
    def announcer(self) -> Announcer:
        """Puts on record what there is to tell."""
        return Announcer(self.log, delay=timedelta(seconds=self.settings.send_delay))

    @cached_property
    def projector(self) -> Projector:
        """Keeps the generation that answers."""
        return Projector(self.engine, self.log, self.gather, announcer=self.announcer)

    @cached_property
    def appending(self) -> Appending:
        """Appends, and answers once the read model has passed them."""
        makers = Makers(now=self.now, new_id=lambda: str(uuid7()), new_salt=lambda: secrets.token_bytes(SALT_BYTES))
        intake = Intake(self.log, self.gather, makers, self.foreseeing.told)
        return Appending(self.log, self.gather, intake, self.projector, self.waking)

    @cached_property
    def waking(self) -> Waking:
        """Lets the parts of this process know that something was appended."""
        return Waking()

    @cached_property
    def foreseeing(self) -> Foreseeing:
        """Counts whom an append would be told."""
        return Foreseeing(self.engine, self.log, self.messaging, self.now, self.settings.public_url)

    @cached_property
    def describing(self) -> Describing:
        """What messages say of the record."""
        return Describing(self.reader, self.settings.public_url)

    @cached_property
    def secret_keys(self) -> tuple[bytes, ...]:
        """What secrets are sealed and tokens made with, the current key first."""
        return self.settings.sealing_keys or (kept_key(self.settings.data_dir / SECRETS_KEY, KEY_BYTES),)

    @cached_property
    def seal(self) -> Seal:
        """Seals the secrets of webhooks."""
        return Seal(self.secret_keys, secrets.token_bytes)

    @cached_property
    def keyring(self) -> Keyring:
        """Makes the tokens in what is mailed."""
        return Keyring(self.secret_keys)

    @cached_property
    def posting(self) -> Posting:
        """Writes to subscribers, owners of endpoints and staff."""
        return Posting(self._new_message_id, self.keyring, self.settings.staff_address)

    @cached_property
    def subscribing(self) -> Subscribing:
        """Begins, changes and ends subscriptions."""
        beginning = Beginning(secrets.token_bytes, lambda: self.seal, lambda: self.keyring)
        return Subscribing(self.engine, self.now, beginning, self.posting, self.settings.webhook_policy)

    @cached_property
    def confirming(self) -> Confirming:
        """Confirms addresses."""
        return Confirming(self.engine, self.now, self.keyring)

    @cached_property
    def lifting(self) -> Lifting:
        """Lets addresses be mailed again that took no mail."""
        return Lifting(self.engine, self.now, self.keyring)

    @cached_property
    def leaving(self) -> Leaving:
        """Ends subscriptions by the links in letters."""
        return Leaving(self.engine, self.now)

    @cached_property
    def messaging(self) -> Messaging:
        """Puts messages on record."""
        return Messaging(self.describing, self.keyring, self._new_message_id)

    @cached_property
    def expanding(self) -> Expanding:
        """Turns what there is to tell into messages."""
        return Expanding(self.engine, self.describing, self.messaging, self.now, self.posting)

    @cached_property
    def digesting(self) -> Digesting:
        """Makes digests."""
        spread = timedelta(seconds=self.settings.digest_spread)
        return Digesting(self.engine, self.describing, self.messaging, self.now, spread, self.posting)

    @cached_property
    def reminding(self) -> Reminding:
        """Reminds owners of endpoints that are disabled."""
        return Reminding(self.engine, self.posting, self.now)

    @cached_property
    def erasing(self) -> Erasing:
        """Erases what belonged to whoever has left."""
        return Erasing(self.engine, self.now)

    @cached_property
    def bouncing(self) -> Bouncing:
        """Takes in mail that came back."""
        return Bouncing(self.engine, self.keyring.bounce_keys, self.posting, self.now)

    @cached_property
    def signing_in(self) -> SigningIn:
        """Signs staff in and out."""
        lasting = Lasting(timedelta(seconds=self.settings.session_idle), timedelta(seconds=self.settings.session_whole))
        return SigningIn(self.engine, self.now, lasting, lambda: self.secret_keys[0])

    @cached_property
    def drafting(self) -> Drafting:
        """Keeps drafts of appends."""
        return Drafting(self.engine, self.now, lambda: str(uuid7()))

    @cached_property
    def beats(self) -> Beats:
        """Puts on record that the parts of the service are at work."""
        return Beats(self.engine, self.now)

    @cached_property
    def wellbeing(self) -> Wellbeing:
        """Tells how the work beside the answers goes."""
        return Wellbeing(self.engine, self.now)

    @cached_property
    def canary(self) -> Canary:
        """Makes the messages that the service sends to itself."""
        return Canary(self.engine, self.posting, self._new_message_id, self.now, self.settings.public_url)

    @cached_property
    def sources(self) -> Sources:
        """The sources that are watched."""
        return Sources(self.engine, self.log, self.posting, self.now)

    def _new_message_id(self, at: datetime) -> str:
        return message_id(at, secrets.token_bytes(ULID_RANDOM_BYTES))

    def migrate(self) -> None:
        """Bring the database to the newest revision; processes that start together wait for the first.

        A read model that an earlier version made otherwise is built anew, which takes minutes on a large record.
        """
        migrate(self.engine)
        if is_outdated(self.engine):
            _log.info("read_model_outdated", doing="builds it anew, in the shape of this version")
            started = time.perf_counter()
            rebuild(self.engine, self.log, self.gather)
            metrics.rebuilt(time.perf_counter() - started)


def calm_garbage_collector() -> None:
    """Let the collector look for cycles less often: decoded entries are many, live long and hold none.

    With the default thresholds a batch of 10,000 events spends a quarter of its time in vain searches.
    """
    gc.set_threshold(200_000, 50, 100)


def open_service(settings: Settings, now: Callable[[], datetime] = utc_now) -> Service:
    """A service on the database of these settings; nothing is connected to until it is used."""
    calm_garbage_collector()
    file = make_url(settings.database_url).database
    if settings.database_url.startswith("sqlite") and file:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    return Service(settings, make_engine(settings.database_url), now)
