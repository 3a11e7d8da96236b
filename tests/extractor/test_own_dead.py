"""Who announces dead of his own did not do the strike; who announces a deed of his own did, whoever died in it."""

from __future__ import annotations

import pytest

from tests.extractor.stories import told


def doers(text: str) -> set[str]:
    return {actor.id for strike in told(text) for actor in strike.actors}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("قالت قيادة العمليات المشتركة العراقية إن القصف قرب الحلة أسفر عن مقتل ثلاثة من أفراد الجيش.", "iraq_gov"),
        ("أعلنت وزارة الدفاع السورية أن الغارات على مطار حماة أدت إلى مقتل جنديين.", "syria_gov"),
        ("أعلن الجيش اللبناني أن غارة على بلدة حولا أسفرت عن إصابة جندي.", "lebanon_army"),
        ("أكد الجيش الإسرائيلي إصابة جنديين نتيجة سقوط قذيفة في المطلة.", "israel"),
        ("أعلن الجيش التركي أن القصف على مدينة كوباني أسفر عن مقتل جندي من قواته.", "turkey"),
        ("من جهتها أعلنت قسد أن القصف على عين عيسى أدى إلى مقتل أربعة من مقاتليها.", "sdf"),
    ],
)
def test_who_counts_dead_of_his_own_is_not_the_doer(text: str, speaker: str) -> None:
    assert doers(text)
    assert speaker not in doers(text)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("أعلنت وزارة الدفاع الروسية أن الضربة أسفرت عن مقتل خمسين جنديا أوكرانيا في أوديسا.", "russia"),
        ("أعلنت كتائب القسام أن قصف تجمع للاحتلال شرق رفح أدى إلى مقتل جنديين.", "hamas"),
        ("أعلن الجيش الإسرائيلي قصف موقع في حمص ومقتل ثلاثة جنود سوريين.", "israel"),
        ("أعلن الجيش السوداني أن الغارات على مدينة نيالا أسفرت عن مقتل عشرات من عناصر المليشيا.", "sudan_gov"),
        ("أعلن التحالف أن الضربة أسفرت عن مقتل قيادي في الرقة.", "coalition"),
    ],
)
def test_who_counts_the_dead_of_others_is(text: str, speaker: str) -> None:
    assert doers(text) == {speaker}
