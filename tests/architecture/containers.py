"""The container files as data."""

import json
import re
from typing import Any

from ruamel.yaml import YAML

from tests.architecture.source_tree import ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
COMPOSE: dict[str, Any] = YAML(typ="safe").load((ROOT / "docker-compose.yml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
# The services that run this program, rather than somebody else's image.
OURS = {name: service for name, service in SERVICES.items() if "build" in service}


def command_lines() -> dict[str, list[str]]:
    """The words of each command by the service that runs it; what the image runs unasked is under ``Dockerfile``."""
    unasked = re.search(r"^CMD (\[.+\])$", DOCKERFILE, re.MULTILINE)
    assert unasked is not None
    return {name: service["command"] for name, service in OURS.items()} | {"Dockerfile": json.loads(unasked[1])}


def variables() -> set[str]:
    """Every environment variable that the container files set for this program."""
    from_image = {
        name for line in re.findall(r"^ENV (.+)$", DOCKERFILE, re.MULTILINE) for name in re.findall(r"(\w+)=", line)
    }
    return from_image.union(*(service["environment"] for service in OURS.values()))
