"""Log lines: a constant name for what happened, the rest in typed fields; no key or password leaves through them.

Our own lines and those of the libraries (uvicorn, Alembic, SQLAlchemy) go through one handler. Log in the shell only:

    log = structlog.stdlib.get_logger("monitor.projector")
    log.info("caught_up", position=1200, events=500)
"""

import logging
import re
import sys
from typing import Literal, TextIO

import structlog
from structlog.stdlib import ProcessorFormatter
from structlog.types import Processor

from monitor.pages.addresses import without_tokens

LogFormat = Literal["auto", "console", "json"]
LogLevel = Literal["debug", "info", "warning", "error"]

# Configured by uvicorn itself unless told otherwise, past the root logger.
_UVICORN = ("uvicorn", "uvicorn.access", "uvicorn.error")

_KEY = re.compile(r"rfm_[0-9A-Za-z]+")
_PASSWORD_IN_URL = re.compile(r"(://[^\s:/@\"']*):[^\s\"']+@")
_PASSWORD_IN_CONNINFO = re.compile(r"(password\s*=\s*)[^\s\"']+", re.IGNORECASE)

# What happens to a line before it is rendered, whoever wrote it.
_FIELDS: tuple[Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.ExtraAdder(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
)


class LogHandler(logging.StreamHandler[TextIO]):
    """Writes each line to a stream in the format asked for, masked; ``auto`` is ``console`` on a terminal."""

    def __init__(self, stream: TextIO, log_format: LogFormat = "auto") -> None:
        super().__init__(stream)
        for_people = log_format == "console" or (log_format == "auto" and stream.isatty())
        self.setFormatter(_console_formatter(stream) if for_people else _json_formatter())

    def format(self, record: logging.LogRecord) -> str:
        """The whole line with every secret masked: it is looked for in the text, so no field can carry one past."""
        return masked(super().format(record))


def masked(text: str) -> str:
    """The text with every API key, every password in a database address and every token in a link replaced."""
    text = without_tokens(_KEY.sub("rfm_[masked]", text))
    text = _PASSWORD_IN_URL.sub(r"\1:[masked]@", text)
    return _PASSWORD_IN_CONNINFO.sub(r"\1[masked]", text)


def set_up(log_format: LogFormat, level: LogLevel, stream: TextIO | None = None) -> None:
    """Send every line of this process through one ``LogHandler``; a second call replaces the first.

    The stream is standard error unless another is given: standard output is for answers.

    Start uvicorn with ``log_config=None``, or it takes its loggers back.
    """
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.PositionalArgumentsFormatter(),
            *_FIELDS,
            ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    root = logging.getLogger()
    for handler in [each for each in root.handlers if isinstance(each, LogHandler)]:
        root.removeHandler(handler)
    root.addHandler(LogHandler(stream or sys.stderr, log_format))
    root.setLevel(level.upper())
    for name in _UVICORN:
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
    logging.captureWarnings(capture=True)


def _console_formatter(stream: TextIO) -> ProcessorFormatter:
    # The pretty tracebacks show the values of variables, secrets among them.
    plain = structlog.dev.ConsoleRenderer(
        colors=stream.isatty(), exception_formatter=structlog.dev.plain_traceback, pad_event_to=24
    )
    return ProcessorFormatter(
        processors=[ProcessorFormatter.remove_processors_meta, plain], foreign_pre_chain=list(_FIELDS)
    )


def _json_formatter() -> ProcessorFormatter:
    return ProcessorFormatter(
        processors=[
            ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        foreign_pre_chain=list(_FIELDS),
    )
