"""Records that mail and send webhooks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.integration.mail.lettered import MAIL, Mailing, mailing_of
from tests.integration.receiver import Receiver
from tests.integration.webhooks.hooked import hooked


@pytest.fixture
def mail(engine: Engine, tmp_path: Path, receiver: Receiver) -> Iterator[Mailing]:
    """A record that mails, and sends webhooks to the receiver, on each engine in turn."""
    with mailing_of(hooked(engine, tmp_path, receiver, **MAIL)) as found:
        yield found
