import io
import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import structlog

from monitor.keys.form import secret_of
from monitor.logs import LogFormat, LogHandler, masked

CANARY = secret_of(62**31 + 4242)

PROGRAM = """
import logging, sys, warnings
import structlog
from monitor.logs import set_up
for name in ("uvicorn", "uvicorn.access", "uvicorn.error"):
    logging.getLogger(name).addHandler(logging.StreamHandler(sys.stdout))
    logging.getLogger(name).propagate = False
set_up("json", "warning")
set_up("json", "info")
structlog.stdlib.get_logger("monitor").info("started", port=8000)
logging.getLogger("uvicorn.access").info('%s - "%s"', "127.0.0.1", "GET /v1/events")
logging.getLogger("monitor").debug("not to be seen")
warnings.warn("an old call")
"""


@pytest.fixture
def stream() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def logger(stream: io.StringIO) -> Iterator[logging.Logger]:
    """A logger of its own, so that what the process logs elsewhere stays as it is."""
    logger = logging.getLogger("tests.logs")
    logger.propagate = False
    logger.setLevel("INFO")
    handler = LogHandler(stream, "json")
    logger.addHandler(handler)
    yield logger
    logger.removeHandler(handler)


def test_a_line_for_programs_is_one_json_object_with_its_time_in_utc(
    logger: logging.Logger, stream: io.StringIO
) -> None:
    logger.info("caught_up", extra={"position": 1200, "title": "Заң"})
    line = json.loads(stream.getvalue())
    assert datetime.fromisoformat(line.pop("timestamp")).tzinfo == UTC
    assert line == {"event": "caught_up", "position": 1200, "title": "Заң", "level": "info", "logger": "tests.logs"}
    assert "Заң" in stream.getvalue()


def test_context_bound_once_is_in_every_line(logger: logging.Logger, stream: io.StringIO) -> None:
    with structlog.contextvars.bound_contextvars(request="r1"):
        logger.info("asked")
    logger.info("asked")
    assert [json.loads(line).get("request") for line in stream.getvalue().splitlines()] == ["r1", None]


@pytest.mark.parametrize("log_format", ["json", "console"])
def test_no_key_leaves_through_the_log_wherever_it_stands(
    logger: logging.Logger, stream: io.StringIO, log_format: LogFormat
) -> None:
    handler = LogHandler(stream, log_format)
    logger.handlers[:] = [handler]
    logger.info("sent with %s", CANARY)
    logger.info(CANARY, extra={"header": f"Bearer {CANARY}", "nested": {CANARY: [CANARY, CANARY.encode()]}})
    try:
        int(CANARY)
    except ValueError:
        logger.exception("failed")
    logger.removeHandler(handler)
    assert stream.getvalue().count("rfm_[masked]") == 7
    assert CANARY[4:] not in stream.getvalue()
    if log_format == "json":
        assert [json.loads(line)["level"] for line in stream.getvalue().splitlines()] == ["info", "info", "error"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("postgresql+psycopg://reform:hunter2@db/reform", "postgresql+psycopg://reform:[masked]@db/reform"),
        ("host=db password=hunter2 dbname=reform", "host=db password=[masked] dbname=reform"),
        ("http://127.0.0.1:8000/v1/events", "http://127.0.0.1:8000/v1/events"),
        ("postgresql://reform:half/other@half@db/reform", "postgresql://reform:[masked]@db/reform"),
        ("https://example.org/a?mail=a@example.org", "https://example.org/a?mail=a@example.org"),
        ("the form_ of a key", "the form_ of a key"),
    ],
)
def test_passwords_of_databases_are_masked_and_nothing_else(text: str, shown: str) -> None:
    assert masked(text) == shown


def test_a_stream_that_is_no_terminal_gets_lines_for_programs(logger: logging.Logger, stream: io.StringIO) -> None:
    logger.handlers[:] = [LogHandler(stream, "auto")]
    logger.info("asked")
    assert json.loads(stream.getvalue())["event"] == "asked"


def test_set_up_sends_every_line_of_a_process_through_one_handler() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert [(line["logger"], line["event"].splitlines()[0]) for line in lines] == [
        ("monitor", "started"),
        ("uvicorn.access", '127.0.0.1 - "GET /v1/events"'),
        ("py.warnings", "<string>:13: UserWarning: an old call"),
    ]
    assert lines[0]["port"] == 8000
    assert done.stdout == ""
