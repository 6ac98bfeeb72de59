"""Tokens in addresses: nobody who reads a log can use one."""

import io
import logging

import pytest

from monitor.logs import LogFormat, LogHandler
from monitor.pages.addresses import is_token_page, masked_path, without_tokens

TOKEN = "AAECAwQFBgcICQoLDA0ODw"


@pytest.mark.parametrize("page", ["confirm", "u", "manage"])
@pytest.mark.parametrize("token", [TOKEN, f"={TOKEN}", f" {TOKEN}", f"{TOKEN}/", f"x\n{TOKEN}", f"../u/{TOKEN}"])
def test_a_path_is_logged_without_its_token_however_it_was_mangled(page: str, token: str) -> None:
    assert masked_path(f"/{page}/{token}") == f"/{page}/[masked]"
    assert masked_path(f"//{page.upper()}/{token}") == f"//{page.upper()}/[masked]"


@pytest.mark.parametrize(
    "path", ["/", "/u", "/u/", "/v1/events/4", "/usage/report", "/v1/subscriptions/sub_1/messages"]
)
def test_other_paths_stay_as_they_are(path: str) -> None:
    assert masked_path(path) == path
    assert without_tokens(path) == path


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"GET https://example.org/u/{TOKEN}?a=b HTTP/1.1", "GET https://example.org/u/[masked]?a=b HTTP/1.1"),
        (f'{{"path":"/manage/{TOKEN}","n":1}}', '{"path":"/manage/[masked]","n":1}'),
        (f"mailed <https://example.org/confirm/{TOKEN}> now", "mailed <https://example.org/confirm/[masked]> now"),
        (f"/u/{TOKEN}, /u/{TOKEN}", "/u/[masked] /u/[masked]"),
    ],
)
def test_a_text_keeps_what_surrounds_a_token(text: str, shown: str) -> None:
    assert without_tokens(text) == shown


@pytest.mark.parametrize("log_format", ["json", "console"])
def test_no_token_leaves_through_the_log_wherever_it_stands(log_format: LogFormat) -> None:
    stream = io.StringIO()
    logger = logging.getLogger("tests.tokens")
    logger.propagate, logger.handlers = False, [LogHandler(stream, log_format)]
    logger.warning("asked for %s", f"/u/{TOKEN}", extra={"path": f"/manage/{TOKEN}", "seen": [f"/confirm/{TOKEN}"]})
    try:
        int(f"https://example.org/u/{TOKEN}")
    except ValueError:
        logger.exception("failed")
    assert TOKEN not in stream.getvalue()
    assert stream.getvalue().count("/u/[masked]") >= 2


@pytest.mark.parametrize(
    ("path", "whether"), [("/u/x", True), ("/confirm/x", True), ("/manage/x", True), ("/v1/u/x", False)]
)
def test_which_pages_are_behind_a_token(path: str, whether: bool) -> None:
    assert is_token_page(path) is whether
