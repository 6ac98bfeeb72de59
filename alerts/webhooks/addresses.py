"""Which IP addresses a webhook may be sent to: those of the public internet, and what the operator allows.

The tables are written out from the IANA special-purpose address registries (RFC 6890), since what
``ipaddress.is_global`` answers differs between versions of Python and is yes for addresses that lead back inside.
"""

from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_NOT_PUBLIC_V4 = tuple(
    IPv4Network(cidr)
    for cidr in (
        "0.0.0.0/8",  # this network, RFC 791: a host dials itself by it
        "10.0.0.0/8",  # private, RFC 1918
        "100.64.0.0/10",  # shared by carriers, RFC 6598; a cloud keeps its metadata there
        "127.0.0.0/8",  # loopback, RFC 1122
        "168.63.129.16/32",  # the virtual host of a cloud (Azure): public in form, answered by the machine below
        "169.254.0.0/16",  # link-local, RFC 3927; clouds keep their metadata there
        "172.16.0.0/12",  # private, RFC 1918
        "192.0.0.0/24",  # protocol assignments, RFC 6890; a cloud keeps its metadata there
        "192.0.2.0/24",  # documentation, RFC 5737
        "192.88.99.0/24",  # relays of 6to4, withdrawn by RFC 7526
        "192.168.0.0/16",  # private, RFC 1918
        "198.18.0.0/15",  # benchmarks, RFC 2544
        "198.51.100.0/24",  # documentation, RFC 5737
        "203.0.113.0/24",  # documentation, RFC 5737
        "224.0.0.0/4",  # multicast, RFC 5771
        "240.0.0.0/4",  # reserved and broadcast, RFC 1112 and 919
    )
)

# All unicast that has been given out (RFC 4291 section 2.4). Outside lie loopback, private (fc00::/7) and link-local
# addresses, multicast, segment routing (5f00::/16, RFC 9602), local NAT64 and the deprecated v4-compatible form.
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_NOT_PUBLIC_V6 = tuple(
    IPv6Network(cidr)
    for cidr in (
        "2001::/23",  # protocol assignments, RFC 2928: Teredo, ORCHID, benchmarks
        "2001:db8::/32",  # documentation, RFC 3849
        "3fff::/20",  # documentation, RFC 9637
    )
)

# What is sent to such an address arrives at the IPv4 address written in it.
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052 section 2.1


def networks(cidrs: Iterable[str]) -> tuple[Network, ...]:
    """The networks that an operator allows besides the public ones, each written as ``10.1.0.0/16`` or ``10.1.2.3``.

    Raises:
        ValueError: one of them is no network, or has bits set behind its prefix.
    """
    return tuple(ip_network(cidr.strip()) for cidr in cidrs)


def literal(host: str) -> Address | None:
    """The address that a host name is, in its usual form without brackets; None for all other names.

    Other ways to write IPv4, as ``127.1`` or ``0x7f000001``, are names here, which a resolver may take for addresses.
    """
    try:
        return ip_address(host)
    except ValueError:
        return None


def may_be_dialled(address: Address, allowed: Sequence[Network] = ()) -> bool:
    """Whether a connection to the address may be made.

    It may where one of the ``allowed`` networks holds it, or where it is public. An IPv6 address that carries an IPv4
    address is judged by that one: v4-mapped (RFC 4291), NAT64 (RFC 6052) and 6to4 (RFC 3056). Refused whatever they
    carry are Teredo (RFC 4380), v4-compatible addresses, and local NAT64, ``64:ff9b:1::/48`` (RFC 8215): where the IPv4
    address stands in it only that network knows, so any of them may mean a private one. So is an address with a zone.
    """
    if isinstance(address, IPv6Address):
        if address.scope_id is not None:
            return False
        if address.ipv4_mapped is not None:
            # A socket dials the IPv4 address itself, so an operator who allows that one means this form too.
            return may_be_dialled(address.ipv4_mapped, allowed)
    return any(address in network for network in allowed) or _is_public(address)


def _is_public(address: Address) -> bool:
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC_V4)
    if address in _NAT64:
        return _is_public(IPv4Address(address.packed[-4:]))
    if address.sixtofour is not None and not _is_public(address.sixtofour):
        return False
    return address in _GLOBAL_UNICAST and not any(address in network for network in _NOT_PUBLIC_V6)
