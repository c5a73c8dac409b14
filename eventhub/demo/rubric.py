# ruff: noqa: E501 - a sentence is read whole, beside its translation
"""The demo's rubric and prizes, as juries of such contests use them."""

from typing import Any


def _criterion(
    key: str, weight: int, name: tuple[str, str], *anchors: tuple[int, str, str]
) -> dict[str, Any]:
    return {
        "id": key,
        "name": {"ar": name[0], "fr": name[1]},
        "weight": weight,
        "anchors": [{"from": lowest, "text": {"ar": ar, "fr": fr}} for lowest, ar, fr in anchors],
    }


CRITERIA: list[dict[str, Any]] = [
    _criterion(
        "need", 30, ("الحاجة الفعلية للمنطقة", "Besoin réel du territoire"),
        (0, "ضعيف: الحاجة مفترضة وغير مبينة", "Faible : besoin supposé, rien ne le montre"),
        (4, "متوسط: حاجة معروفة دون أرقام", "Moyen : besoin connu, sans chiffres"),
        (7, "جيد: حاجة مرقّمة تم التحقق منها لدى السكان", "Bon : besoin chiffré, vérifié auprès des habitants"),
        (9, "ممتاز: حاجة ملحة ومثبتة ولا يلبيها أحد", "Excellent : besoin pressant, prouvé, sans réponse à ce jour"),
    ),
    _criterion(
        "solution", 30, ("الحل وقابلية الإنجاز", "Solution et faisabilité"),
        (0, "ضعيف: خطوات غامضة", "Faible : étapes floues"),
        (4, "متوسط: خطوات واضحة وكلفة تحتاج إلى تدقيق", "Moyen : étapes claires, coûts à préciser"),
        (7, "جيد: خطوات ووسائل وآجال واقعية", "Bon : étapes, moyens et délais réalistes"),
        (9, "ممتاز: حل مجرّب والفريق جاهز", "Excellent : solution éprouvée, équipe prête"),
    ),
    _criterion(
        "market", 25, ("النموذج الاقتصادي", "Modèle économique"),
        (0, "ضعيف: لا يظهر من سيشتري", "Faible : on ne voit pas qui achètera"),
        (4, "متوسط: زبناء محتملون وثمن تقريبي", "Moyen : clients probables, prix approximatif"),
        (7, "جيد: زبناء معروفون وهامش محسوب", "Bon : clients identifiés, marge calculée"),
        (9, "ممتاز: التزامات مكتوبة واسترداد سريع للكلفة", "Excellent : engagements écrits, retour rapide"),
    ),
    _criterion(
        "impact", 15, ("الأثر على النساء والشباب والمناخ", "Impact (femmes, jeunes, climat)"),
        (0, "ضعيف: أثر غير ظاهر", "Faible : effet peu visible"),
        (4, "متوسط: أثر على الأعضاء فقط", "Moyen : effet sur les seuls membres"),
        (7, "جيد: أثر ملموس على الدوار والموارد", "Bon : effet net sur le douar et les ressources"),
        (9, "ممتاز: يغيّر حياة الناس ويمكن نقله إلى مناطق أخرى", "Excellent : change des vies, transposable ailleurs"),
    ),
]  # fmt: skip


def prizes(count: int) -> list[dict[str, Any]]:
    """The first `count` prizes, best first; amounts in centimes."""
    every = (
        ("الجائزة الأولى", "Premier prix", 5_000_000),
        ("الجائزة الثانية", "Deuxième prix", 3_000_000),
        ("الجائزة الثالثة", "Troisième prix", 2_000_000),
    )
    return [{"name": {"ar": ar, "fr": fr}, "amount": amount} for ar, fr, amount in every[:count]]
