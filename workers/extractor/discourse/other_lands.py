"""``وزارة الصحة الإيرانية: 224 شهيدا``: the dead whom a land's own health office counts died in that land."""

from __future__ import annotations

from workers.extractor.discourse.drafts import Draft, Statement
from workers.extractor.text import fold
from workers.extractor.where.place_words import words

_HEALTH = fold("الصحة")
_NEAR = 3  # words from the office to its land: وزارة الصحة العامة اللبنانية


def of_another_land(statement: Statement, draft: Draft) -> bool:
    """Does the health office of another land than that of the strike count the dead?"""
    lands = {region.split("-")[0] for region in draft.regions}
    land = _land_of_office(statement)
    return bool(lands) and bool(statement.tolls) and land is not None and land not in lands


def _land_of_office(statement: Statement) -> str | None:
    """The land whose health office the sentence names, if one does."""
    tokens, nations = statement.clause.sentence.tokens, words()["nation"]
    office = next((at for at, token in enumerate(tokens) if token.key == _HEALTH), None)
    behind = tokens[office + 1 : office + _NEAR] if office is not None else ()
    return next((nations[token.key] for token in behind if token.key in nations), None)
