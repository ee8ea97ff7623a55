"""Only the public internet is connected to, however an address is spelled."""

from ipaddress import IPv4Address, IPv6Address, ip_address

from hypothesis import given
from hypothesis import strategies as st
import pytest

from awesomecheck.links.address import is_public, literal

MAPPED = str(ip_address("::ffff:127.0.0.1"))
"""How this Python writes it: 3.13 shows the IPv4 address."""


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
def test_ipv6_spellings_of_an_ipv4_address_are_judged_alike(address: IPv4Address) -> None:
    mapped = IPv6Address(0xFFFF_0000_0000 | int(address))
    translated = IPv6Address((0x64FF9B << 96) | int(address))
    assert is_public(str(mapped)) == is_public(str(address)) == is_public(str(translated))


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("0x7f000001", "127.0.0.1"),
        ("0x7F.1", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"),
        ("127.1", "127.0.0.1"),
        ("127.0.0.1.", "127.0.0.1"),
        ("0", "0.0.0.0"),  # noqa: S104 - what it spells
        ("[::1]", "::1"),
        ("[::ffff:127.0.0.1]", MAPPED),
    ],
)
def test_hosts_that_spell_an_address(host: str, address: str) -> None:
    assert literal(host) == address


@pytest.mark.parametrize("host", ["example.org", "1.example", "x0x7f", "127.0.0.1.nip.io"])
def test_names_spell_none(host: str) -> None:
    assert literal(host) is None


@pytest.mark.parametrize(
    "host", ["1.2.3.4.5", "256.1.1.1", "09.1.1.1", "[::1::]", "a.1", "0x.x.1"]
)
def test_broken_addresses_are_told(host: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        literal(host)


@given(st.integers(0, 2**32 - 1), st.sampled_from(["{}", "{:#x}", "0{:o}"]))
def test_every_number_is_the_address_that_it_spells(number: int, form: str) -> None:
    assert literal(form.format(number)) == str(IPv4Address(number))
