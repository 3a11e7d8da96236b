"""Dead of an earlier day told beside the news, and other small things that a neighbouring sentence must not change."""

from __future__ import annotations

import pytest

from monitor.model import Kind
from tests.extractor.stories import told

NEWS = "سقط صاروخ باليستي أطلقته جماعة الحوثي مساء اليوم الجمعة على حي سكني وسط مدينة مأرب شرقي اليمن."


@pytest.mark.parametrize(
    "line",
    [
        "وارتفع عدد قتلى الهجوم الحوثي على سوق في مأرب، السبت الماضي، إلى 21.",
        "وقتل أحد عشر مدنيا في المدينة يوم الأحد الماضي.",
    ],
)
def test_the_dead_of_a_day_before_the_strike_are_none_of_its(line: str) -> None:
    news = [strike for strike in told(f"{NEWS}\n{line}") if strike.kind is not Kind.BACKGROUND]
    assert [strike.casualties.killed for strike in news] == [None]


def test_the_dead_of_the_same_day_are_its_own() -> None:
    [strike] = told(f"{NEWS}\nوقتل أربعة مدنيين في المدينة اليوم الجمعة.")
    assert strike.casualties.killed is not None
    assert strike.casualties.killed.min == 4


@pytest.mark.parametrize(
    "text",
    [
        "أعلنت المؤسسة العامة تعرض مبناها الرئيسي في مدينة الكويت لأضرار إثر استهدافه بطائرة مسيرة فجر اليوم.",
        "استهدفت طائرة مسيرة إيرانية مبنى في مدينة الكويت فجر اليوم.",
    ],
)
def test_a_city_that_bears_the_name_of_its_country_is_struck(text: str) -> None:
    [strike] = told(text)
    assert [place.admin1 for place in strike.locations] == ["KW-KU"]


def test_raids_called_saudi_in_the_title_are_those_of_the_coalition_in_the_text() -> None:
    [strike] = told("قضت امرأتان إثر غارة للتحالف العربي أمس على منزل في محافظة صعدة.", "الغارات السعودية على صعدة تقتل امرأتين")
    assert "saudi_coalition" in {actor.id for actor in strike.actors}


def test_where_men_are_pressed_into_service_nothing_was_struck() -> None:
    [strike] = told("قتل مدني بقصف على مديرية حيس صباح اليوم، وفي مديرية التحيتا تقوم المليشيا بالتجنيد الإجباري للشباب.")
    assert [place.name for place in strike.locations if place.role == "target"] == ["حيس"]
