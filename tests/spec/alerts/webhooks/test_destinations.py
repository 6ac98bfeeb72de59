import re

import httpx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from alerts.webhooks.addresses import networks
from alerts.webhooks.destinations import Destination, DestinationRefused, Policy, destination

POLICY = Policy()
AT_HOME = Policy(ports=frozenset({443, 8080}), allow_http=True, allowed=networks(["127.0.0.0/8", "fd00::/8"]))


def refusal(url: str, policy: Policy = POLICY) -> str:
    with pytest.raises(DestinationRefused) as refused:
        destination(url, policy)
    return refused.value.reason


@pytest.mark.parametrize(
    ("written", "url", "host", "port"),
    [
        ("https://hooks.example", "https://hooks.example/", "hooks.example", 443),
        ("HTTPS://Hooks.Example./a?b=c#d", "https://hooks.example/a?b=c", "hooks.example", 443),
        ("https://hooks.example:443/a", "https://hooks.example/a", "hooks.example", 443),
        ("https://hooks.example:/a", "https://hooks.example/a", "hooks.example", 443),
        ("https://hooks.example:8443/a", "https://hooks.example:8443/a", "hooks.example", 8443),
        ("https://hooks.example/@me?to=@you", "https://hooks.example/@me?to=@you", "hooks.example", 443),
        ("https://hooks.example/a%20b", "https://hooks.example/a%20b", "hooks.example", 443),
        ("https://hooks.example/жол?кім=ол", None, "hooks.example", 443),
        ("https://сайт.қаз/", "https://xn--80aswg.xn--80ao21a/", "xn--80aswg.xn--80ao21a", 443),
        ("https://xn--80aswg.xn--80ao21a/", "https://xn--80aswg.xn--80ao21a/", "xn--80aswg.xn--80ao21a", 443),
        ("https://ｈooks。example/", "https://hooks.example/", "hooks.example", 443),
        ("https://8.8.8.8/", "https://8.8.8.8/", "8.8.8.8", 443),
        ("https://[2606:4700:0::1111]/", "https://[2606:4700::1111]/", "2606:4700::1111", 443),
    ],
)
def test_a_url_that_is_allowed_is_written_in_one_way(written: str, url: str | None, host: str, port: int) -> None:
    found = destination(written, POLICY)
    assert (found.host, found.port) == (host, port)
    assert url is None or found.url == url
    assert found.url.isascii()


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("", "begin with https"),
        ("hooks.example", "begin with https"),
        ("//hooks.example/", "begin with https"),
        ("http://hooks.example/", "begin with https"),
        ("ftp://hooks.example/", "begin with https"),
        ("file:///etc/passwd", "begin with https"),
        ("gopher://hooks.example/", "begin with https"),
        ("javascript:alert(1)", "begin with https"),
        ("https:", "no name"),
        ("https:///path", "no name"),
        ("https://.", "no name"),
        ("https://a..example/", "no name"),
        ("https://hooks.example../", "no name"),
        ("https://-a.example/", "no name"),
        ("https://a_b.example/", "no name"),
        ("https://hooks%2eexample/", "no name"),
        ("https://hooks.example%00/", "no name"),
        (f"https://{'a' * 64}.example/", "no name"),
        (f"https://{'a.' * 126}aa/", "no name"),
        ("https://user@hooks.example/", "user or a password"),
        ("https://user:secret@hooks.example/", "user or a password"),
        ("https://@hooks.example/", "user or a password"),
        ("https://hooks.example\\@evil.example/", "backslash"),
        ("https:\\\\hooks.example/", "backslash"),
        ("https://hooks.example/a b", "white space"),
        (" https://hooks.example/", "white space"),
        ("https://hooks.example/\n", "white space"),
        ("https://hooks\t.example/", "white space"),
        ("https://hooks.example/\r\nHost: evil", "white space"),
        ("https://hooks.example/\x00", "control"),
        ("https://hooks.example/\u202e", "control"),
        ("https://hooks.example/\ud800", "control"),
        ("https://hooks.example:22/", "port"),
        ("https://hooks.example:25/", "port"),
        ("https://hooks.example:80/", "port"),
        ("https://hooks.example:6379/", "port"),
        ("https://hooks.example:0/", "port"),
        ("https://hooks.example:65979/", "port"),
        ("https://hooks.example:-443/", "readable"),
        ("https://hooks.example:443:443/", "readable"),
        ("https://hooks.example:４４３/", "readable"),
        ("https://[::1/", "readable"),
        ("https://[::1]evil.example/", "readable"),
        ("https://a℀.example/", "readable"),
        ("https://[127.0.0.1]/", "readable|brackets"),
        ("https://[v1.a]/", "readable|brackets"),
        ("https://faß.example/", "two ways"),
        ("https://2130706433/", "number"),
        ("https://127.1/", "number"),
        ("https://0x7f.1/", "number"),
        ("https://0x7f000001/", "number"),
        ("https://017700000001/", "number"),
        ("https://0177.0.0.1/", "number"),
        ("https://1.2.3.4.5/", "number"),
        ("https://256.1.1.1/", "number"),
        ("https://a.0x/", "number"),
        ("https://127.0.0.1/", "not allowed"),
        ("https://127.0.0.1./", "not allowed"),
        ("https://①②⑦.⓪.⓪.①/", "not allowed"),
        ("https://[::1]/", "not allowed"),
        ("https://[fe80::1%25eth0]/", "not allowed"),
        ("https://[::ffff:169.254.169.254]/", "not allowed"),
    ],
)
def test_statement_21_a_url_that_is_not_allowed_is_refused_with_what_is_wrong(url: str, why: str) -> None:
    assert re.search(why, refusal(url))


