"""The field of a question, by its kind; its value is ready to be kept as JSON."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import DateField, Field, FloatField, RadioField, StringField, TextAreaField
from wtforms.validators import AnyOf, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import TextInput

from eventhub import territory
from eventhub.booths import asking
from eventhub.booths.asking import QuestionKind
from eventhub.booths.forms.words import choices
from eventhub.cooperatives.forms import DirhamsField
from eventhub.cooperatives.prices import read_dirhams
from eventhub.i18n import Texts
from eventhub.web.forms import TicksField

_WESTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩٫,", "0123456789..")
LOWEST, HIGHEST = 0, 10_000_000
MOST_CENTIMES = 10_000_000_000


class NumberField(FloatField):
    """A number as people type it: Arabic digits, a comma; whole where it is whole."""

    widget = TextInput()
    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        """Understand it, or keep it as typed."""
        plain = [text.translate(_WESTERN).replace(" ", "").replace("\u00a0", "") for text in valuelist]
        if plain and not plain[0]:
            self.data = None
            return
        try:
            super().process_formdata(plain)
        except ValueError:
            raise ValueError(self.gettext("Not a valid float value.")) from None
        if self.data is not None and self.data == int(self.data):
            self.data = int(self.data)

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else "" if self.data is None else f"{self.data:g}"


class DayField(DateField):
    """A day, kept as ISO text."""

    def process_data(self, value: Any) -> None:
        """From what is kept."""
        try:
            self.data = date.fromisoformat(value) if isinstance(value, str) and value else value
        except ValueError:
            self.data = None


class AmountField(DirhamsField):
    """An amount in dirhams that may be left out; at most a hundred million."""

    def pre_validate(self, form: Any) -> None:
        """Understood, and not absurd."""
        super().pre_validate(form)
        if isinstance(self.data, int) and self.data > MOST_CENTIMES:
            raise ValidationError(str(_l("This amount is too large.")))


class PlaceField(Field):
    """Region, province and commune under one name: the deepest that was chosen, as its code."""

    widget = TextInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        """The deepest of the chain that is filled; a list that belongs to another region is left out."""
        chosen = [code for code in valuelist if code]
        known = [code for code in chosen if territory.place(code)]
        if len(known) < len(chosen):
            raise ValueError(str(_l("Choose a place of the list.")))
        deepest = ""
        for code in known:
            if not deepest or territory.place(code).parent == deepest:  # type: ignore[union-attr]
                deepest = code
        self.data = deepest or None

    @property
    def lists(self) -> list[tuple[list[territory.Place], str]]:
        """The lists to choose from, each with what is chosen: regions, provinces, communes."""
        codes = [place.code for place in territory.chain(self.data)] if self.data else []
        region, province, commune = (*codes, "", "", "")[:3]
        within = [territory.within(code) if code else [] for code in (region, province)]
        return [(territory.regions(), region), (within[0], province), (within[1], commune)]


class FileAnswer(FileField):
    """A photo or a file: what is kept is its public id, what is sent a new file."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Nothing chosen keeps what there is."""
        kept = self.object_data
        super().process_formdata(valuelist)
        if not self.is_new:
            self.data = kept

    @property
    def is_new(self) -> bool:
        """Whether a file was sent now."""
        return bool(getattr(self.data, "filename", None))


def question_field(question: Mapping[str, Any]) -> Any:
    """The field of a question. Whether an answer is required is judged on sending: a draft may wait."""
    maker = _MAKERS.get(question["kind"], _words)
    described = {"description": Texts(question.get("help") or {})} if question.get("help") else {}
    return maker(question, Texts(question["label"]), described)


def _words(_question: Mapping[str, Any], label: Any, described: dict[str, Any]) -> Any:
    return StringField(label, [Length(max=asking.SHORT_ANSWER)], **described)


def _one_of(options: Mapping[str, Any], label: Any, described: dict[str, Any]) -> Any:
    known = [Optional(), AnyOf(tuple(options))]
    return RadioField(label, known, choices=choices(options), validate_choice=False, **described)


def _options(question: Mapping[str, Any]) -> dict[str, Any]:
    return {key: Texts(words) for key, words in asking.options_of(question).items()}


_MAKERS: dict[str, Any] = {
    QuestionKind.LONG_TEXT: lambda _question, label, more: TextAreaField(
        label, [Length(max=asking.LONGEST_ANSWER)], **more
    ),
    QuestionKind.NUMBER: lambda question, label, more: NumberField(
        label,
        [
            Optional(),
            NumberRange(_bound(question, "lowest", LOWEST), _bound(question, "highest", HIGHEST)),
        ],
        **more,
    ),
    QuestionKind.MONEY: lambda question, label, more: AmountField(label, [_between(question)], **more),
    QuestionKind.YES_NO: lambda _question, label, more: _one_of(
        {"yes": _l("Yes"), "no": _l("No")}, label, more
    ),
    QuestionKind.CHOICE: lambda question, label, more: _one_of(_options(question), label, more),
    QuestionKind.CHOICES: lambda question, label, more: TicksField(
        label, choices=choices(_options(question)), **more
    ),
    QuestionKind.DATE: lambda _question, label, more: DayField(label, [Optional()], **more),
    QuestionKind.FILE: lambda _question, label, more: FileAnswer(label, **more),
    QuestionKind.PLACE: lambda _question, label, more: PlaceField(label, **more),
}


def _bound(question: Mapping[str, Any], name: str, usual: float) -> float:
    return usual if question.get(name) is None else question[name]


def _between(question: Mapping[str, Any]) -> Any:
    """Bounds of an amount, which the question names in dirhams."""

    def check(_form: Any, field: Any) -> None:
        given = field.data
        if isinstance(given, str):
            try:
                given = read_dirhams(given)
            except ValueError:
                return
        lowest, highest = question.get("lowest"), question.get("highest")
        if given is None:
            return
        if lowest is not None and given < lowest * 100:
            raise ValidationError(str(_l("Write at least %(amount)s dirhams.", amount=lowest)))
        if highest is not None and given > highest * 100:
            raise ValidationError(str(_l("Write at most %(amount)s dirhams.", amount=highest)))

    return check


def value_of(field: Any) -> Any:
    """What is kept of a field: JSON-ready, None where nothing is said."""
    value = field.data
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value.strip() or None
    return value
