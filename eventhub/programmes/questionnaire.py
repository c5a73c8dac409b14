"""PURE: the questionnaire of a diagnosis as the house offers it; an organizer may change a copy.

Each statement says what a 0 and what a 4 look like, so that two agents mean the same by a mark; 1, 2 and 3
lie between (`phrases.MARKS`). These are contents, as an organizer writes them, not words of the screen.
"""

from typing import Any

from eventhub.programmes.kinds import Axis

LANGUAGES = ("ar", "fr", "en")
MOST = 4
"""Statements of an axis."""

_G, _F, _P, _M, _C, _D = Axis
_ROWS: tuple[tuple[Axis, tuple[str, str, str], tuple[str, str, str], tuple[str, str, str]], ...] = (
    (
        _G,
        ("الجمع العام السنوي", "Assemblée générale annuelle", "Yearly general assembly"),
        ("لم ينعقد قط", "Jamais tenue", "Never held"),
        (
            "ينعقد كل سنة بمحضر موقع",
            "Tenue chaque année, procès-verbal signé",
            "Held every year, minutes signed",
        ),
    ),
    (
        _G,
        ("توزيع المهام داخل المكتب", "Partage des tâches au bureau", "Who does what on the board"),
        ("شخص واحد يقوم بكل شيء", "Une seule personne fait tout", "One person does everything"),
        ("مهام مكتوبة ومحترمة", "Rôles écrits et respectés", "Roles written and kept"),
    ),
    (
        _G,
        (
            "الثقافة التعاونية لدى الأعضاء",
            "Culture coopérative des membres",
            "Members know what a cooperative is",
        ),
        ("لا يعرفون حقوقهم", "Ne connaissent pas leurs droits", "Do not know their rights"),
        (
            "يعرفونها ويشاركون في القرار",
            "Les connaissent et décident ensemble",
            "Know them and decide together",
        ),
    ),
    (
        _F,
        ("مسك المحاسبة", "Tenue des comptes", "Keeping accounts"),
        ("لا شيء مكتوب", "Rien n’est écrit", "Nothing is written"),
        (
            "محاسبة منتظمة وقوائم سنوية",
            "Comptes réguliers, états annuels",
            "Regular books, yearly statements",
        ),
    ),
    (
        _F,
        ("احتساب كلفة المنتوج", "Calcul du coût du produit", "Working out what a product costs"),
        ("الثمن بالتقدير", "Prix au jugé", "Price by guess"),
        ("كلفة محسوبة لكل منتوج", "Coût calculé pour chaque produit", "Cost worked out for each product"),
    ),
    (
        _F,
        ("الحساب البنكي والتمويل", "Compte bancaire et financement", "Bank account and funding"),
        ("لا حساب باسم التعاونية", "Aucun compte au nom de la coopérative", "No account in its name"),
        (
            "حساب نشيط وملف تمويل جاهز",
            "Compte actif, dossier de financement prêt",
            "Account in use, funding file ready",
        ),
    ),
    (
        _P,
        ("استقرار جودة المنتوج", "Qualité régulière", "Steady quality"),
        ("تختلف من دفعة إلى أخرى", "Change d’un lot à l’autre", "Differs from batch to batch"),
        ("طريقة مكتوبة ومراقبة", "Méthode écrite et contrôlée", "A written method, checked"),
    ),
    (
        _P,
        ("المقر والتجهيزات", "Local et équipement", "Premises and equipment"),
        ("لا مقر ولا آلات", "Ni local ni machines", "Neither premises nor machines"),
        ("مقر مطابق وآلات مصانة", "Local conforme, machines entretenues", "Fit premises, machines kept up"),
    ),
    (
        _P,
        ("التلفيف والعنونة", "Emballage et étiquetage", "Packaging and labels"),
        ("يباع المنتوج سائبا", "Vente en vrac", "Sold loose"),
        ("تلفيف جذاب وعنونة قانونية", "Emballage soigné, étiquette conforme", "Good packaging, lawful label"),
    ),
    (
        _M,
        ("الزبناء", "Clients", "Customers"),
        ("بيع بالمناسبات فقط", "Ventes occasionnelles", "Sells now and then"),
        ("زبناء قارون بعقود", "Clients réguliers sous contrat", "Regular customers, with contracts"),
    ),
    (
        _M,
        ("المشاركة في المعارض", "Participation aux salons", "Taking part in fairs"),
        ("لم تشارك قط", "Jamais", "Never"),
        (
            "معارض كل سنة مع تتبع الاتصالات",
            "Chaque année, contacts relancés",
            "Every year, contacts followed up",
        ),
    ),
    (
        _M,
        ("الثمن أمام المنافسة", "Prix face à la concurrence", "Price against competitors"),
        ("غير معروف", "Inconnu", "Not known"),
        ("سياسة أثمنة لكل قناة بيع", "Une politique de prix par circuit", "A price for each way of selling"),
    ),
    (
        _C,
        (
            "الترخيص الصحي أو المهني",
            "Autorisation sanitaire ou professionnelle",
            "Health or trade authorisation",
        ),
        ("لم يطلب", "Non demandée", "Not asked for"),
        ("محصل عليه وساري المفعول", "Obtenue et valide", "Held and valid"),
    ),
    (
        _C,
        ("الالتزامات الجبائية والاجتماعية", "Obligations fiscales et sociales", "Tax and social duties"),
        ("غير مصرح بها", "Rien n’est déclaré", "Nothing declared"),
        ("تصاريح في آجالها", "Déclarations à temps", "Declared on time"),
    ),
    (
        _D,
        ("الحضور على الإنترنت", "Présence en ligne", "Being found online"),
        ("لا حضور", "Aucune", "None"),
        (
            "صفحة محينة وطلبيات عن بعد",
            "Page à jour, commandes à distance",
            "A page kept up, orders from afar",
        ),
    ),
    (
        _D,
        ("الأدوات الرقمية في التسيير", "Outils numériques de gestion", "Digital tools for running it"),
        ("لا هاتف ذكي ولا حاسوب", "Ni smartphone ni ordinateur", "No smartphone, no computer"),
        (
            "المخزون والمبيعات في جدول مشترك",
            "Stock et ventes dans un tableau partagé",
            "Stock and sales in a shared sheet",
        ),
    ),
)


def _texts(words: tuple[str, ...]) -> dict[str, str]:
    return dict(zip(LANGUAGES, words, strict=True))


def offered() -> list[dict[str, Any]]:
    """The house's statements, axis by axis; a new list each time."""
    counts: dict[Axis, int] = {}
    found = []
    for axis, words, low, high in _ROWS:
        counts[axis] = counts.get(axis, 0) + 1
        name = f"{axis}-{counts[axis]}"
        found.append(
            {"id": name, "axis": axis.value, "words": _texts(words), "low": _texts(low), "high": _texts(high)}
        )
    return found


def axes_of(statements: list[dict[str, Any]]) -> list[Axis]:
    """The axes that are asked about, in their order."""
    asked = {statement["axis"] for statement in statements}
    return [axis for axis in Axis if axis in asked]
