"""Whatever adjective, object, introduction, source, time or result stands beside a strike, it is raised; what only sounds like one is not.

Each list is put into every sentence of its kind, so that a rule which hides strikes behind a word is found by the words around it.
"""

from __future__ import annotations

import pytest

from monitor.model import Kind, Role
from tests.extractor.corpus import rows
from tests.extractor.stories import told

_ROWS = rows("beside.tsv")
_NEWS = (Kind.NEW, Kind.UPDATE)
_SENTENCES = {
    "adjective": (
        "شنت الطائرات الإسرائيلية غارة {w} على مستودع في مدينة إدلب اليوم.",
        "نفذت طائرات التحالف ضربة {w} استهدفت مقرا في مدينة إدلب.",
        "ضربات {w} على مواقع في مدينة إدلب أدت إلى مقتل خمسة.",
        "أسفرت ضربة جوية {w} على منزل في مدينة إدلب عن مقتل خمسة.",
        "ضربة صاروخية {w} تستهدف مدينة إدلب.",
    ),
    "object": (
        "قصفت الطائرات الحربية {w} في مدينة إدلب اليوم ما أدى إلى مقتل خمسة.",
        "استهدفت غارة جوية {w} في مدينة إدلب.",
        "أصاب صاروخ {w} في مدينة إدلب فقتل ثلاثة.",
    ),
    "site": (
        "غارة على {w} في مدينة إدلب توقع قتلى.",
        "شن الطيران غارة على {w} قرب بلدة سرمين.",
        "سقطت قذيفة على {w} في بلدة كفرنبل.",
        "استهداف {w} في محيط مدينة أريحا بغارة جوية.",
    ),
    "lead": (
        "{w}، قصفت الطائرات الحربية مدينة إدلب اليوم ما أدى إلى مقتل خمسة.",
        "{w}، شنت طائرات حربية غارات على مدينة إدلب.",
        "قتل خمسة مدنيين {w} في غارة على مدينة إدلب اليوم.",
    ),
    "source": (
        "{w} طائرات حربية قصفت مدينة إدلب صباح اليوم وقتلت خمسة مدنيين.",
        "{w} خمسة مدنيين قتلوا في غارة على مدينة إدلب اليوم.",
        "{w} صاروخا سقط على منزل في مدينة إدلب فجر اليوم.",
        "{w} مسيرة استهدفت سيارة في مدينة إدلب قبل قليل.",
    ),
    "time": (
        "قصفت الطائرات الحربية {w} مدينة إدلب ما أدى إلى مقتل خمسة.",
        "قتل خمسة مدنيين {w} بغارة على مدينة إدلب.",
        "استهدفت مسيرة {w} سيارة في مدينة إدلب.",
        "سقطت قذائف {w} على حي في مدينة إدلب.",
    ),
    "result": (
        "قصفت الطائرات الحربية مدينة إدلب اليوم {w}.",
        "استهدفت غارة جوية منزلا في مدينة إدلب اليوم، {w}.",
        "شنت طائرات حربية غارات على مدينة إدلب، {w}.",
    ),
}
_OLD = (
    "قصفت الطائرات الحربية مدينة إدلب {w} ما أدى إلى مقتل خمسة.",
    "قتل خمسة مدنيين {w} في غارة على مدينة إدلب.",
    "استهدفت مسيرة {w} سيارة في مدينة إدلب.",
    "افتتحت اليوم مدرسة في مدينة إدلب كانت الطائرات قد قصفتها {w}.",
    "أعلنت الشرطة اليوم توقيف متهم بقصف مدينة إدلب {w}.",
    "توفي اليوم رجل أصيب {w} في قصف على مدينة إدلب.",
    "{w} قصفت الطائرات مدينة إدلب وقتلت خمسة مدنيين.",
    "وكانت مدينة إدلب قد تعرضت {w} لغارات جوية.",
    "زار الوزير اليوم حيا في مدينة إدلب دمرته غارة {w}.",
    "طالب أهالي ضحايا القصف الذي طال مدينة إدلب {w} بالتعويض.",
    "نشرت منظمة حقوقية اليوم تقريرا عن قصف مدينة إدلب {w}.",
)
_BEFORE_ASIDE = (
    "قصفت المدفعية التركية اليوم قرية في محيط مدينة إدلب، {w}.",
    "قتل ثلاثة مدنيين بغارة على مدينة إدلب {w}.",
    "استهدفت مسيرة سيارة قرب مدينة إدلب {w}.",
    "أعلن الدفاع المدني مقتل ثلاثة في قصف على مدينة إدلب، {w}.",
)
_BEHIND_ASIDE = ("{w}، قصفت المدفعية التركية اليوم قرية في محيط مدينة إدلب.",)
_BEHIND_DEED = (
    "{w}، وقصفت المدفعية بلدة سرمين.",
    "{w}، فيما قصفت المدفعية بلدة سرمين.",
    "{w}. وقصفت المدفعية بلدة سرمين.",
    "{w}، بينما شنت طائرات غارات على بلدة سرمين.",
    "{w}، في حين قتل ثلاثة بقصف على بلدة سرمين.",
    "{w} وسقطت قذائف على بلدة سرمين.",
    "{w}، كما استهدفت غارة بلدة سرمين.",
)
_BEFORE_SECOND = (
    "قصفت الطائرات الحربية اليوم مدينة إدلب، {w}.",
    "شن الطيران خمس غارات على مدينة إدلب، {w}.",
    "قتل ثلاثة مدنيين بقصف على مدينة إدلب اليوم، {w}.",
    "قصفت الطائرات مدينة إدلب {w}.",
)
_PLACES = ("مدينة إدلب", "بلدة كفرنبل")
_TAILS = (" اليوم.", "، ما أدى إلى مقتل شخصين.")


