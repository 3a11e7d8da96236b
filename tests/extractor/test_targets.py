"""What the reading of targets promises; the phrasings are in ``tests/corpus/targets.tsv``."""

from __future__ import annotations

import pytest

from tests.extractor.corpus import document, marked, rows
from tests.extractor.stories import told
from workers.extractor.targets import find_targets, target_classes, targets_of


def struck(sentence: str) -> list[tuple[str, str | None]]:
    _, ((where, index),) = marked(sentence)
    return [(mention.value.class_, mention.value.group) for mention in targets_of(where, index, index + 1, find_targets(where))]


def wanted(cell: str) -> list[tuple[str, str | None]]:
    return [(name, owner or None) for name, _, owner in (item.partition("@") for item in cell.split(",") if item != "-")]


@pytest.mark.parametrize(("expected", "sentence"), rows("targets.tsv"))
def test_what_a_trigger_strikes_is_named_with_its_owner(expected: str, sentence: str) -> None:
    named = [(name, group if group not in ("civilians", "displaced") else None) for name, group in struck(sentence)]
    assert named[:1] == wanted(expected)[:1]


def test_a_target_keeps_its_words_and_its_owner() -> None:
    (mention,) = find_targets(document("مستودع أسلحة للميليشيات الإيرانية").sentences[0])
    assert (mention.value.text, mention.value.group) == ("مستودع أسلحة للميليشيات الإيرانية", "iran_backed")


def test_homes_of_civilians_belong_to_civilians() -> None:
    (mention,) = find_targets(document("استهدفت منازل المدنيين").sentences[0])
    assert mention.value.group == "civilians"


def test_a_town_that_something_happened_in_is_not_struck() -> None:
    assert find_targets(document("قتل رجل في مدينة الباب").sentences[0]) == []


def test_every_class_of_the_record_is_known() -> None:
    assert {"weapons_depot", "headquarters", "military_base", "residential", "hospital", "airport"} <= target_classes()


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("غارة على سيارة في بلدة بيت ليف.", {"vehicle"}),
        ("قصف مدفعي على بيت لاهيا.", set()),
        ("غارة على منزل في مدينة بيت حانون.", {"residential"}),
        ("غارة على بيت في بلدة عيترون.", {"residential"}),
        ("قصف السوق الشعبي في مدينة دير حافر.", {"market"}),
    ],
)
def test_a_thing_in_the_name_of_a_town_is_no_target(text: str, classes: set[str]) -> None:
    (strike,) = told(text)
    assert {target.class_ for target in strike.targets} == classes
