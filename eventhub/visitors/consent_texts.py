"""PURE: what visitors agree to when they register, word for word, in every version there has been.

These words are a record, not a translation: a version that anybody has agreed to is never changed here, a new
wording is a new version beside it (a test holds the digest of each). So what somebody agreed to can always be
shown again, also where only the version and the language were kept. The sentence says what the form asks, no
more and no less. Not here: consent to stands (`consenting`).
"""

from collections.abc import Collection, Mapping
from typing import Any

from msgspec import Struct

CONSENT_VERSION = "2026-1"
"""The version that is agreed to now."""

FALLBACKS = {"zgh": "ar"}
"""Whose words stand for a language that has none of its own."""

NAME, PHONE, EMAIL, KIND, COMMUNE, AGE, COMPANY = (
    "name",
    "phone",
    "email",
    "kind",
    "commune",
    "age",
    "company",
)
PARTY, OTHERS = "party", "others"
GATE = "gate"
"""Not asked, but told: staff at a gate may see the name."""
IN_ORDER = (NAME, PHONE, EMAIL, COMMUNE, AGE, COMPANY, KIND)
FIGURES = frozenset({KIND, COMMUNE, AGE, COMPANY})
"""What is asked to know who comes, not for the badge alone."""


class Words(Struct, frozen=True):
    """One version's words in one language.

    `sentence` holds {organizer}, {day}, {asked}, {party}, {purpose} and {gate}; `commas` join what is asked,
    the last one by `last`; `party` is said when the number of people is asked, `others` when also their
    names; `gate` when a gate of the fair may show the name.
    """

    sentence: str
    purpose: str = ""
    purpose_figures: str = ""
    asked: Mapping[str, str] | None = None
    commas: str = ", "
    last: str = " and "
    party: str = ""
    others: str = ""
    gate: str = ""


TEXTS: Mapping[str, Mapping[str, Words]] = {
    "2025-1": {
        "ar": Words(
            "أوافق على أن يحتفظ «{organizer}» باسمي ورقم هاتفي من أجل شارة هذا المعرض، إلى غاية {day}."
        ),
        "fr": Words(
            "J’accepte que « {organizer} » conserve mon nom et mon numéro de téléphone pour le badge de ce "
            "salon, jusqu’au {day}."
        ),
        "en": Words(
            "I agree that {organizer} keeps my name and phone number for this fair's badge, until {day}."
        ),
    },
    "2026-1": {
        "ar": Words(
            "أوافق على أن يحتفظ منظم المعرض «{organizer}» ب{asked}{party}، {purpose}، إلى غاية {day}{gate}.",
            purpose="من أجل شارة هذا المعرض",
            purpose_figures="من أجل شارة هذا المعرض ومعرفة فئات زواره",
            asked={
                NAME: "اسمي",
                PHONE: "رقم هاتفي",
                EMAIL: "عنوان بريدي الإلكتروني",
                COMMUNE: "اسم جماعتي أو مدينتي",
                AGE: "فئتي العمرية",
                COMPANY: "اسم شركتي أو تعاونيتي",
                KIND: "الصفة التي أحضر بها",
            },
            commas=" و",
            last=" و",
            party=" وعدد من يأتون معي",
            others=" وعدد من يأتون معي وأسمائهم إن كتبتها",
            gate="، وعلى أن يظهر اسمي الشخصي والحرف الأول من اسمي العائلي لأعوان البوابة عند قراءة شارتي",
        ),
        "fr": Words(
            "J’accepte que « {organizer} » conserve {asked}{party}, {purpose}, jusqu’au {day}{gate}.",
            purpose="pour le badge de ce salon",
            purpose_figures="pour le badge de ce salon et pour connaître son public",
            asked={
                NAME: "mon nom",
                PHONE: "mon numéro de téléphone",
                EMAIL: "mon adresse e-mail",
                COMMUNE: "ma commune ou ma ville",
                AGE: "ma tranche d’âge",
                COMPANY: "mon entreprise ou ma coopérative",
                KIND: "la qualité en laquelle je viens",
            },
            last=" et ",
            party=", ainsi que le nombre de personnes qui m’accompagnent",
            others=", ainsi que le nombre de personnes qui m’accompagnent et leurs noms si je les écris",
            gate=", et que mon prénom et l’initiale de mon nom s’affichent devant le personnel de l’entrée "
            "quand mon badge est lu",
        ),
        "en": Words(
            "I agree that {organizer} keeps {asked}{party}, {purpose}, until {day}{gate}.",
            purpose="for this fair’s badge",
            purpose_figures="for this fair’s badge and to know who comes",
            asked={
                NAME: "my name",
                PHONE: "my phone number",
                EMAIL: "my e-mail address",
                COMMUNE: "my commune or town",
                AGE: "my age band",
                COMPANY: "my company or cooperative",
                KIND: "what I come as",
            },
            party=", and how many people come with me",
            others=", and how many people come with me and their names if I write them",
            gate=", and that the staff at the gate see my first name and an initial when my badge is read",
        ),
    },
}

_OF_GATES = tuple(words.gate for texts in TEXTS.values() for words in texts.values() if words.gate)


def sentence(
    asked: Collection[str], organizer: str, day: str, language: str, version: str = CONSENT_VERSION
) -> str:
    """What somebody agrees to by a form that asks `asked` (names of above), kept until `day` (as written).

    `GATE` among them says that the fair's gates may show the name.

    A language without words of its own reads those of another (`FALLBACKS`), else English. Raises KeyError
    for a version there never was.
    """
    words = words_of(language, version)
    tail = words.others if OTHERS in asked else words.party if PARTY in asked else ""
    purpose = words.purpose_figures if FIGURES.intersection(asked) else words.purpose
    told = [words.asked[name] for name in IN_ORDER if name in asked] if words.asked else []
    gate = words.gate if GATE in asked else ""
    values = {"organizer": organizer, "day": day, "party": tail, "purpose": purpose, "gate": gate}
    return words.sentence.format(asked=_joined(told, words), **values)


def tells_of_gates(consent: Mapping[str, Any] | None) -> bool:
    """Whether somebody was told that a gate may show their name: by the words they agreed to (as kept).

    Who agreed to nothing here (brought in from a list, invited) was told by whoever gave the list.
    """
    if consent is None:
        return True
    text = consent.get("text") or ""
    return any(words in text for words in _OF_GATES)


def words_of(language: str, version: str) -> Words:
    """A version's words in a language, or in the one that stands for it. Raises KeyError."""
    by_language = TEXTS[version]
    return by_language.get(FALLBACKS.get(language, language)) or by_language["en"]


def _joined(told: list[str], words: Words) -> str:
    if len(told) < 2:  # noqa: PLR2004 - nothing to join
        return "".join(told)
    return words.commas.join(told[:-1]) + words.last + told[-1]
