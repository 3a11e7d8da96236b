"""Hospitals that only speak or take in the wounded: ``مصدر طبي في مستشفى X``, ``استقبل مستشفى X الجرحى``, ``وصول شهداء إلى مستشفى X``.

A word for who speaks there, or for taking people in, stands before the hospital with no strike's word between (``قصف مستشفى X`` is one on
it); or people are brought *to* it. What only contains such a hospital was not struck on its account.
"""

from __future__ import annotations

from workers.extractor.where.gazetteer import Place
from workers.extractor.where.other_deeds import STRIKES, clause_before
from workers.extractor.where.place_phrase import Phrase
from workers.extractor.where.place_words import in_class
from workers.extractor.word_sets import word_set

TAKES_IN, SPEAKS = "a hospital that takes people in", "a hospital that speaks"
_REACH = 7  # tokens from who speaks to the hospital
_REPORTS = word_set("place_clinics.reports")
_TO = ("الي", "ل", "نحو")
_JUST_BEFORE = 2


def only_told(phrase: Phrase, spot: Place | None) -> str:
    """Why the hospital was not struck, or an empty string."""
    if "hospital" not in phrase.features and (spot is None or spot.feature != "hospital"):
        return ""
    clause = clause_before(phrase, _REACH)
    if phrase.prep in _TO and not any(token.has_any(STRIKES) for token in clause[-_JUST_BEFORE:]):
        return TAKES_IN
    for token in reversed(clause):
        if token.has_any(STRIKES):
            return ""
        if in_class(token, "takes_in"):
            return TAKES_IN
        if in_class(token, "of_clinic"):
            return SPEAKS
    return SPEAKS if clause and (in_class(clause[-1], "say") or clause[-1].key.removeprefix("و") in _REPORTS) else ""