def _of(kind: str) -> list[str]:
    return [words for named, words in _ROWS if named == kind]


def _raised(text: str) -> set[str | None]:
    """The provinces that its news says were struck."""
    struck = (place for strike in told(text) if strike.kind in _NEWS for place in strike.locations if place.role is Role.TARGET)
    return {place.admin1 for place in struck}


def _raises_idlib(text: str) -> bool:
    """That province, and no other."""
    return _raised(text) == {"SY-ID"}


@pytest.mark.parametrize("kind", sorted(_SENTENCES))
def test_no_word_beside_a_strike_hides_it(kind: str) -> None:
    texts = [sentence.format(w=words) for words in _of(kind) for sentence in _SENTENCES[kind]]
    assert len(texts) > len(_SENTENCES[kind])
    assert [text for text in texts if not _raises_idlib(text)] == []


def test_every_way_to_tell_a_strike_is_one() -> None:
    texts = [act.format(p=place) + tail for act in _of("act") for place in _PLACES for tail in _TAILS]
    assert len(texts) > len(_PLACES)
    assert [text for text in texts if not _raises_idlib(text)] == []


def test_what_only_sounds_like_a_strike_raises_nothing() -> None:
    texts = _of("no strike")
    assert texts
    assert [text for text in texts if any(strike.kind in _NEWS for strike in told(text))] == []


def test_a_strike_of_long_ago_is_not_raised_whatever_happens_today() -> None:
    texts = [sentence.format(w=words) for words in _of("old time") for sentence in _OLD]
    assert len(texts) > len(_OLD)
    assert [text for text in texts if any(strike.kind in _NEWS for strike in told(text))] == []


def test_what_a_sentence_tells_beside_its_strike_was_not_struck() -> None:
    told_first = [sentence.format(w=words) for words in _of("aside") for sentence in _BEHIND_ASIDE]
    told_last = [sentence.format(w=words) for kind in ("aside", "aside behind") for words in _of(kind) for sentence in _BEFORE_ASIDE]
    assert len(told_first) > 1
    assert [text for text in (*told_first, *told_last) if not _raises_idlib(text)] == []


def test_a_second_strike_in_the_sentence_is_raised_as_well() -> None:
    texts = [sentence.format(w=words) for words in _of("second strike") for sentence in _BEFORE_SECOND]
    assert len(texts) > len(_BEFORE_SECOND)
    assert [text for text in texts if _raised(text) != {"SY-ID", "SY-RA"}] == []


def test_what_else_happened_before_a_strike_does_not_hide_it_and_was_no_strike() -> None:
    texts = [sentence.format(w=words) for words in _of("other deed") for sentence in _BEHIND_DEED]
    assert len(texts) > len(_BEHIND_DEED)
    assert [text for text in texts if not _raises_idlib(text)] == []
