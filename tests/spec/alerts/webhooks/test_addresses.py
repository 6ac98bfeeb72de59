from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.webhooks.addresses import literal, may_be_dialled, networks


def written(addresses: str) -> list[str]:
    return addresses.split()


PUBLIC = written("""
1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 93.184.216.34 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0
168.63.129.15 168.63.129.17 169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.0 191.255.255.255 192.0.1.0 192.0.3.0
192.88.98.255 192.88.100.0 192.167.255.255 192.169.0.0 198.17.255.255 198.20.0.0 198.51.99.255 198.51.101.0
203.0.112.255 203.0.114.0 223.255.255.255
2000:: 2001:200:: 2001:4860:4860::8888 2001:db7:ffff::1 2001:db9:: 2606:4700::1111 2a00:: 3ffe:ffff::1 3fff:1000::
::ffff:8.8.8.8 64:ff9b::8.8.8.8 2002:808:808::1
""")

NOT_PUBLIC = written("""
0.0.0.0 0.255.255.255 10.0.0.0 10.255.255.255 100.64.0.0 100.100.100.200 100.127.255.255 127.0.0.1 127.255.255.255
168.63.129.16 169.254.0.0 169.254.169.254 169.254.255.255 172.16.0.0 172.31.255.255 192.0.0.0 192.0.0.192 192.0.0.255
192.0.2.1 192.88.99.0 192.88.99.255 192.168.0.0 192.168.255.255 198.18.0.0 198.19.255.255 198.51.100.1 203.0.113.1
224.0.0.0 239.255.255.255 240.0.0.0 255.255.255.255
:: ::1 ::2 1fff:ffff:: 4000:: 5f00:: 5f00:ffff::1 100::1 fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 fec0::1
ff02::1 ff0e::1
2001::1 2001:2::1 2001:10::1 2001:20::1 2001:1ff:ffff::1 2001:db8:: 2001:db8:ffff::1 3fff:: 3fff:fff:ffff::1
::ffff:127.0.0.1 ::ffff:169.254.169.254 ::ffff:10.1.2.3 ::ffff:8.8.8.8%1
64:ff9b::127.0.0.1 64:ff9b::169.254.169.254 64:ff9b::192.168.0.1 64:ff9b::1:808:808
64:ff9b:1::169.254.169.254 64:ff9b:1::8.8.8.8 64:ff9b:1:a9fe:a9:fe00:808:808
2002:7f00:1::1 2002:a9fe:a9fe::1 2002:a00:1::
2001:0:7f00:1::5601:5601 2001:0:808:808:0:ffff:5601:5601 2001:0:4136:e378:8000:63bf:f7f7:f7f7
::127.0.0.1 ::169.254.169.254 ::8.8.8.8
""")


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_of_the_public_internet_may_be_dialled(address: str) -> None:
    assert may_be_dialled(ip_address(address))


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_an_address_that_leads_elsewhere_may_not_be_dialled(address: str) -> None:
    assert not may_be_dialled(ip_address(address))


@given(st.ip_addresses(v=6))
def test_no_address_outside_what_has_been_given_out_may_be_dialled_unless_it_stands_for_ipv4(
    address: IPv6Address,
) -> None:
    stands_for_ipv4 = address.ipv4_mapped is not None or address.packed.startswith(bytes.fromhex("0064ff9b" + 8 * "00"))
    assert not may_be_dialled(address) or address.packed[0] >> 5 == 1 or stands_for_ipv4


@given(st.ip_addresses(v=4))
def test_what_carries_an_ipv4_address_is_judged_by_it(address: IPv4Address) -> None:
    number = int(address)
    mapped = IPv6Address(0xFFFF << 32 | number)
    nat64 = IPv6Address(0x0064_FF9B << 96 | number)
    six_to_four = IPv6Address(0x2002 << 112 | number << 80 | 1)
    assert {may_be_dialled(each) for each in (mapped, nat64, six_to_four)} == {may_be_dialled(address)}


def test_what_the_operator_allows_may_be_dialled_and_nothing_else_besides() -> None:
    allowed = networks(["127.0.0.0/8", " fd12::/16 ", "10.1.2.3"])
    open_now = ["127.0.0.1", "::ffff:127.0.0.1", "fd12::9", "10.1.2.3", "8.8.8.8"]
    still_shut = ["10.1.2.4", "::1", "fd13::1", "169.254.169.254", "64:ff9b::10.1.2.4", "fd12::9%eth0"]
    assert [each for each in open_now if not may_be_dialled(ip_address(each), allowed)] == []
    assert [each for each in still_shut if may_be_dialled(ip_address(each), allowed)] == []


@pytest.mark.parametrize("cidr", ["", "localhost", "10.0.0.1/8", "10.0.0.0/33", "10.0.0"])
def test_what_is_no_network_cannot_be_allowed(cidr: str) -> None:
    with pytest.raises(ValueError, match=r"address|host bits|network"):
        networks([cidr])


@pytest.mark.parametrize(
    "host", ["127.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.0.0.1.", "[::1]", "", "a.example"]
)
def test_only_the_usual_form_of_an_address_is_an_address(host: str) -> None:
    assert literal(host) is None
