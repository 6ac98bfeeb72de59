"""Records that may send webhooks to a receiver on loopback."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.integration.api.served import Api
from tests.integration.receiver import Receiver
from tests.integration.webhooks.hooked import hooked


@pytest.fixture
def api(engine: Engine, tmp_path: Path, receiver: Receiver) -> Api:
    """A record on each engine in turn, with one pledge."""
    return hooked(engine, tmp_path, receiver)
