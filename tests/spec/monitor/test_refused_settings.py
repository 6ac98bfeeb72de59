"""A setting that cannot be is refused by its variable; its value, which may be a secret, is told to nobody."""

from ipaddress import ip_network

import pytest
from pydantic import ValidationError

from alerts.sealing import KEY_BYTES
from monitor.settings import Settings, refusals, variable

CANARY = "hunter2"
ONE, OTHER = "ab" * KEY_BYTES, "0F" * KEY_BYTES


def why_not(field: str, value: str) -> str:
    """The one line that refuses a setting; neither it nor the whole error repeats the value."""
    with pytest.raises(ValidationError) as caught:
        Settings.model_validate({field: value})
    (line,) = refusals(caught.value)
    assert value not in line
    for told in (line, str(caught.value)):
        assert CANARY not in told
    assert line.startswith(f"{variable(field)}: ")
    return line.removeprefix(f"{variable(field)}: ")


@pytest.mark.parametrize(
    "value",
    ["10.0.0.0/33", "10.0.0.1/8", "10.0.0.0/8;127.0.0.0/8", CANARY, "10.0.0.0/8, hunter2", "::/129", "localhost"],
)
def test_webhooks_are_allowed_networks_in_cidr_notation_only(value: str) -> None:
    assert why_not("webhook_allow_cidrs", value) == "is networks such as 10.0.0.0/8, between commas"


def test_networks_are_taken_between_commas_with_blanks_of_both_kinds_of_address() -> None:
    policy = Settings(webhook_allow_cidrs=" 10.0.0.0/8 ,fd00::/8,127.0.0.1, ").webhook_policy
    assert policy.allowed == tuple(map(ip_network, ("10.0.0.0/8", "fd00::/8", "127.0.0.1/32")))
    assert Settings().webhook_policy.allowed == ()


@pytest.mark.parametrize("value", ["0", "65536", "443;8443", "https", "-1", "4 43", "443,hunter2", "٤٤٣", "9" * 5000])
def test_ports_of_webhooks_are_numbers_that_a_port_can_have(value: str) -> None:
    assert why_not("webhook_ports", value) == "is port numbers between commas"


def test_ports_are_taken_between_commas_with_blanks() -> None:
    assert Settings(webhook_ports="443, 65535 ,1").webhook_policy.ports == {443, 65535, 1}
    assert Settings().webhook_policy.ports == {443, 8443}


@pytest.mark.parametrize("value", ["ab" * 31, "ab" * 33, "xy" * 32, CANARY, f"{ONE};{OTHER}", f"{ONE},{CANARY}"])
def test_a_key_for_secrets_has_64_hex_digits(value: str) -> None:
    assert why_not("secrets_key", value) == "is 64 hex digits for each key"


def test_several_keys_are_taken_in_their_order_and_none_is_ever_shown() -> None:
    settings = Settings(secrets_key=f"{ONE}, {OTHER}")
    assert settings.sealing_keys == (b"\xab" * KEY_BYTES, b"\x0f" * KEY_BYTES)
    assert ONE not in repr(settings)
    assert ONE not in str(settings)
    assert Settings().sealing_keys == ()


@pytest.mark.parametrize(
    "value",
    [
        CANARY,
        "//monitor.example.org",
        "ftp://hunter2.example.org",
        "https:///reform",
        "https://monitor.example.org/?hunter2",
        "https://monitor.example.org/#hunter2",
        "https://[hunter2",
        "https://hunter2℀.example.org",
    ],
)
def test_links_begin_with_an_address_of_the_web(value: str) -> None:
    assert why_not("public_url", value) == "is an http or https address without query or fragment"


def test_several_settings_that_cannot_be_are_refused_together() -> None:
    with pytest.raises(ValidationError) as caught:
        Settings.model_validate({"webhook_ports": CANARY, "secrets_key": CANARY, "webhook_allow_cidrs": CANARY})
    assert [line.partition(":")[0] for line in refusals(caught.value)] == [
        "REFORM_MONITOR_WEBHOOK_ALLOW_CIDRS",
        "REFORM_MONITOR_WEBHOOK_PORTS",
        "REFORM_MONITOR_SECRETS_KEY",
    ]