@pytest.mark.parametrize("url", ["https://169.254.169.254/", "https://[fd00:ec2::254]/", "https://127.0.0.1:22/"])
def test_statement_21_a_refusal_names_no_address(url: str) -> None:
    reason = refusal(url)
    assert not any(part in reason for part in ("169.254", "127.0", "fd00", "254"))


def test_a_url_has_at_most_2048_characters() -> None:
    start = "https://hooks.example/"
    assert len(destination(start + "a" * (2048 - len(start)), POLICY).url) == 2048
    assert "longer than 2048" in refusal(start + "a" * (2049 - len(start)))


def test_an_operator_may_allow_http_with_its_port_other_ports_and_own_networks() -> None:
    assert destination("http://127.0.0.1/hook", AT_HOME) == Destination(
        "http://127.0.0.1/hook", "127.0.0.1", "127.0.0.1", 80
    )
    assert destination("http://[fd00::1]:8080/", AT_HOME) == Destination(
        "http://[fd00::1]:8080/", "[fd00::1]:8080", "fd00::1", 8080
    )
    assert destination("https://receiver:8080/", AT_HOME).host == "receiver"
    assert "port" in refusal("https://receiver:80/", AT_HOME)
    assert "port" in refusal("https://receiver:8443/", AT_HOME)
    assert "not allowed" in refusal("http://10.0.0.1/", AT_HOME)
    assert "http://" in refusal("ftp://receiver/", AT_HOME)


PIECES = st.sampled_from([*"/:@?#[]%.\\-_ \t;&=0189xaéж。ß", "//", "127.0.0.1", "hooks.example", "::1", "%40", "%2f"])


@given(st.lists(PIECES | st.characters(), max_size=12).map(lambda pieces: "https://" + "".join(pieces)))
@example("https://hooks.example?@evil.example/")
@example("https://hooks.example#@evil.example/")
@example("https://hooks.example;@evil.example")
def test_a_url_that_is_allowed_means_the_same_to_the_client_and_stays_as_it_is(url: str) -> None:
    try:
        found = destination(url, POLICY)
    except DestinationRefused:
        return
    read = httpx.URL(found.url)
    # The raw host: what goes to the resolver and into the Host header.
    assert (read.scheme, read.raw_host, read.port or 443, read.userinfo) == (
        "https",
        found.host.encode("ascii"),
        found.port,
        b"",
    )
    assert destination(found.url, POLICY) == found
