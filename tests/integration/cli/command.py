"""The program as a person runs it, on a database of the test's own."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from typer.testing import CliRunner, Result

from monitor.bootstrap import Service
from monitor.cli import app
from monitor.settings import Settings
from tests.builders import GOVERNMENT, REVIEWER, Event, described, made

BODIES = (described(GOVERNMENT, "government"), described(REVIEWER, "osce"))


@dataclass(frozen=True)
class Command:
    """Runs ``reform-monitor`` in this process, with these settings in its environment."""

    engine: Engine
    folder: Path
    more: Mapping[str, str] = field(default_factory=dict)

    @property
    def settings(self) -> dict[str, str]:
        url = self.engine.url.render_as_string(hide_password=False)
        return {"DATABASE_URL": url, "REFORM_MONITOR_DATA_DIR": str(self.folder), **self.more}

    @property
    def service(self) -> Service:
        """A service on the same database."""
        return Service(Settings(data_dir=self.folder), self.engine)

    def run(self, *words: str, stdin: bytes = b"", columns: int = 120) -> Result:
        """The result of a command line; faults of the program are raised."""
        env = {**self.settings, "COLUMNS": str(columns)}
        return CliRunner().invoke(app, words, input=stdin, env=env, catch_exceptions=False)

    def said(self, *words: str, stdin: bytes = b"", columns: int = 120) -> str:
        """What a command prints that succeeds."""
        result = self.run(*words, stdin=stdin, columns=columns)
        assert result.exit_code == 0, result.stderr
        return result.stdout

    def read(self, *words: str, stdin: bytes = b"") -> Any:
        """The JSON that a command prints."""
        return json.loads(self.said(*words, "--json", stdin=stdin))

    def refused(self, *words: str, code: int = 1, stdin: bytes = b"") -> list[str]:
        """The lines that a refused command says on standard error; it prints nothing and shows no traceback."""
        result = self.run(*words, stdin=stdin)
        assert result.exit_code == code, result.output
        assert result.stdout == ""
        assert "Traceback" not in result.stderr
        return result.stderr.splitlines()

    def file(self, name: str, content: object) -> str:
        """The path of a new file: of this JSON value, or of this text."""
        path = self.folder / name
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return str(path)

    def put(self, *events: Event) -> Any:
        """A batch on record; the answer."""
        return self.read("append", "-", "--batch", stdin=json.dumps(events).encode())

    def with_pledge(self) -> Any:
        """Two bodies and a commitment on record, in one append of three events."""
        return self.put(*BODIES, made())

    def head(self) -> int:
        """The last position on record."""
        return self.service.log.head().position
