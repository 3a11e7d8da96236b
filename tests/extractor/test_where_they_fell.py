"""Towns that a text names only by who died or was hurt there."""

from __future__ import annotations

import pytest

from tests.extractor.stories import told

SHELLED = "قصفت قوات النظام بالصواريخ اليوم الجمعة بلدات في ريف إدلب الجنوبي بينها بلدة سرمين، ما أدى إلى مقتل ستة مدنيين.\n"


@pytest.mark.parametrize(
    ("more", "towns"),
    [
        ("وتوفي رجل في بلدة بنش وجرح أربعة آخرون في مدينة سراقب.", {"سرمين", "بنش", "سراقب"}),
        ("أما في بنش فقد قضى طفل وأصيبت والدته.", {"سرمين", "بنش"}),
        ("وفي بلدة بنش، فارقت امرأة الحياة.", {"سرمين", "بنش"}),
        ("وقال الدفاع المدني إن ثلاثة من القتلى سقطوا في بنش وسراقب.", {"سرمين", "بنش", "سراقب"}),
        ("وتوفي أحد الجرحى في مشفى مدينة سراقب متأثرا بإصابته.", {"سرمين"}),
        ("وقتل رجل بالرصاص في مدينة سراقب.", {"سرمين"}),
        ("وأغلقت الطريق بين بنش وسراقب ساعة وأصيبت امرأة.", {"سرمين"}),
    ],
)
def test_where_people_fell_next_to_a_strike_was_struck(more: str, towns: set[str]) -> None:
    (strike,) = told(SHELLED + more)
    assert {place.name for place in strike.locations} == towns
