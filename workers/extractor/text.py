"""Normalised text with a map back to the original, so that every offset that we show points at the words as written.

Length may change (tatweel, diacritics, directional marks and zero-width characters go); the map keeps, for each normalised
character, where it stood. Spelling folds that lose distinctions (hamza, ة/ه, ى/ي) are made only for look-up keys.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat

_DROPPED = frozenset("\u0640\u0670\ufeff\u00ad")  # tatweel, dagger alef, byte-order mark, soft hyphen
_DIGITS = {ord(a): str(i) for base in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for i, a in enumerate(base)}
_LETTERS = str.maketrans({"ک": "ك", "ی": "ي", "ہ": "ه", "ھ": "ه", "ۀ": "ه", "ٱ": "ا", "٪": "%", "٫": ".", "٬": ","})
_FOLD = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ء": None})


@dataclass(frozen=True, slots=True)
class Normal:
    """``text`` is normalised; character ``i`` of it stood at ``origins[i]`` of ``original``."""

    original: str
    text: str
    origins: array[int]


def _is_dropped(char: str) -> bool:
    return char in _DROPPED or unicodedata.category(char) in ("Mn", "Cf")


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    """What is left of one character: nothing, itself, its plain form, or the letters of a ligature."""
    base = unicodedata.normalize("NFKC", char) if "\ufb50" <= char <= "\ufefc" else char
    return "".join(piece for piece in base.translate(_DIGITS).translate(_LETTERS) if not _is_dropped(piece))


_UNUSUAL = re.compile("[^\n -~«»،؛؟\u0621-\u063a\u0641-\u064a]")  # all others stand for themselves


def normalise(original: str) -> Normal:
    """Fold presentation forms and foreign letter variants, turn all digits into ASCII ones, drop diacritics, tatweel and
    invisible marks. Never raises; lines are kept."""
    pieces, origins, done = list[str](), array("l"), 0
    for match in _UNUSUAL.finditer(original):
        at, plain = match.start(), _plain(match.group())
        pieces += (original[done:at], plain)
        origins.extend(range(done, at))
        origins.extend(repeat(at, len(plain)))
        done = at + 1
    pieces.append(original[done:])
    origins.extend(range(done, len(original)))
    return Normal(original, "".join(pieces), origins)


@lru_cache(maxsize=32768)
def fold(word: str) -> str:
    """The look-up key of a normalised word: hamza seats, ة/ه and ى/ي are one letter each, a bare hamza is none."""
    return word.translate(_FOLD)
