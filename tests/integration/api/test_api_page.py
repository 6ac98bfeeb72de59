"""The page on the interface shows calls that can be made, in their order, and answers that come."""

import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import orjson
import pytest
from httpx2 import Response

from events.sql import make_engine
from monitor.api import examples
from monitor.import_plan import plan
from monitor.importing import put_on_record
from tests.architecture.source_tree import ROOT
from tests.integration.api.served import Api, serve

PAGE = (ROOT / "docs/api.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(sh|json)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
BASE = "http://127.0.0.1:8000"
LEFT_OUT = "..."


@pytest.fixture(scope="module")
def kazakhstan(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Api:
    """The record that the page speaks of."""
    folder = tmp_path_factory.mktemp("kazakhstan")
    shutil.copyfile(sqlite_template, folder / "reform-monitor.db")
    api = serve(make_engine(f"sqlite:///{folder / 'reform-monitor.db'}"), folder)
    for _ in put_on_record(api.service, plan("kazakhstan")):
        pass
    return api


def called(api: Api, line: str) -> Response:
    """What a curl command gets: an address, headers, and a body that makes it a POST."""
    words = iter(shlex.split(line)[1:])
    headers: dict[str, str] = {}
    address, body = "", None
    for word in words:
        if word == "-H":
            name, _, value = next(words).partition(": ")
            headers[name] = value.replace("$KEY", api.key)
        elif word == "-d":
            body = next(words)
        else:
            address = word
    assert address.startswith(BASE)
    path = address.removeprefix(BASE)
    return api.client.get(path) if body is None else api.client.post(path, content=body.encode(), headers=headers)


def shows(shown: Any, found: Any) -> bool:
    """Whether an answer is what the page shows of it."""
    if shown == LEFT_OUT:
        return True
    if isinstance(shown, dict):
        told = {key: value for key, value in shown.items() if key != LEFT_OUT}
        return isinstance(found, dict) and all(key in found and shows(told[key], found[key]) for key in told)
    if isinstance(shown, list):
        alike = shown == [LEFT_OUT] or (len(shown) == len(found) and all(map(shows, shown, found)))
        return isinstance(found, list) and alike
    return bool(shown == found)


def test_every_call_on_the_page_gets_the_answer_that_follows_it(kazakhstan: Api) -> None:
    answer, made = None, 0
    for language, block in BLOCKS:
        if language == "json":
            assert answer is not None
            assert shows(orjson.loads(block), answer), orjson.dumps(answer).decode()
            continue
        for line in block.replace("\\\n", " ").strip().split("\ncurl "):
            response = called(kazakhstan, line if line.startswith("curl ") else f"curl {line}")
            assert response.status_code < 400 or "problem" in response.headers["content-type"], line
            is_json = response.headers["content-type"].endswith(("/json", "+json"))
            answer = response.json() if is_json else None
            made += 1
    assert made > 15


def test_only_the_refusals_on_the_page_are_refusals(kazakhstan: Api) -> None:
    refused = [block for language, block in BLOCKS if language == "json" and '"type": "/problems/' in block]
    assert len(refused) == 2
    assert kazakhstan.get("/readyz").status_code == 200


@pytest.mark.parametrize("example", [one["value"] for one in examples.ONE.values()])
def test_the_examples_of_the_document_go_through(kazakhstan: Api, example: dict[str, Any]) -> None:
    assert kazakhstan.send("/v1/events?dry_run=true", example, key=None).status_code == 200


def test_the_example_of_a_batch_and_of_a_retraction_go_through(kazakhstan: Api) -> None:
    batch = examples.BATCH["two"]["value"]
    assert kazakhstan.send("/v1/events/batch?dry_run=true", batch, key=None).status_code == 200
    retract = examples.RETRACT["error"]["value"]
    assert kazakhstan.send("/v1/appends/2/retract?dry_run=true", retract, key=None).status_code == 200
