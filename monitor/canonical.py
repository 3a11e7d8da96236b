"""When two addresses, or two texts, are the same story.

Policy for addresses: the canonical form is an identity, not something to fetch. Scheme, ``www.``, ``m.`` and ``amp.``
hosts, default ports, fragments, tracking parameters, AMP forms, a trailing slash, letter case of the host and the way a
path is escaped do not make another article. The rest of the query does: many sites number their articles in it.

Policy for texts: the fingerprint is a hash of the words as read, so syndicated copies under one agency's text are equal
though the sites differ in spelling marks, spaces and punctuation. ``simhash`` is for near copies: few differing bits
(under a dozen of 64) mean a text with a word or two changed. Numbers stay in both: a new toll is a new text.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

_TRACKING = re.compile(
    r"^(?:utm_\w*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|twclid|ttclid|mc_cid|mc_eid|_ga|_gl|ocid|at_\w+|"
    r"ref|ref_src|referrer|source|src|from|cmpid|xtor|ns_\w+|share|sharetype|s_cid|feature|outputtype|amp|amp_js_v|usqp|"
    r"fb_\w+|traffic_source|maca|rss|cid_source)$",
    re.IGNORECASE,
)
_AMP_HOST = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.[^.]+)")
_AMP_TAIL = re.compile(r"(?:/amp(?:\.html?)?|\.amp(?:\.html?)?)$")
_AMP_HEAD = re.compile(r"^/amp(?=/)")
_SLASHES = re.compile(r"/{2,}")
_DIGITS = {ord(char): str(index) for row in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for index, char in enumerate(row)}
_FOLD = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ؤ": "و", "ئ": "ي"})
# Vowel signs and other marks over letters, tatweel, and what is written but not seen.
_MARKS = re.compile("[\u00ad\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_WORD = re.compile(r"\w+")


def canonical_url(url: str) -> str:
    """The identity of an article's address; what is not an address comes back stripped."""
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return url.strip()
    if parts.scheme not in ("http", "https") or not host:
        return url.strip()
    if cached := _amp_cache(host, parts.path):
        return canonical_url(cached)
    place = _host(host) + (f":{port}" if port and port not in (80, 443) else "")
    query = _query(parts.query)
    return f"https://{place}{_path(parts.path)}" + (f"?{query}" if query else "")


def _host(host: str) -> str:
    try:
        ascii_host = host.encode("idna").decode("ascii") if not host.isascii() else host
    except UnicodeError:
        ascii_host = host
    return _AMP_HOST.sub("", ascii_host.lower())


def _amp_cache(host: str, path: str) -> str | None:
    """The article behind Google's copy: ``cdn.ampproject.org/c/s/site/path`` and ``google.com/amp/s/site/path``."""
    if host.endswith("cdn.ampproject.org") or re.fullmatch(r"(?:www\.)?google\.[a-z.]+", host):
        match = re.match(r"^/(?:[cv]|amp)/(s/)?(.+\..+)", path)
        return ("https://" if match.group(1) else "http://") + match.group(2) if match else None
    return None


def _path(path: str) -> str:
    path = _SLASHES.sub("/", path)
    path = _AMP_HEAD.sub("", _AMP_TAIL.sub("", path.rstrip("/"))).rstrip("/")
    return quote(unicodedata.normalize("NFC", unquote(path)), safe="/:@!$&'()*+,;=~-._")


def _query(query: str) -> str:
    pairs = [pair for pair in parse_qsl(query, keep_blank_values=True) if not _TRACKING.match(pair[0])]
    return urlencode(sorted(pairs))


def words_of(text: str) -> list[str]:
    """The words as they are compared: folded spelling, no marks, ASCII digits, lower case."""
    plain = unicodedata.normalize("NFKC", text).translate(_DIGITS).translate(_FOLD)
    return _WORD.findall(_MARKS.sub("", plain).lower())


def fingerprint(text: str) -> str:
    """Equal for two copies of one text, whatever their punctuation and spelling marks; empty for no words."""
    words = words_of(text)
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:32] if words else ""
