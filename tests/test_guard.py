"""Which addresses may be talked to."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import AddressRefused
from monitor.guard import Guard

_REFUSED = """
127.0.0.1 127.8.8.8 0.0.0.0 0.1.2.3 10.0.0.1 172.16.5.5 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 100.127.255.255
224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 192.0.0.1 192.0.2.1 198.18.0.1 198.51.100.7 203.0.113.9 192.88.99.1
:: ::1 fe80::1 fe80::1%eth0 fec0::1 fc00::1 fd12:3456::1 ff02::1 2001:db8::1 100::1
::ffff:127.0.0.1 ::ffff:8.8.8.8 ::ffff:0:8.8.8.8 ::8.8.8.8 2002:7f00:1::1 2002:808:808::1 2001:0:53aa::1
64:ff9b::7f00:1 64:ff9b::808:808 64:ff9b:1::1 4000::1
"""
_PERMITTED = "8.8.8.8 1.1.1.1 172.32.0.1 100.63.255.255 100.128.0.1 169.253.0.1 2a00:1450:4001::200e 2606:4700::1111"


@pytest.mark.parametrize("address", _REFUSED.split())
def test_an_address_that_leads_inside_or_nowhere_is_refused(address: str) -> None:
    assert Guard().why_refused(address)


@pytest.mark.parametrize("address", _PERMITTED.split())
def test_a_public_address_is_let_through(address: str) -> None:
    assert Guard().why_refused(address) is None


def test_a_range_that_the_operator_lists_is_let_through() -> None:
    guard = Guard.of(["127.0.0.0/8", "fd00::/8"])
    assert [guard.why_refused(one) for one in ("127.0.0.1", "fd12::1")] == [None, None]


def test_an_allowed_range_is_let_through_in_its_mapped_form_too() -> None:
    assert Guard.of(["127.0.0.0/8"]).why_refused("::ffff:127.0.0.1") is None


def test_an_allowed_range_opens_no_other() -> None:
    assert Guard.of(["127.0.0.0/8"]).why_refused("10.0.0.1")


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/feed",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "//example.org/feed",
        "example.org/feed",
        "",
        "http://",
        "http:///path",
        "http://user@example.org/",
        "http://user:secret@example.org/",
        "http://example.org@127.0.0.1/",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[fe80::1%25eth0]/",
        "http://example.org\\@127.0.0.1/",
        "http://example.org:99999/",
        "http://[::1/",
        "http://exa mple.org/",
        "http://127.0.0.1%2f@example.org/",
        "http://example.org/a\r\nHost: inside",
        "http://example.org/\x00",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://127.1/",
    ],
)
def test_a_url_that_is_dangerous_by_its_form_is_refused(url: str) -> None:
    with pytest.raises(AddressRefused):
        Guard().check_url(url)


@pytest.mark.parametrize("url", ["https://example.org/feed", "http://example.org:8080/?a=b", "https://أخبار.مثال/تغذية", "http://8.8.8.8/"])
def test_an_ordinary_url_passes(url: str) -> None:
    assert Guard().check_url(url).hostname


def test_a_refusal_names_no_password() -> None:
    with pytest.raises(AddressRefused) as caught:
        Guard().check_url("http://user:hunter2@example.org/")
    assert "hunter2" not in str(caught.value)


@given(st.ip_addresses(v=4))
def test_no_ipv4_address_passes_that_is_not_global(address: ipaddress.IPv4Address) -> None:
    if Guard().why_refused(str(address)) is None:
        assert address.is_global
        assert not address.is_multicast


@given(st.ip_addresses(v=6))
def test_no_ipv6_address_passes_that_is_not_global(address: ipaddress.IPv6Address) -> None:
    if Guard().why_refused(str(address)) is None:
        assert address.is_global
        assert not any((address.ipv4_mapped, address.sixtofour, address.teredo, address.is_multicast, address.is_site_local))


@given(st.ip_addresses(v=4))
def test_no_form_of_ipv6_smuggles_an_ipv4_address(address: ipaddress.IPv4Address) -> None:
    high, low = int(address) >> 16, int(address) & 0xFFFF
    forms = (
        f"::ffff:{address}",
        f"::{address}",
        f"2002:{high:x}:{low:x}::1",
        f"64:ff9b::{high:x}:{low:x}",
        f"2001:0:1:2:3:4:{high:x}:{low:x}",
    )
    assert all(Guard().why_refused(form) for form in forms)


@given(st.text(max_size=60))
def test_any_text_as_a_url_is_refused_or_passes_and_nothing_else_happens(text: str) -> None:
    for url in (text, "http://" + text):
        try:
            parts = Guard().check_url(url)
        except AddressRefused:
            continue
        assert parts.scheme in ("http", "https")
        assert parts.hostname
