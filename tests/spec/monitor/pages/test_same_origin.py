"""Which forms are those of our own pages."""

import pytest

from monitor.pages.desk.same_origin import is_from_own_page

OWN = frozenset({"https://monitor.example", "http://127.0.0.1:8000"})


@pytest.mark.parametrize(
    ("headers", "taken"),
    [
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "same-origin", "origin": "https://monitor.example"}, True),
        ({"origin": "https://monitor.example"}, True),
        ({"origin": "HTTPS://Monitor.example"}, True),
        ({"origin": "http://127.0.0.1:8000"}, True),
        ({}, False),
        ({"sec-fetch-site": "none"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "cross-site", "origin": "https://monitor.example"}, False),
        ({"sec-fetch-site": ""}, False),
        ({"sec-fetch-site": "same-origin, cross-site"}, False),
        ({"origin": "null"}, False),
        ({"origin": ""}, False),
        ({"origin": "https://monitor.example.evil.example"}, False),
        ({"origin": "https://monitor.example:8443"}, False),
        ({"origin": "http://monitor.example"}, False),
        ({"origin": "https://evil.example"}, False),
        ({"referer": "https://monitor.example/desk"}, False),
    ],
)
def test_a_form_is_ours_only_where_the_browser_says_so(headers: dict[str, str], taken: bool) -> None:
    assert is_from_own_page(headers, OWN) is taken
