"""Which IP addresses the link checker may connect to."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052
_6TO4 = IPv6Network("2002::/16")  # RFC 3056
_COMPATIBLE = IPv6Network("::/96")  # RFC 4291, 2.5.5.1
_SPECIAL = (
    # They are on the registries' lists of special addresses, and newer than Python's own:
    # https://www.iana.org/assignments/iana-ipv6-special-registry/ and its IPv4 counterpart.
    IPv6Network("3fff::/20"),  # RFC 9637, documentation
    IPv4Network("192.88.99.0/24"),  # RFC 7526, a relay into 6to4
)


def is_public(address: str) -> bool:
    """Return whether an address belongs to the public internet.

    It does not for private, shared, loopback, link-local, multicast, reserved and unspecified
    addresses, for IPv6 addresses that carry such an IPv4 address or name an interface, and for
    what is no address.
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address):
        if parsed.scope_id is not None:
            return False
        inner = _inner_ipv4(parsed)
        if inner is None:
            return _is_plainly_public(parsed) and not parsed.is_site_local
        parsed = inner
    return _is_plainly_public(parsed)


def _is_plainly_public(address: IPv4Address | IPv6Address) -> bool:
    return address.is_global and not (
        address.is_multicast
        or address.is_reserved
        or address.is_loopback
        or address.is_link_local
        or address.is_unspecified
        or any(address in network for network in _SPECIAL)
    )


def _inner_ipv4(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 address stands for, if it does."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _6TO4:
        return address.sixtofour
    if address in _NAT64 or address in _COMPATIBLE:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return None


def is_ip(host: str) -> bool:
    """Return whether the host of a normalized URL is an IP address and not a name."""
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True
