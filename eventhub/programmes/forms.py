"""Forms of support programmes: shape and range only."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, DecimalField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp, ValidationError

from eventhub import clock
from eventhub.contests.forms import choices
from eventhub.contests.forms.writing import DirhamsField
from eventhub.cooperatives.phrases import SECTORS
from eventhub.i18n import Texts
from eventhub.programmes import phrases, questionnaire
from eventhub.programmes.kinds import Axis, Indicator, Target
from eventhub.programmes.models import Programme
from eventhub.programmes.states import TYPED
from eventhub.web.forms import Form, TextsField, TicksField

_NEEDED = _l("This is needed.")
_ONE = _l("Choose one.")
MOST_MEMBERS = 100_000
MOST_TARGET = 10_000_000


class ProgrammeForm(Form):
    """A programme's settings; its targets are read beside it (`read_targets`)."""

    name = TextsField(_l("Name"), languages=("ar", "fr", "en"), needed=("ar", "fr"), longest=140)
    slug = StringField(
        _l("Name in the address"),
        [
            InputRequired(_NEEDED),
            Length(3, 60),
            Regexp(r"[a-z0-9]+(-[a-z0-9]+)*\Z", message=_l("Small letters, digits and hyphens.")),
        ],
    )
    about = TextsField(_l("About the programme"), long=True, longest=2000)
    partners = TextsField(_l("Partners"), languages=("ar", "fr"), longest=300)
    starts_on = DateField(_l("First day"), [InputRequired(_NEEDED)])
    ends_on = DateField(_l("Last day"), [InputRequired(_NEEDED)])
    sectors = TicksField(_l("Chains"), choices=choices(SECTORS.items()))

    def validate_ends_on(self, field: Any) -> None:
        """Not before the first, and within ten years."""
        if self.starts_on.data and field.data:
            if field.data < self.starts_on.data:
                raise ValidationError(str(_l("The last day comes after the first.")))
            if field.data.year - self.starts_on.data.year > 10:  # noqa: PLR2004 - nobody plans longer
                raise ValidationError(str(_l("A programme lasts ten years at most.")))

    def settings(self) -> dict[str, Any]:
        """What the operation takes."""
        names = ("name", "slug", "about", "partners", "starts_on", "ends_on")
        return {**{name: self[name].data for name in names}, "sectors": self.sectors.data or []}


