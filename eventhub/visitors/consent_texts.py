"""PURE: what visitors agree to when they register, word for word, in every version there has been.

These words are a record, not a translation: a version that anybody has agreed to is never changed here, a new
wording is a new version beside it (a test holds the digest of each). So what somebody agreed to can always be
shown again, also where only the version and the language were kept. The sentence says what the form asks, no
more and no less. Not here: consent to stands (`consenting`).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

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
IN_ORDER = (NAME, PHONE, EMAIL, COMMUNE, AGE, COMPANY, KIND)
FIGURES = frozenset({KIND, COMMUNE, AGE, COMPANY})
"""What is asked to know who comes, not for the badge alone."""


@dataclass(frozen=True, slots=True)
class Words:
    """One version's words in one language.

    `sentence` holds {organizer}, {day}, {asked}, {party} and {purpose}; `commas` join what is asked, the last
    one by `last`; `party` is said when the number of people is asked, `others` when also their names.
    """

    sentence: str
    purpose: str = ""
    purpose_figures: str = ""
    asked: Mapping[str, str] | None = None
    commas: str = ", "
    last: str = " and "
    party: str = ""
    others: str = ""


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
            "أوافق على أن يحتفظ منظم المعرض «{organizer}» ب{asked}{party}، {purpose}، إلى غاية {day}.",
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
        ),
        "fr": Words(
            "J’accepte que « {organizer} » conserve {asked}{party}, {purpose}, jusqu’au {day}.",
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
        ),
        "en": Words(
            "I agree that {organizer} keeps {asked}{party}, {purpose}, until {day}.",
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
        ),
    },
}


def sentence(
    asked: Collection[str], organizer: str, day: str, language: str, version: str = CONSENT_VERSION
) -> str:
    """What somebody agrees to by a form that asks `asked` (names of above), kept until `day` (as written).

    A language without words of its own reads those of another (`FALLBACKS`), else English. Raises KeyError
    for a version there never was.
    """
    words = words_of(language, version)
    tail = words.others if OTHERS in asked else words.party if PARTY in asked else ""
    purpose = words.purpose_figures if FIGURES.intersection(asked) else words.purpose
    told = [words.asked[name] for name in IN_ORDER if name in asked] if words.asked else []
    values = {"organizer": organizer, "day": day, "party": tail, "purpose": purpose}
    return words.sentence.format(asked=_joined(told, words), **values)


def words_of(language: str, version: str) -> Words:
    """A version's words in a language, or in the one that stands for it. Raises KeyError."""
    by_language = TEXTS[version]
    return by_language.get(FALLBACKS.get(language, language)) or by_language["en"]


def _joined(told: list[str], words: Words) -> str:
    if len(told) < 2:  # noqa: PLR2004 - nothing to join
        return "".join(told)
    return words.commas.join(told[:-1]) + words.last + told[-1]
