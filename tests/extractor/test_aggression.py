"""``العدوان`` as the press of one side calls those who strike: before its verb it is news, and no shelling told of before."""

from __future__ import annotations

import pytest

from tests.extractor.stories import told


@pytest.mark.parametrize(
    "line",
    [
        "العدوان الأمريكي يستهدف بثلاث غارات منزلا في منطقة شعب المرزوق بأمانة العاصمة",
        "العدوان الأمريكي البريطاني يشن غارتين على منطقة شعب المرزوق بأمانة العاصمة",
        "العدوان السعودي قصف بالمدفعية منطقة شعب المرزوق بمحافظة صعدة",
    ],
)
def test_what_the_aggression_does_opens_a_strike_in_a_place_that_is_not_known(line: str) -> None:
    [strike] = told(line)
    assert strike.locations


def test_its_dead_are_not_those_of_the_next_line() -> None:
    first, second = told(
        "العدوان الأمريكي يستهدف بغارتين منزلا في منطقة شعب المرزوق بأمانة العاصمة\n"
        "وزارة الصحة: 3 شهداء و12 جريحا في حصيلة استهداف المنزل\n"
        "5 غارات أمريكية على مديرية كتاف في صعدة فجر اليوم"
    )
    assert first.casualties.killed is not None
    assert first.casualties.killed.min == 3
    assert second.casualties.killed is None
