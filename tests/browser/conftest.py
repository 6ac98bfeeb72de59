"""One browser and one served record for all that only look; a copy of the record for each test that writes."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from events.sql import make_engine
from tests.browser.chromium import chromium
from tests.browser.site import Site, put_kazakhstan_on_record, site
from tests.browser.visit import Visit, visit

Visiting = Callable[..., Visit]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The browser. It ends with this folder: tests of others begin event loops of their own."""
    with chromium() as found:
        yield found


@pytest.fixture(scope="package")
def record(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the Kazakhstan dossier, to copy."""
    folder = tmp_path_factory.mktemp("record")
    file = folder / "reform-monitor.db"
    file.write_bytes(sqlite_template.read_bytes())
    engine = make_engine(f"sqlite:///{file}")
    put_kazakhstan_on_record(engine, folder)
    # The file alone holds everything once nobody has it open.
    engine.dispose()
    return file


@pytest.fixture(scope="package")
def kazakhstan(record: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The dossier, served to those that change nothing."""
    with site(record, tmp_path_factory.mktemp("site")) as found:
        yield found


@pytest.fixture
def own_site(record: Path, tmp_path: Path) -> Iterator[Site]:
    """The dossier, served to one test that writes."""
    with site(record, tmp_path) as found:
        yield found


@pytest.fixture
def visiting(browser: Browser) -> Iterator[Visiting]:
    """Begins visits; the test fails where one of them met anything wrong."""
    visits: list[Visit] = []

    def begin(at: Site, *args: Any, **options: Any) -> Visit:
        visits.append(visit(browser, at.address, *args, **options))
        return visits[-1]

    yield begin
    for one in visits:
        one.close()
