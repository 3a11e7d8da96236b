"""What the check of the word tables promises."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from monitor.errors import LexiconError
from workers.extractor import lexicon, lexicon_check, word_sets
from workers.extractor.lexicon import tables


def written(folder: Path, name: str, *lines: str) -> list[str]:
    """What is wrong in a table of these lines, read as the lexicon reads its own."""
    path = folder / name
    path.write_text("# a comment\n\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return [problem.removeprefix(f"{folder}/") for problem in tables.problems(tables.TABLES[name], lexicon.table(str(path)))]


def test_nothing_is_wrong_in_the_lexicon() -> None:
    assert lexicon_check.check() == []


def test_every_table_of_words_is_checked() -> None:
    of_other_checks = {"clitics.tsv", "inflections.tsv", "frames.tsv", "boilerplate.tsv", "settings.tsv"}
    assert {path.name for path in lexicon.HERE.glob("*.tsv")} == of_other_checks | tables.TABLES.keys()


def test_every_set_of_words_is_asked_for() -> None:
    sources = [path.read_text(encoding="utf-8") for path in lexicon.HERE.parent.rglob("*.py")]
    calls = [call for source in sources for call in re.findall(r"word_(?:set|beginnings)\(([^)]+)\)", source)]
    asked = {name for call in calls for name in re.findall(r'"([\w.]+)"', call)}
    assert {cells[0] for _, cells in lexicon.table(word_sets.FILE)} == asked


def test_a_set_that_is_not_there_is_named() -> None:
    with pytest.raises(LexiconError, match="there is no set 'colours'"):
        word_sets.word_set("war", "colours")


def test_a_sound_table_has_no_problems(tmp_path: Path) -> None:
    assert written(tmp_path, "numbers.tsv", "unit\t3\tثلاثة ثلاث", "least\t-\tأكثر_من") == []


@pytest.mark.parametrize(
    ("name", "line", "problem"),
    [
        ("numbers.tsv", "couple\t2\tزوج", "numbers.tsv:3: unknown 'couple' in column 1"),
        ("dates.tsv", "offset\t0", "dates.tsv:3: 3 cells are needed, got 2"),
        ("months.tsv", "13\tg\tstrong\tنسيء", "months.tsv:3: unknown '13' in column 1"),
        ("months.tsv", "1\tx\tstrong\tيناير", "months.tsv:3: unknown 'x' in column 2"),
        ("things.tsv", "time\tساعة ساعة", "things.tsv:3: 'ساعة' is already at things.tsv:3"),
        ("casualty_marks.tsv", "toll\tعدد_القتلى", "casualty_marks.tsv:3: 'عدد_القتلى' is a phrase, and this table has single words"),
        ("actors.tsv", "usa\tnickname\t*\tأمريكا", "actors.tsv:3: unknown 'nickname' in column 2"),
        ("actor_words.tsv", "shouting\tصاح", "actor_words.tsv:3: unknown 'shouting' in column 1"),
        ("sources.tsv", "sana\toracle\t-\tسانا", "sources.tsv:3: unknown 'oracle' in column 2"),
        ("source_words.tsv", "say\tقال |  | ذكر", "source_words.tsv:3: an empty word"),
        ("targets.tsv", "palace\tقصر", "targets.tsv:3: unknown 'palace' in column 1"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, name: str, line: str, problem: str) -> None:
    found = written(tmp_path, name, line)
    assert [text.replace(str(tmp_path) + "/", "") for text in found] == [problem]


def test_a_word_with_two_values_is_named_however_it_is_spelt(tmp_path: Path) -> None:
    found = written(tmp_path, "numbers.tsv", "unit\t1\tإحدى", "unit\t2\tاحدى")
    assert found == ["numbers.tsv:4: 'احدى' is both 1 and 2"]


def test_a_word_may_have_two_meanings(tmp_path: Path) -> None:
    assert written(tmp_path, "casualty_marks.tsv", "toll\tعدد", "filler\tعدد") == []
