"""What else an article tells in the same breath: its places were not struck, unless the deed itself was."""

from __future__ import annotations

from datetime import datetime

import pytest

from monitor.model import ArticleContext, Kind
from workers.extractor import extract

CONTEXT = ArticleContext(datetime.fromisoformat("2024-05-10T15:00:00+03:00"))


def regions(text: str) -> set[str | None]:
    """The regions of the strikes that are news."""
    return {place.admin1 for strike in extract("", text, CONTEXT) if strike.kind == Kind.NEW for place in strike.locations}


@pytest.mark.parametrize(
    ("text", "struck"),
    [
        ("قصف الطيران الحربي مدينة سراقب بالتزامن مع اشتباكات عنيفة في بلدة كفرنبودة بريف حماة.", {"SY-ID"}),
        ("شنت الطائرات غارات على بلدة كفرنبل، في حين خرجت مظاهرة في مدينة الباب تطالب بوقف القصف.", {"SY-ID"}),
        ("استهدفت المدفعية قرية العنكاوي، وسيطرت الفصائل على تلة في جبل التركمان بريف اللاذقية.", {"SY-HM"}),
        ("تعرضت بلدة حيان لقصف مدفعي، كما أعلنت الفصائل تحقيق تقدم في ريف اللاذقية.", {"SY-HL"}),
        ("قتل مدني بقصف على مدينة تعز، بينما انفجرت عبوة ناسفة في مدينة عدن وأصيب جندي.", {"YE-TA"}),
        ("قصف إسرائيلي على خان يونس وسط نزوح مئات العائلات نحو دير البلح والنصيرات.", {"PS-KYS"}),
        ("قصف مدفعي على قرى سهل الغاب وحركة نزوح كبيرة باتجاه مدينة إدلب.", {"SY-HM"}),
        ("قصف صاروخي يستهدف مأرب، والجيش يحرر مواقع في محافظة البيضاء.", {"YE-MA"}),
        ("قصف الاحتلال منزلا في مخيم جباليا واقتحمت قواته مدينة نابلس واعتقلت عشرة شبان.", {"PS-NGZ"}),
        ("استشهد ثلاثة مواطنين في غارة على حي الزيتون، فيما شيع الأهالي في رام الله جثمان شهيد.", {"PS-GZA"}),
        ("شن الطيران الروسي غارات على بلدة البارة، وعقد وفد تركي اجتماعا في مدينة عفرين.", {"SY-ID"}),
        ("استهدفت مسيّرة سيارة في القامشلي، في وقت وصل فيه وفد أمريكي إلى مدينة الرقة.", {"SY-HA"}),
        ("غارة على سيارة في بلدة البازورية، واجتماع أمني في مدينة بعلبك.", {"LB-JA"}),
        ("توفي في مستشفى بمدينة غازي عنتاب متأثرا بجراح أصيب بها في قصف على مدينة الباب أمس.", {"SY-HL"}),
    ],
)
def test_places_of_other_deeds_were_not_struck(text: str, struck: set[str | None]) -> None:
    assert regions(text) == struck


@pytest.mark.parametrize(
    ("text", "struck"),
    [
        ("استهدفت غارة إسرائيلية اجتماعا لقياديين في بلدة عيتا الشعب.", {"LB-NA"}),
        ("قتل عشرون شخصا في غارة للتحالف على مراسم تشييع في مدينة صنعاء.", {"YE-SA"}),
        ("أطلقت طائرة صاروخا على مبنى مجاور لمراسم تشييع أحد القياديين في بلدة عيتا الشعب.", {"LB-NA"}),
        ("استهدف قصف مدفعي مظاهرة في مدينة معرة النعمان.", {"SY-ID"}),
        ("قصفت قوات النظام بالمدفعية وقفة احتجاجية في بلدة إبطع.", {"SY-DR"}),
        ("قصف الطيران تعزيزات عسكرية وصلت إلى مدينة السخنة.", {"SY-HI"}),
        ("استهدفت مسيّرة قوة توغلت في بلدة مارون الراس.", {"LB-NA"}),
        ("سيطر الجيش على قرية كباني بعد قصفها بأكثر من مئة صاروخ.", {"SY-LA"}),
        ("رفعت حصيلة القصف على مدينة حلب إلى عشرة قتلى.", {"SY-HL"}),
        ("اندلع حريق في مصفاة بانياس إثر قصف بالصواريخ.", {"SY-TA"}),
    ],
)
def test_places_of_deeds_that_were_struck_themselves_were_struck(text: str, struck: set[str | None]) -> None:
    assert regions(text) == struck


@pytest.mark.parametrize(
    ("text", "struck"),
    [
        ("قصف مدفعي من مناطق سيطرة قسد على قرية كفر كلبين.", {"SY-HL"}),
        ("توغلت دورية للاحتلال في قرية جباتا الخشب وأطلقت قذيفتي هاون على محيطها.", {"SY-QU"}),
        ("توغلت دورية للاحتلال في قرية جباتا الخشب وأطلقت قذيفتي هاون على بلدة نصيب.", {"SY-DR"}),
        ("سيطر الجيش على قرية كباني بعد قصف عنيف على تل رفعت.", {"SY-HL"}),
        ("سيطر الجيش على قرية كباني بعد قصف عنيف على القرية.", {"SY-LA"}),
    ],
)
def test_where_troops_went_was_struck_only_if_it_was_what_they_fired_at(text: str, struck: set[str | None]) -> None:
    assert regions(text) == struck
