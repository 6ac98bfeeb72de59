"""Every command and every variable in the container files is one that the program knows."""

import re

import pytest
from pydantic import AliasChoices
from typer.core import TyperGroup
from typer.main import get_command

from monitor.cli import app
from monitor.settings import Settings
from tests.architecture.containers import command_lines, variables
from tests.architecture.source_tree import PYPROJECT, ROOT


def settings_read() -> set[str]:
    """The names of all environment variables that the settings read."""
    prefix = Settings.model_config.get("env_prefix", "")
    names: set[str] = set()
    for name, field in Settings.model_fields.items():
        alias = field.validation_alias
        choices = alias.choices if isinstance(alias, AliasChoices) else [alias or f"{prefix}{name}"]
        names |= {choice.upper() for choice in choices if isinstance(choice, str)}
    return names


def ours(names: set[str]) -> set[str]:
    """Of the variables those that are for this program, not for Python or the shell."""
    return {name for name in names if name.startswith("REFORM_MONITOR_") or name == "DATABASE_URL"}


@pytest.mark.parametrize(("service", "words"), command_lines().items())
def test_the_program_can_read_every_command_line(service: str, words: list[str]) -> None:
    program = get_command(app)
    assert isinstance(program, TyperGroup)
    assert words[0] in PYPROJECT["project"]["scripts"], service
    assert words[1] in program.commands, service
    program.commands[words[1]].make_context(words[1], words[2:])


def test_every_variable_in_the_container_files_is_a_setting() -> None:
    assert ours(variables()) - settings_read() == set()
    assert "DATABASE_URL" in variables()


def test_every_variable_in_the_makefile_is_a_setting() -> None:
    exported = re.findall(r"\b([A-Z_]+)=", (ROOT / "Makefile").read_text("utf-8"))
    assert ours(set(exported)) - settings_read() == set()
    assert "REFORM_MONITOR_PORT" in exported
