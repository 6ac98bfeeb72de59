"""Commands, settings and wishes that documents name exist; and every command and option is documented."""

import re
import shlex
from collections.abc import Iterator

import pytest
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from monitor.cli import app
from monitor.settings import Settings, variable
from tests.docs.pages import NAMES, code_words, read, shell_lines

PROGRAM = "reform-monitor"
PAGE = "docs/command-line.md"
SETTINGS = {variable(field) for field in Settings.model_fields}
ELSEWHERE = {"TEST_DATABASE_URL", "REFORM_MONITOR_SCREENSHOTS"}


def program() -> TyperGroup:
    found = get_command(app)
    assert isinstance(found, TyperGroup)
    return found


def commands_of(group: TyperGroup, before: str = "") -> Iterator[tuple[str, TyperCommand]]:
    """Every command with its name, groups of commands followed: ``keys create``."""
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from commands_of(command, f"{before}{name} ")
        elif isinstance(command, TyperCommand):
            yield f"{before}{name}", command


COMMANDS = list(commands_of(program()))


def command_lines(name: str) -> list[str]:
    """The command lines of a page that call the program: those of shell blocks, cut at pipes and redirections."""
    lines = (re.split(r"\s[|>]|&&", line)[0].strip() for line in shell_lines(read(name)))
    return [line.removeprefix("$ ") for line in lines if re.match(rf"(\$ )?{PROGRAM} ", line)]


@pytest.mark.parametrize("line", sorted({line for name in NAMES for line in command_lines(name)}))
def test_every_command_line_in_a_document_can_be_read(line: str) -> None:
    words = shlex.split(line, comments=True)[1:]
    name, command = next(found for found in COMMANDS if words[: len(found[0].split())] == found[0].split())
    command.make_context(name, words[len(name.split()) :])


@pytest.mark.parametrize("name", NAMES)
def test_every_command_that_a_sentence_names_exists(name: str) -> None:
    known = {command.split()[0] for command, _ in COMMANDS}
    named = [word.split()[1] for word in code_words(read(name)) if re.match(rf"{PROGRAM} [a-z]", word)]
    assert set(named) - known == set()


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=[name for name, _ in COMMANDS])
def test_every_command_is_documented_with_all_its_options(name: str, command: TyperCommand) -> None:
    page = read(PAGE)
    assert re.search(rf"\b{name}\b", page), f"{PAGE} says nothing of {name}"
    options = [option for parameter in command.params for option in parameter.opts if option.startswith("--")]
    assert [option for option in options if option != "--help" and option not in page] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_variable_that_a_document_names_is_a_setting(name: str) -> None:
    named = set(re.findall(r"\b(?:REFORM_MONITOR_[A-Z_]*[A-Z]|(?:TEST_)?DATABASE_URL)\b", read(name)))
    assert named - SETTINGS - ELSEWHERE == set()


def test_every_setting_is_documented() -> None:
    page = read("docs/settings.md")
    assert [name for name in SETTINGS if name not in page] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_wish_that_a_document_names_is_one(name: str) -> None:
    wishes = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    written = (*code_words(read(name)), *shell_lines(read(name)))
    assert {word.split()[1] for word in written if re.match(r"make [a-z]", word)} - wishes == set()
