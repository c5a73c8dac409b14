"""Words of calls, and of writing an application."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from eventhub.booths.appliances import Appliance
from eventhub.booths.asking import Part, QuestionKind, part_and_detail
from eventhub.booths.states import Consent
from eventhub.cooperatives.kinds import DocumentKind, ExhibitorKind
from eventhub.cooperatives.phrases import DOCUMENTS
from eventhub.i18n import Texts

KINDS: dict[str, Any] = {
    ExhibitorKind.COOPERATIVE: _l("Cooperatives"),
    ExhibitorKind.ARTISAN: _l("Artisans"),
    ExhibitorKind.COMPANY: _l("Companies"),
    ExhibitorKind.INSTITUTION: _l("Institutions"),
    ExhibitorKind.ASSOCIATION: _l("Associations"),
}
PARTS: dict[str, Any] = {
    Part.PRODUCTS: _l("Products"),
    Part.NEEDS: _l("Needs of the stand"),
    Part.WISHES: _l("Wishes for a place"),
    Part.ANSWERS: _l("Answers to the questions"),
    Part.DOCUMENTS: _l("Documents of the file"),
}
QUESTION_KINDS: dict[str, Any] = {
    QuestionKind.TEXT: _l("A few words"),
    QuestionKind.LONG_TEXT: _l("A longer text"),
    QuestionKind.NUMBER: _l("Number"),
    QuestionKind.MONEY: _l("Amount of money"),
    QuestionKind.YES_NO: _l("Yes or no"),
    QuestionKind.CHOICE: _l("One of a list"),
    QuestionKind.CHOICES: _l("Several of a list"),
    QuestionKind.DATE: _l("Day"),
    QuestionKind.FILE: _l("Photo or file"),
    QuestionKind.PLACE: _l("Place in Morocco"),
}
GAPS: dict[str, Any] = {
    "no_products": _l("Choose at least one product that you will show."),
    "missing_document": _l("A required document is missing."),
    "document_expires": _l("This document ends before the last day of the fair."),
    "missing_answer": _l("A question is not answered yet."),
}
"""What is missing before an application can be sent."""
APPLIANCES: dict[str, Any] = {
    Appliance.LAMP: _l("Lamp"),
    Appliance.SCALE: _l("Scale or till"),
    Appliance.FRIDGE: _l("Refrigerator"),
    Appliance.DISPLAY_FRIDGE: _l("Refrigerated display"),
    Appliance.OVEN: _l("Oven"),
    Appliance.HOT_PLATE: _l("Hot plate"),
    Appliance.KETTLE: _l("Kettle or coffee machine"),
    Appliance.MILL: _l("Mill or mixer"),
    Appliance.SEWING_MACHINE: _l("Sewing machine"),
    Appliance.SCREEN: _l("Screen or computer"),
}
CONSENTS: dict[str, Any] = {
    Consent.SPOKEN: _l("They agreed in front of me"),
    Consent.SIGNED: _l("They signed a paper"),
    Consent.PHONE: _l("They agreed by phone"),
}
CHANGE_REFUSALS: dict[str, Any] = {
    "application_unknown": _l("This application is not yours, or is not there any more."),
    "wrong_state": _l("This application was sent or withdrawn meanwhile: it can't be changed now."),
    "other_part": _l("Only the part that the organizer asked for can be changed now."),
    "bad_value": _l("This could not be understood."),
    "id_reused": _l("This change is already known for another application."),
    "malformed": _l("This could not be understood."),
}
"""Why a change that a phone sent was not taken in."""


def part_words(text: str | None, questions: Sequence[Mapping[str, Any]] = ()) -> str:
    """A part, or the one question or paper of it, in words: `answers:q3` is the question itself."""
    part, detail = part_and_detail(text)
    if part is None:
        return ""
    if part == Part.DOCUMENTS and detail in set(DocumentKind):
        return str(DOCUMENTS[DocumentKind(detail)])
    question = next((each for each in questions if each["key"] == detail), None) if detail else None
    return str(Texts(question["label"])) if question else str(PARTS[part])
