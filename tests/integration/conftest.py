"""What several folders of these tests need."""

from collections.abc import Iterator

import pytest

from tests.integration.receiver import Receiver, receiving


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A receiver of webhooks on loopback."""
    with receiving() as found:
        yield found
