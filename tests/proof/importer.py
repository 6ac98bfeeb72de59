"""A service that imports, as a program of its own: ``python -m tests.proof.importer URL import NUMBER``.

It says ``begins`` before it decides a batch, ``on record`` once the log has it, and ``done`` once the read model has
passed it. With ``rebuild`` for ``import NUMBER`` it rebuilds, and says the first and the last.
"""

import sys
from itertools import islice
from pathlib import Path

import orjson

from alerts.sealing import KEY_BYTES
from monitor.bootstrap import Service, open_service
from monitor.intake.intake import Appended
from monitor.intake.reading import read_drafts
from monitor.intake.request import Key, Request
from monitor.readmodel.rebuilding import rebuild
from monitor.settings import Settings
from tests.bench.generated import Shape, declarations, happenings

BATCH = 400
SHAPE = Shape(events=BATCH * 50, commitments=60)


def batch(number: int) -> Request:
    """The batch of that number, the same each time: number 0 declares, the others say what happened."""
    happened = islice(happenings(SHAPE), BATCH * (number - 1), BATCH * number) if number else declarations(SHAPE)
    events = list(happened)
    key = Key("rm-proof", "POST /v1/events/batch", f"batch-{number}", orjson.dumps(events))
    return Request(tuple(read_drafts(enumerate(events, start=1))), "rm-proof", notify=False, key=key)


def open_on(url: str) -> Service:
    """The service on a migrated database, as it is after a start."""
    # With a key of its own: else one would be made and kept in the folder at hand.
    return open_service(Settings(database_url=url, data_dir=Path(), secrets_key="00" * KEY_BYTES))


def put(service: Service, number: int) -> Appended:
    """Append a batch and bring the read model up to it."""
    appended = service.appending.intake.append(batch(number))
    service.appending.catch_up()
    return appended


def main(url: str, act: str, number: str = "0") -> None:
    """Import a batch, or rebuild, saying how far it is."""
    service, request = open_on(url), batch(int(number))
    print("begins", flush=True)  # noqa: T201 - how the test follows this program
    if act == "rebuild":
        rebuild(service.engine, service.log, service.gather)
    else:
        service.appending.intake.append(request)
        print("on record", flush=True)  # noqa: T201 - as above
        service.appending.catch_up()
    print("done", flush=True)  # noqa: T201 - as above


if __name__ == "__main__":
    main(*sys.argv[1:])
