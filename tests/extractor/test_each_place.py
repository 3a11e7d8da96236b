"""One verb and several towns: each number is of its own place, and each part has its own means."""

from __future__ import annotations

import pytest

from monitor.model import EventType, Strike
from tests.extractor.stories import told


def _dead(strikes: list[Strike]) -> dict[str, int | None]:
    return {place.name: toll.min for strike in strikes for place in strike.locations if (toll := strike.casualties.killed) is not None}


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("قتل اليوم خمسة مدنيين بغارة على مدينة سرمين، وثلاثة بغارة على مدينة أريحا.", {"سرمين": 5, "أريحا": 3}),
        ("استشهد خمسة مواطنين في غارة على مدينة جنين، واثنان في قصف مركبة بطولكرم.", {"جنين": 5, "طولكرم": 2}),
        ("أسفرت الغارات اليوم عن مقتل 4 أشخاص في مدينة بنش و3 في معرة النعمان و5 في سراقب.", {"بنش": 4, "معرة النعمان": 3, "سراقب": 5}),
        ("أدى القصف اليوم إلى مقتل أربعة مدنيين في مدينة بنش، وثلاثة آخرين في أريحا.", {"بنش": 4, "أريحا": 3}),
        ("إن خمسة أشخاص استشهدوا اليوم في غارة على مخيم النصيرات واثنين في غارة على مخيم البريج.", {"مخيم النصيرات": 5, "مخيم البريج": 2}),
        ("قتل مدني اليوم بقصف على مدينة سرمين، وآخر بقصف على مدينة بنش.", {"سرمين": 1, "بنش": 1}),
        ("قتل اليوم خمسة مدنيين في مدينة أريحا بقصف مدفعي وثلاثة في بنش واثنان في سرمين.", {"أريحا": 5, "بنش": 3, "سرمين": 2}),
        (
            "قتل اليوم 14 مدنيا بينهم نساء جراء قصف مدينة الرقة، و6 مدنيين بينهم طفلان قضوا جراء غارات على أحياء في مدينة تدمر.",
            {"الرقة": 14, "تدمر": 6},
        ),
        ("قتل 5 مدنيين اليوم بالبراميل على بلدة سفوهن بمحافظة إدلب، ومدني قتل جراء قصف على بلدة داعل.", {"سفوهن": 5, "داعل": 1}),
        ("قصف الطيران اليوم مدينة إدلب ما أدى إلى مقتل 3، وقصف مدينة حلب ما أدى إلى مقتل 5، كما قصف مدينة حماة.", {"إدلب": 3, "حلب": 5}),
        ("قتل اليوم ثلاثة جنود في اشتباكات بحمص وأربعة في غارة على مدينة تدمر.", {"تدمر": 4}),
    ],
)
def test_each_number_is_of_the_place_that_stands_with_it(text: str, dead: dict[str, int]) -> None:
    assert _dead(told(text)) == dead


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("قتل رجل وزوجته وثلاثة أطفال في غارة على مدينة سرمين اليوم.", {"سرمين": 5}),
        ("قتل خمسة مدنيين في غارة على مدينة سرمين اليوم بينهم امرأة وطفلان في منزل واحد.", {"سرمين": 5}),
        ("قتل خمسة مدنيين بغارة على مدينة سرمين اليوم ودمرت أربعة منازل في البلدة.", {"سرمين": 5}),
        ("قتل خمسة مدنيين بغارة على مدينة سرمين اليوم واثنان في حالة خطرة.", {"سرمين": 5}),
    ],
)
def test_a_list_a_part_and_a_state_are_no_dead_elsewhere(text: str, dead: dict[str, int]) -> None:
    assert _dead(told(text)) == dead


def test_each_part_has_its_own_means() -> None:
    strikes = told("قتل اليوم مدنيان بغارة جوية على مدينة سرمين، وثلاثة بقصف مدفعي على مدينة أريحا، وآخر بصاروخ مسيرة في بنش.")
    types = {strike.locations[0].name: strike.event_type for strike in strikes}
    assert types == {"سرمين": EventType.AIR, "أريحا": EventType.ARTILLERY, "بنش": EventType.DRONE}
