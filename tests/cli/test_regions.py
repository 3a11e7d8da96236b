"""Regions as people write them, against the real gazetteer: each is known, or refused with words that help."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_cli import CONFIG, place, rasd

__all__ = ["place"]  # the fixture that gives each test a directory of its own

KNOWN = [
    "ديرالزور",
    "ديرُ الزَّور",
    "محافظة دير الزور",
    "DEIR EZ ZOR",
    "sy-dy",
    "\u200fإدلب\u200f",
    "ادلب",
    "غزه",
    "Sana'a",
    "سورية",
    "mayadin",
]
STRANGE = ["", "  ", "-", "ـ", "💥", "東京", "ё", "SY_DY", "ريف دير الزووور", "ا" * 5000]


@pytest.mark.parametrize("name", KNOWN)
def test_a_region_is_known_however_it_is_spelt(place: Path, name: str) -> None:
    (place / "config.yaml").write_text(CONFIG.replace("دير الزور", f'"{name}"'), encoding="utf-8")
    assert rasd("check-config").exit_code == 0


@pytest.mark.parametrize("name", STRANGE)
def test_what_is_no_region_is_refused_with_its_line(place: Path, name: str) -> None:
    (place / "config.yaml").write_text(CONFIG.replace("دير الزور", f'"{name}"'), encoding="utf-8")
    result = rasd("check-config")
    assert result.exit_code == 2
    assert "config.yaml:3: watches[0].regions[0]" in result.output
