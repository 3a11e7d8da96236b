"""Which addresses this service may talk to.

Feeds, articles and webhooks are named by strangers (a feed's links, a redirect, a configuration that someone shared), so
none of them may reach into the network that Rasd runs in. Policy:

- only http and https, no user name or password in the URL, and a host;
- an address that is not globally routable is refused: loopback, private, link-local, carrier-grade NAT, multicast,
  reserved, unspecified, site-local, documentation ranges;
- an IPv6 form that carries an IPv4 address (mapped, compatible, 6to4, Teredo, NAT64) is refused whatever it carries: no
  public site needs one, and each is a way around a check of the plain form;
- a range listed by the operator in ``network.allow`` is let through, in plain or IPv4-mapped form.

The check is made on the addresses that the connection will be opened to (see ``monitor.http``), not on the name, so a name
that resolves differently a second time gains nothing. Hosts such as ``0x7f.1``, ``017700000001`` and ``2130706433``, which
are addresses to some readers and names to others, are refused as they stand.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

from monitor.errors import AddressRefused

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_REFUSED: dict[str, tuple[str, ...]] = {
    "unspecified": ("0.0.0.0/8", "::/128"),
    "loopback": ("127.0.0.0/8", "::1/128"),
    "private": ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"),
    "carrier-grade NAT": ("100.64.0.0/10",),
    "link-local": ("169.254.0.0/16", "fe80::/10"),
    "site-local": ("fec0::/10",),
    "multicast": ("224.0.0.0/4", "ff00::/8"),
    "IPv4-mapped": ("::ffff:0:0/96", "::ffff:0:0:0/96"),
    "IPv4-compatible": ("::/96",),
    "6to4": ("2002::/16", "192.88.99.0/24"),
    "Teredo": ("2001::/32",),
    "NAT64": ("64:ff9b::/96", "64:ff9b:1::/48"),
    "reserved": ("240.0.0.0/4", "192.0.0.0/24", "198.18.0.0/15", "100::/64", "5f00::/16"),
    "documentation": ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20"),
}
_RANGES: tuple[tuple[str, Network], ...] = tuple((name, ipaddress.ip_network(text)) for name, texts in _REFUSED.items() for text in texts)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_DISGUISED = re.compile(r"(?:^|\.)(?:\d+|0x[0-9a-f]*)\.?$", re.IGNORECASE)  # no top-level domain is a number
_GLOBAL_V6 = ipaddress.ip_network("2000::/3")  # all that is handed out so far


@dataclass(frozen=True, slots=True)
class Guard:
    """The rules with an operator's exceptions; ``allow`` holds the ranges of ``network.allow``."""

    allow: tuple[Network, ...] = ()

    @classmethod
    def of(cls, ranges: Iterable[str]) -> Guard:
        """The guard that lets the given ranges through (``127.0.0.0/8``, ``::1``)."""
        return cls(tuple(ipaddress.ip_network(text, strict=False) for text in ranges))

    def why_refused(self, text: str) -> str | None:
        """Why this address (no name) may not be talked to, or nothing if it may."""
        address = _parse(text)
        if address is None:
            return "not an address"
        if self._allows(address):
            return None
        return _why(address)

    def _allows(self, address: Address) -> bool:
        mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
        forms: tuple[Address, ...] = (address, mapped) if mapped else (address,)
        return any(form.version == net.version and form in net for form in forms for net in self.allow)

    def check_address(self, text: str, host: str) -> None:
        """Refuse an address that ``host`` stands for."""
        if why := self.why_refused(text):
            raise AddressRefused(f"{host} is {_shown(text, host)}{why}, which this service does not talk to (see network.allow)")

    def check_url(self, url: str) -> SplitResult:
        """Refuse a URL by its form; a host that is an address is judged at once, a name when it is connected to."""
        parts = _split(url)
        if parts.scheme not in ("http", "https"):
            raise AddressRefused(f"only http and https are spoken, not {parts.scheme or 'a URL without a scheme'}: {url[:200]}")
        if "@" in parts.netloc:
            raise AddressRefused(f"a URL with a user name or password in it is refused: {parts.scheme}://...@{parts.hostname}")
        if not parts.hostname:
            raise AddressRefused(f"a URL without a host is refused: {url[:200]}")
        self.check_host(parts.hostname)
        return parts

    def check_host(self, host: str) -> None:
        """Refuse a host that is a forbidden address, or an address in disguise; a name passes."""
        if _parse(host) is not None:
            self.check_address(host, host)
        elif _DISGUISED.search(host):
            raise AddressRefused(f"an address in an unusual form is refused: {host[:100]}")


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises on a port that is none
    except ValueError as error:
        raise AddressRefused(f"not a URL ({error}): {url[:200]}") from error
    if _CONTROL.search(url):
        raise AddressRefused(f"a URL with control characters is refused: {url[:200]!r}")
    if any(char in parts.netloc for char in "\\ %"):  # read differently by different parsers
        raise AddressRefused(f"a URL whose host has odd characters is refused: {url[:200]!r}")
    return parts


@lru_cache(maxsize=4096)
def _parse(text: str) -> Address | None:
    try:
        return ipaddress.ip_address(text.partition("%")[0].strip("[]"))
    except ValueError:
        return None


def _why(address: Address) -> str | None:
    for name, network in _RANGES:
        if address.version == network.version and address in network:
            return name
    if address.version == 6 and address not in _GLOBAL_V6:
        return "not in the global range"
    return None if address.is_global else "not globally routable"


def _shown(text: str, host: str) -> str:
    return "" if text == host else f"{text}, "
