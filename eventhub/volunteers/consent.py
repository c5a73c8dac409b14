"""PURE: what volunteers agree to, word for word; what somebody agreed to is kept with them as it was written.

A new wording is a new version. Not here: what visitors agree to.
"""

from collections.abc import Mapping

VERSION = "2026-1"
"""The version that is agreed to now."""

TEXTS: Mapping[str, str] = {
    "ar": (
        "أوافق على أن يحتفظ منظم المعرض «{organizer}» باسمي، وبرقم هاتفي وعنوان بريدي الإلكتروني وتاريخ "
        "ميلادي إن كتبتها، وبالفترات التي أتطوع فيها وساعات حضوري، من أجل تنظيم التطوع في هذا المعرض "
        "والشهادة على ساعاتي، إلى غاية {day}."
    ),
    "fr": (
        "J’accepte que « {organizer} » conserve mon nom, mon numéro de téléphone, mon adresse e-mail et ma "
        "date de naissance si je les écris, mes créneaux et mes heures de présence, pour organiser le "
        "bénévolat de ce salon et attester de mes heures, jusqu’au {day}."
    ),
    "en": (
        "I agree that {organizer} keeps my name, my phone number, e-mail address and date of birth if I "
        "write them, my shifts and the hours I was there, to organize this fair’s volunteers and to certify "
        "my hours, until {day}."
    ),
}
FALLBACKS = {"zgh": "ar"}


def sentence(organizer: str, day: str, language: str) -> str:
    """What a volunteer agrees to, kept until `day` (as written)."""
    words = TEXTS.get(FALLBACKS.get(language, language)) or TEXTS["en"]
    return words.format(organizer=organizer, day=day)
