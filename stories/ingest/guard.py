"""Which servers newsroom may ask on an editor's behalf: public ones, and nothing of the network that it runs in.

The address is judged as a number, after the name was resolved, because a name can be spelt in many ways and can mean
another number a moment later. IPv6 is an allow-list: only 2000::/3 is given out at all (RFC 4291, IANA's registry),
which leaves out loopback, unspecified, link-local, site-local (fec0::/10), unique local, multicast, IPv4-mapped and
-compatible addresses and both NAT64 prefixes, in whatever form they are written. IPv4 is IANA's list of special-purpose
addresses (RFC 6890 and its registry), with multicast, what is reserved, and Azure's address for its own machines.
"""

from __future__ import annotations

from ipaddress import (
    AddressValueError,
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    NetmaskValueError,
    ip_address,
)

PUBLIC6 = IPv6Network("2000::/3")
CLOSED6 = tuple(
    IPv6Network(text)
    for text in (
        "2001::/23",  # protocol assignments: Teredo (2001::/32), benchmarking, ORCHID
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4 carries an IPv4 address
        "3fff::/20",  # documentation
    )
)
CLOSED4 = tuple(
    IPv4Network(text)
    for text in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24"),
        *("203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32"),
    )
)


def is_public(address: str) -> bool:
    """Whether this IP address (as a resolver gives it) is one of the public network. What is no address is not."""
    try:
        number = ip_address(address)
    except (AddressValueError, NetmaskValueError, ValueError):
        return False
    if isinstance(number, IPv4Address):
        return not any(number in network for network in CLOSED4)
    return _is_public6(number)


def _is_public6(number: IPv6Address) -> bool:
    if number.scope_id is not None or number not in PUBLIC6:
        return False
    return not any(number in network for network in CLOSED6)