def read_targets(periods: Iterable[str], typed: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """The targets typed for each period; what is no number from 1 is no target."""
    found = {}
    for period in periods:
        texts = {name.value: str(typed.get(f"target-{period}-{name}", "")).strip() for name in Target}
        found[period] = {name: int(text) for name, text in texts.items() if _is_count(text, MOST_TARGET)}
    return {period: targets for period, targets in found.items() if targets}


def _is_count(text: str, most: int) -> bool:
    """Also in Arabic digits, as some phones write them."""
    return text.isdecimal() and len(text) <= len(str(most)) and 0 < int(text) <= most


class ListForm(Form):
    """Identifiers to invite by, one a line."""

    identifiers = TextAreaField(_l("ICE, register number or phone, one a line"), [Length(max=20_000)])

    def read(self) -> list[str]:
        """Each identifier once."""
        lines = (line.strip() for line in (self.identifiers.data or "").splitlines())
        return list(dict.fromkeys(line[:40] for line in lines if line))


class TrainingForm(Form):
    """A session of training or coaching."""

    kind = RadioField(_l("Kind"), [InputRequired(_ONE)], choices=choices(phrases.TRAININGS.items()))
    title = TextsField(_l("Topic"), languages=("ar", "fr"), needed=("ar",), longest=140)
    axis = SelectField(_l("Need it answers"), [Optional()], choices=choices(phrases.AXES.items(), ""))
    on = DateField(_l("Day"), [InputRequired(_NEEDED)])
    hours = DecimalField(_l("Number of hours"), [InputRequired(_NEEDED), NumberRange(0.25, 100)], places=None)
    place = StringField(_l("Place"), [Length(max=160)])
    trainer = StringField(_l("Trainer"), [Length(max=120)])

    def settings(self) -> dict[str, Any]:
        """What the operation takes."""
        texts = {name: (self[name].data or "").strip() or None for name in ("axis", "place", "trainer")}
        minutes = round((self.hours.data or 0) * 60)
        return {**texts, **{name: self[name].data for name in ("kind", "title", "on")}, "minutes": minutes}


def read_attendance(names: Iterable[str], typed: Mapping[str, str]) -> dict[str, tuple[int, int, int]]:
    """(people, women, young) typed for each place; what is no number is 0."""
    found = {}
    for name in names:
        texts = [str(typed.get(f"{what}-{name}", "")).strip() for what in ("people", "women", "young")]
        people, women, young = (int(text) if _is_count(text, 1000) else 0 for text in texts)
        found[name] = (people, women, young)
    return found


class LicenceForm(Form):
    """A licence that is asked for, held or refused."""

    kind = SelectField(_l("Licence"), [InputRequired(_ONE)], choices=choices(phrases.LICENCES.items(), ""))
    state = RadioField(
        _l("How it stands"),
        [InputRequired(_ONE)],
        choices=choices((state, phrases.LICENCE_STATES[state]) for state in TYPED),
    )
    number = StringField(_l("Licence number"), [Length(max=60)])
    asked_on = DateField(_l("Asked for on"), [Optional()])
    granted_on = DateField(_l("Held since"), [Optional()])
    expires_on = DateField(_l("Held until"), [Optional()])

    def settings(self) -> dict[str, Any]:
        """What the operation takes."""
        names = ("kind", "state", "asked_on", "granted_on", "expires_on")
        return {
            **{name: self[name].data for name in names},
            "number": (self.number.data or "").strip() or None,
        }


class OpportunityForm(Form):
    """A buyer, market, partner or funder."""

    kind = RadioField(_l("Kind"), [InputRequired(_ONE)], choices=choices(phrases.OPPORTUNITIES.items()))
    whom = StringField(_l("With whom"), [InputRequired(_NEEDED), Length(2, 140)])
    words = StringField(_l("What it is about"), [Length(max=300)])
    value = DirhamsField(_l("Worth"), [Optional(), NumberRange(1)])
    on = DateField(_l("Day"), [InputRequired(_NEEDED)])

    def settings(self) -> dict[str, Any]:
        """What the operation takes."""
        texts = {name: (self[name].data or "").strip() or None for name in ("whom", "words")}
        return {**texts, **{name: self[name].data for name in ("kind", "value", "on")}}


class MeasureForm(Form):
    """Indicators of a day; those left empty are not measured."""

    on = DateField(_l("Day"), [InputRequired(_NEEDED)], default=clock.today)
    turnover = DirhamsField(_l("Turnover of the last twelve months"), [Optional(), NumberRange(0)])
    members = IntegerField(phrases.INDICATORS[Indicator.MEMBERS], [Optional(), NumberRange(0, MOST_MEMBERS)])
    jobs = IntegerField(phrases.INDICATORS[Indicator.JOBS], [Optional(), NumberRange(0, MOST_MEMBERS)])
    products = IntegerField(
        phrases.INDICATORS[Indicator.PRODUCTS], [Optional(), NumberRange(0, MOST_MEMBERS)]
    )

    def values(self) -> dict[Indicator, int]:
        """What was measured."""
        return {each: self[each].data for each in Indicator if self[each].data is not None}


class QuestionsForm(Form):
    """The organizer's copy of the questionnaire: a few statements on each axis."""

    def statements(self) -> list[dict[str, Any]]:
        """The statements that have words, in order."""
        found = []
        for axis, number in places():
            parts = {part: _kept(self[f"{part}_{axis}_{number}"].data) for part in PARTS}
            if parts["words"]:
                found.append({"id": f"{axis}-{number}", "axis": axis.value, **parts})
        return found

    @classmethod
    def of(cls, programme: Programme) -> "QuestionsForm":
        """The form filled with the statements of a programme."""
        data: dict[str, Any] = {}
        for statement in programme.questions:
            axis, _, number = statement["id"].partition("-")
            data |= {f"{part}_{axis}_{number}": statement[part] for part in PARTS}
        return cls(data=data)


PARTS = ("words", "low", "high")


def _kept(texts: Texts | None) -> dict[str, str]:
    return {code: words for code, words in (texts or {}).items() if words}


def places() -> list[tuple[Axis, int]]:
    """Where a statement may stand: an axis and a number on it."""
    return [(axis, number) for axis in Axis for number in range(1, questionnaire.MOST + 1)]


for _axis, _number in places():
    for _part, _label in zip(
        PARTS, (_l("Statement"), _l("What a 0 looks like"), _l("What a 4 looks like")), strict=True
    ):
        setattr(QuestionsForm, f"{_part}_{_axis}_{_number}", TextsField(_label, longest=160))
