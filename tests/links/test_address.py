"""Only the public internet is connected to, however an address is spelled."""

from ipaddress import IPv4Address, IPv6Address

from hypothesis import given
from hypothesis import strategies as st
import pytest

from awesomecheck.links.address import is_ip, is_public


@pytest.mark.parametrize("address", ["1.1.1.1", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104 - never bound to
        "10.0.0.1", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1",
        "192.0.2.1", "192.168.1.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
        "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1", "2001:db8::1",
        "::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::",
        "192.88.99.1", "3fff::1", "3fff:fff:ffff::1", "2606:4700::1111%eth0", "no address", "",
    ],
)  # fmt: skip
def test_special_addresses_are_not(address: str) -> None:
    assert not is_public(address)


@given(st.ip_addresses(v=4))
def test_ipv6_spellings_of_an_ipv4_address_are_treated_alike(address: IPv4Address) -> None:
    mapped = IPv6Address(0xFFFF_0000_0000 | int(address))
    translated = IPv6Address((0x64FF9B << 96) | int(address))
    assert is_public(str(mapped)) == is_public(str(address)) == is_public(str(translated))


@pytest.mark.parametrize(
    ("host", "spells_one"),
    [("127.0.0.1", True), ("[::1]", True), ("example.org", False), ("127.0.0.1.nip.io", False)],
)
def test_hosts_that_are_addresses(host: str, spells_one: bool) -> None:
    assert is_ip(host) is spells_one
