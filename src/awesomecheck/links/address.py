"""Which addresses the link checker may connect to, and how hosts spell an IPv4 address."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
import re

_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052
_6TO4 = IPv6Network("2002::/16")  # RFC 3056
_COMPATIBLE = IPv6Network("::/96")  # RFC 4291, 2.5.5.1
_SPECIAL = (
    # They are on the registries' lists of special addresses, which Python's own is behind:
    # https://www.iana.org/assignments/iana-ipv6-special-registry/ and its IPv4 counterpart.
    IPv6Network("3fff::/20"),  # RFC 9637, documentation
    IPv4Network("192.88.99.0/24"),  # RFC 7526, a relay into 6to4
)
_NUMBER = re.compile(r"0[xX][0-9A-Fa-f]*|\d+")


def is_public(address: str) -> bool:
    """Whether an address belongs to the public internet.

    False for private, shared, loopback, link-local, multicast, reserved and unspecified
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
    """The IPv4 address that an IPv6 address leads to, where it is one of the kinds that do."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _6TO4:
        return address.sixtofour
    if address in _NAT64 or address in _COMPATIBLE:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return None


def literal(host: str) -> str | None:
    """The address that a URL's host spells out, if it is one and not a name.

    IPv6 stands in brackets. IPv4 is read as browsers do, with one to four decimal, octal or
    hexadecimal parts (https://url.spec.whatwg.org/#concept-ipv4-parser).

    Raises:
        ValueError: the host ends in a number and is no IPv4 address, or is a broken IPv6 one.
    """
    if host.startswith("["):
        if not host.endswith("]"):
            raise ValueError("its bracket is not closed")
        return str(IPv6Address(host[1:-1]))
    parts = host.removesuffix(".").split(".")
    if not (parts[-1].isdecimal() or _NUMBER.fullmatch(parts[-1])):
        return None
    if len(parts) > 4 or not all(_NUMBER.fullmatch(part) for part in parts):
        raise ValueError(f"{host} is no IPv4 address")
    *leading, last = map(_number, parts)
    if any(number > 255 for number in leading) or last >= 256 ** (4 - len(leading)):
        raise ValueError(f"{host} is no IPv4 address")
    total = sum(number << (24 - 8 * place) for place, number in enumerate(leading)) + last
    return str(IPv4Address(total))


def _number(part: str) -> int:
    if part[:2] in ("0x", "0X"):
        return int(part[2:] or "0", 16)
    if part.startswith("0"):
        return int(part, 8)
    return int(part)
