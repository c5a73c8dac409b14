"""What people write runs its own way on paper, whatever language the page speaks."""

import pypdfium2
import pytest
from flask import render_template_string
from weasyprint import HTML

from eventhub import documents, places
from eventhub.directions import isolated, way_of


@pytest.mark.parametrize(
    ("words", "way"),
    [
        ("القرار صائب.", "rtl"),
        ("« القرار » 12", "rtl"),
        ("Décision juste.", "ltr"),
        ("12 – فكرة", "rtl"),
        ("Idée فكرة", "ltr"),
        ("12 – 14.", ""),
        ("", ""),
    ],
)
def test_a_text_runs_as_its_first_letter_does(words, way):
    assert way_of(words) == way


def test_what_was_written_is_escaped_and_nothing_stays_nothing():
    assert isolated("<b>قرار</b>") == '<bdi dir="ltr">&lt;b&gt;قرار&lt;/b&gt;</bdi>'
    assert isolated(None) == isolated("") == ""


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_the_full_stop_of_a_long_arabic_sentence_ends_it_in_a_french_document(app):
    sentence = "القرار صائب لأن أصحاب المشروع جربوا الحل في الميدان قبل تقديمه إلى اللجنة وهذا نادر جدا."
    page = "{% include 'documents/booths/_look.html' %}<style>@page { size: 60mm 80mm; margin: 5mm }</style>"
    page += "<body lang='fr'><p>Décidé – {{ words|isolated }} Fin</p>"
    with app.test_request_context():
        html = render_template_string(page, words=sentence)
    drawn = HTML(
        string=html, base_url=places.STATIC.as_uri() + "/", url_fetcher=documents.own_files_only()
    ).write_pdf()
    with pypdfium2.PdfDocument(drawn) as document:
        text = document[0].get_textpage()
        boxes = [(text.get_text_range(at, 1), text.get_charbox(at)) for at in range(text.count_chars())]
    (stop,) = [box for letter, box in boxes if letter == "."]
    beside = [
        box for letter, box in boxes if letter >= "\u0600" if abs(box[1] - stop[1]) < 6 and letter.isalpha()
    ]
    assert len({round(box[1] / 12) for _letter, box in boxes}) > 1, "it takes more than one line"
    assert beside
    assert stop[2] <= min(box[0] for box in beside), "left of the last word, where Arabic ends"
