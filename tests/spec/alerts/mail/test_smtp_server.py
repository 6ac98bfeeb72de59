"""Which URLs name a mail server."""

import pytest

from alerts.mail.smtp_server import ServerUrlRefused, SmtpServer, parse_server


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example.org", SmtpServer("mail.example.org", 25, "none")),
        ("smtp://user:pass@mail.example.org:25", SmtpServer("mail.example.org", 25, "none", "user", "pass")),
        ("smtps://mail.example.org/", SmtpServer("mail.example.org", 465, "tls")),
        ("smtp+starttls://mail.example.org", SmtpServer("mail.example.org", 587, "starttls")),
        ("smtps://u%40x:p%3A%2F@h:1465", SmtpServer("h", 1465, "tls", "u@x", "p:/")),
        ("smtp://[::1]:2525", SmtpServer("::1", 2525, "none")),
    ],
)
def test_a_url_says_where_the_server_is_and_how_to_talk_to_it(url: str, server: SmtpServer) -> None:
    assert parse_server(url) == server


@pytest.mark.parametrize(
    "url",
    [
        "",
        "mail.example.org",
        "http://user:hunter2@mail.example.org",
        "smtp://",
        "smtp://user:hunter2@",
        "smtp://user:hunter2@host:port",
        "smtp://user:hunter2@host:99999",
        "smtp://host:0",
        "smtp://user@host",
        "smtp://:hunter2@host",
        "smtp://user:hunter2@host/path",
        "smtp://user:hunter2@host?tls=no",
        "smtp://user:hunter2@[host",
        "smtp://user:hunter2@a..b",
        "smtp://user:hunter2@" + "x" * 64,
    ],
)
def test_anything_else_is_refused_without_showing_the_password(url: str) -> None:
    with pytest.raises(ServerUrlRefused) as refused:
        parse_server(url)
    assert "hunter2" not in str(refused.value)


def test_a_server_that_is_printed_does_not_show_its_password() -> None:
    assert "hunter2" not in repr(parse_server("smtp://user:hunter2@host"))
