"""PURE: people who are not there, to see a layout with: short and very long names in each script."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from eventhub.visitors.badge_setting import Face

ADDRESS = "HTTPS://EVENTHUB.EXAMPLE/B/EH7K2Q9M4XC3TA"
CODE = "EH-7K2Q-9M4X-C3TA"
SAMPLES = {
    "ar": (_l("In Arabic"), "فاطمة الزهراء أيت الحاج", "Fatima Zahra Aït El Haj", "visitor"),
    "fr": (_l("In French"), "Jean-Baptiste Lefèvre", "", "press"),
    "zgh": (_l("In Tifinagh"), "ⵜⴰⵎⵙⵎⵓⵏⵜ ⵏ ⵜⵓⵜⵜⵓ", "Itto Amhaouch", "exhibitor"),
    "long_ar": (
        _l("Very long, in Arabic"),
        "تعاونية نساء الأطلس المتوسط للنباتات الطبية والعطرية والمنتوجات المجالية بخنيفرة",
        "Coopérative des femmes du Moyen Atlas pour les plantes aromatiques et médicinales",
        "buyer",
    ),
    "long_fr": (
        _l("Very long, in French"),
        "Marie-Christine-Emmanuelle de Montmorency-Laval de la Rochefoucauld",
        "",
        "guest",
    ),
    "school": (_l("A class"), "مدرسة المسيرة الخضراء الابتدائية", "École Al Massira Al Khadra", "school"),
}
"""By name: what the sample is, its name, the other one, its kind."""
COMPANY = "شركة التوزيع الكبرى"


def face(name: str, kinds: Mapping[str, Mapping[str, str]]) -> Face:
    """A sample's face; `kinds` are the words of kinds of visitor in `ar` and `fr`. Raises KeyError."""
    _what, first, other, category = SAMPLES[name]
    arabic, french = kinds["ar"][category], kinds["fr"][category]
    party = " · 24" if category == "school" else ""
    words = {
        "name": first,
        "other_name": other,
        "category": f"{arabic} · {french}{party}",
        "category_ar": arabic + party,
        "category_fr": french + party,
        "party": party.removeprefix(" · "),
        "company": COMPANY if category == "buyer" else "",
        "function": "رئيس المجلس الإقليمي" if category == "guest" else "",
        "place": "A-12" if category == "guest" else "",
        "code": CODE,
    }
    return Face(ADDRESS, category, words)
