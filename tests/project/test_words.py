"""No word on a page is hard-coded: each one goes through the catalogues."""

import re

import pytest
from flask_babel import get_translations, gettext

from eventhub import places, territory
from eventhub.i18n import LANGUAGES

JINJA = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)
NAMES = re.compile(r"{% block \w+_(?:class|href|state) %}.*?{% endblock %}", re.DOTALL)
RAW = re.compile(r"<(script|style|svg)\b.*?</\1>", re.DOTALL)
READ_ALOUD = re.compile(r"\s(?:title|alt|placeholder|aria-label|aria-description)=([\"'])(.*?)\1", re.DOTALL)
CODES = re.compile(r"<bdi\b[^>]* dir=\"ltr\".*?</bdi>", re.DOTALL)
TAGS = re.compile(r"<[^>]*>", re.DOTALL)
ENTITIES = re.compile(r"&[a-z#0-9]+;")
WORD = re.compile(r"[^\W\d_]{2,}")
OWN_NAMES = {
    "EventHub",
    "DH",
    "MAD",
    "QR",
    "PDF",
    "CSV",
    "XLSX",
    "JSON",
    "PNG",
    "SVG",
    "WhatsApp",
    "ICE",
    "ONSSA",
}
FORMS_OF_CODES = {"EH", "XXXX"}
UNITS = {"kW", "cm", "mm", "px", "MB", "kB"}
SPEAKING = [
    page
    for page in sorted(places.TEMPLATES.rglob("*.html"))
    if not {"styleguide"} & set(page.relative_to(places.TEMPLATES).parts)
]


def words_of(text: str) -> set[str]:
    return set(WORD.findall(ENTITIES.sub(" ", text))) - OWN_NAMES - FORMS_OF_CODES - UNITS


def hard_coded(source: str) -> set[str]:
    without = JINJA.sub(" ", NAMES.sub(" ", source))
    aloud = " ".join(value for _quote, value in READ_ALOUD.findall(without))
    return words_of(TAGS.sub(" ", CODES.sub(" ", RAW.sub(" ", without)))) | words_of(aloud)


def test_the_finder_finds_what_is_hard_coded():
    assert hard_coded("<p>{{ _('Hello') }} <b>friend</b></p><img alt='A photo'>") == {"friend", "photo"}


def test_pages_hold_no_hard_coded_words():
    found = {}
    for page in SPEAKING:
        words = hard_coded(page.read_text(encoding="utf-8"))
        if words:
            found[str(page.relative_to(places.TEMPLATES))] = sorted(words)[:8]
    assert found == {}


@pytest.mark.parametrize("path", ["/", "/sign-in", "/cooperatives", "/nowhere"])
def test_in_the_pseudo_locale_every_visible_word_is_marked(apps, path):
    app = apps["sqlite"]
    app.config["PSEUDO_LOCALE"] = True
    try:
        page = app.test_client().get(path).get_data(as_text=True)
    finally:
        app.config["PSEUDO_LOCALE"] = False
    body = CODES.sub(" ", RAW.sub(" ", page[page.index("<body") :]))
    unmarked = words_of(TAGS.sub(" ", re.sub(r"⟦[^⟦⟧]*⟧", " ", body)))
    names = words_of(" ".join([*LANGUAGES.values(), *places_of_morocco()]))
    assert "⟦" in body
    assert unmarked - names == set()


def places_of_morocco():
    for region in territory.regions():
        yield from region.name.values()
        for province in territory.within(region.code):
            yield from province.name.values()


def test_no_line_of_french_may_begin_with_a_colon(apps):
    with apps["sqlite"].test_request_context(headers={"Accept-Language": "fr"}):
        said = gettext("At the latest on %(moment)s.", moment="x")
        catalogue = get_translations()._catalog
    assert said == "Au plus tard le x."
    loose = [words for words in catalogue.values() if re.search(r"\S [:;?!»]|« ", words)]
    assert loose == []
