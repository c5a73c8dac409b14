"""What visitors agree to says what the form asks; what somebody agreed to can be read again as it was."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from msgspec.structs import asdict

from eventhub.database import db
from eventhub.visitors import consent_texts, queries
from eventhub.visitors.consent_texts import CONSENT_VERSION, TEXTS, sentence
from eventhub.visitors.models import RegistrationSetting
from tests.factories.visitors import a_fair, a_gate, a_registration

DIGESTS = {"2025-1": "5abf49314bc9f034", "2026-1": "6794333196f0d186"}
"""Of every version's words: who must change one makes a new version beside it."""


def test_the_words_of_a_version_never_change():
    digests = {}
    for version, texts in TEXTS.items():
        said = {
            language: [pair for pair in asdict(words).items() if pair[1]] for language, words in texts.items()
        }
        digests[version] = sha256(repr(said).encode()).hexdigest()[:16]
    assert digests == DIGESTS
    assert CONSENT_VERSION in TEXTS


ARABIC = "أوافق على أن يحتفظ منظم المعرض «عمالة خنيفرة» "
SENTENCES = {
    ("ar", "name phone others"): ARABIC + "باسمي ورقم هاتفي وعدد من يأتون معي وأسمائهم إن كتبتها، "
    "من أجل شارة هذا المعرض، إلى غاية 28 غشت 2025.",
    ("zgh", "name phone email commune age party"): ARABIC
    + "باسمي ورقم هاتفي وعنوان بريدي الإلكتروني واسم جماعتي أو مدينتي وفئتي العمرية وعدد من يأتون معي، "
    "من أجل شارة هذا المعرض ومعرفة فئات زواره، إلى غاية 28 غشت 2025.",
    ("fr", "name phone email others"): "J’accepte que « عمالة خنيفرة » conserve mon nom, mon numéro de "
    "téléphone et mon adresse e-mail, ainsi que le nombre de personnes qui m’accompagnent et leurs noms "
    "si je les écris, pour le badge de ce salon, jusqu’au 28 غشت 2025.",
    ("en", "name kind"): "I agree that عمالة خنيفرة keeps my name and what I come as, for this fair’s badge "
    "and to know who comes, until 28 غشت 2025.",
    ("ar", "name gate"): ARABIC + "باسمي، من أجل شارة هذا المعرض، إلى غاية 28 غشت 2025، وعلى أن يظهر اسمي "
    "الشخصي والحرف الأول من اسمي العائلي لأعوان البوابة عند قراءة شارتي.",
    ("fr", "name gate"): "J’accepte que « عمالة خنيفرة » conserve mon nom, pour le badge de ce salon, "
    "jusqu’au 28 غشت 2025, et que mon prénom et l’initiale de mon nom s’affichent devant le personnel de "
    "l’entrée quand mon badge est lu.",
}


@pytest.mark.parametrize(("language", "asked"), SENTENCES)
def test_the_sentence_names_what_is_asked(language, asked):
    said = sentence(asked.split(), "عمالة خنيفرة", "28 غشت 2025", language)
    assert said == SENTENCES[language, asked]


def test_every_field_has_its_words_in_every_language():
    for words in TEXTS[CONSENT_VERSION].values():
        assert set(words.asked) == set(consent_texts.IN_ORDER)
        further = (words.party, words.others, words.gate, words.purpose, words.purpose_figures)
        assert all((*further, *words.asked.values()))


def test_what_was_agreed_to_is_shown_as_it_was(client):
    today = datetime.now(UTC).date()
    fair = a_fair(starts_on=today, ends_on=today + timedelta(days=2))
    db.session.add(
        RegistrationSetting(edition_id=fair.id, organizer_id=fair.organizer_id, questions=["age", "email"])
    )
    db.session.flush()
    client.set_cookie("language", "fr")
    form = client.get(f"/e/{fair.slug}/register").text
    assert "mon adresse e-mail et ma tranche d’âge" in form
    assert "l’initiale de mon nom" not in form
    a_gate(a_fair(), "B", shows_name=True)
    a_gate(fair, "A", shows_name=True)
    assert "l’initiale de mon nom" in client.get(f"/e/{fair.slug}/register").text
    old = a_registration(fair)
    old.consent = {"version": "2025-1", "language": "ar", "at": "2025-05-22T10:00:00+00:00"}
    assert queries.words_agreed(old).startswith(
        "أوافق على أن يحتفظ «عمالة خنيفرة» باسمي ورقم هاتفي من أجل شارة هذا المعرض"
    )
