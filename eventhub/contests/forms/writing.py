"""Forms of those who enter an idea: the first page, then all of it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import DecimalField, Field, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms import Form as PlainForm
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import TextInput

from eventhub.contests import budgets, drafts, phrases
from eventhub.contests.forms import choices
from eventhub.contests.kinds import Stage
from eventhub.contests.models import Contest, Idea
from eventhub.contests.states import EntrantKind
from eventhub.cooperatives.phrases import SECTORS
from eventhub.i18n import Texts
from eventhub.web.forms import Form, PhoneField, TicksField

_NEEDED = _l("This is needed.")
_ONE = _l("Choose one.")
MOST_DIRHAMS = 100_000_000


class NeededToSend:
    """Marks a field with a star: a draft may leave it for later, `entering.submit` does not."""

    field_flags: ClassVar[dict[str, bool]] = {"required": True}

    def __call__(self, form: PlainForm, field: Field) -> None:
        """Refuse nothing here."""


class DirhamsField(DecimalField):
    """Money typed in dirhams, with a comma or a point; its data are whole centimes."""

    widget = TextInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed; a page without the field changes nothing."""
        if not valuelist:
            return
        typed = [text.replace("\u00a0", "").replace(" ", "").replace(",", ".") for text in valuelist]
        super().process_formdata(typed)
        dirhams: Any = getattr(self, "data", None)
        self.data = None if dirhams is None else self._centimes(dirhams)

    def _centimes(self, dirhams: Decimal) -> int:
        if not dirhams.is_finite() or abs(dirhams) > MOST_DIRHAMS:
            raise ValueError(str(_l("This is no amount of money.")))
        return int(dirhams * 100)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        if self.data is None:
            return ""
        return f"{self.data / 100:.2f}".removesuffix(".00")


def _number_or_none(value: Any) -> int | None:
    return None if value in (None, "", "None") else int(value)


class WhoAndWhat(Form):
    """Who enters, the title, the sector, the province."""

    entrant_kind = RadioField(_l("Who are you?"), [InputRequired(_ONE)])
    cooperative_id = SelectField(_l("Your cooperative"), coerce=_number_or_none)
    title = StringField(
        _l("Title of the idea"), [InputRequired(_NEEDED), Length(8, 120, _l("Between 8 and 120 letters."))]
    )
    sector = SelectField(_l("Sector"), [InputRequired(_ONE)])
    category = SelectField(_l("Category"), [Optional()])
    province_code = SelectField(_l("Province of the project"), [InputRequired(_ONE)])

    def __init__(self, contest: Contest, cooperatives: list[Any], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        kinds = [kind for kind in EntrantKind if not contest.entrant_kinds or kind in contest.entrant_kinds]
        self.entrant_kind.choices = choices((kind.value, phrases.ENTRANTS[kind]) for kind in kinds)
        self.cooperative_id.choices = choices(((each.id, str(each.name)) for each in cooperatives), "")
        open_sectors = [pair for pair in SECTORS.items() if not contest.sectors or pair[0] in contest.sectors]
        self.sector.choices = choices(open_sectors, "")
        named = ((each["id"], str(Texts(each["name"]))) for each in contest.categories)
        self.category.choices = choices(named, "")
        self.province_code.choices = choices(((each.code, str(each)) for each in contest.provinces), "")


class FirstPageForm(WhoAndWhat):
    """The first page, on which an idea begins."""

    def words(self) -> dict[str, Any]:
        """What the operation takes."""
        return {name: self[name].data for name in ("title", *drafts.FIRST)}


class ForSomebodyForm(FirstPageForm):
    """The first page, filled in by an agent for somebody who can't."""

    entrant_kind = RadioField(_l("Who are they?"), [InputRequired(_ONE)])
    name_ar = StringField(_l("Name in Arabic letters"), [Length(max=120)])
    name_latin = StringField(_l("Name in Latin letters"), [Length(max=120)])
    phone = PhoneField(_l("Phone"), [InputRequired(_NEEDED)])


def _answer(name: str, *, is_needed: bool = True) -> TextAreaField:
    words = {**phrases.QUESTIONS, **phrases.EXTRA_QUESTIONS}
    return TextAreaField(
        words[name],
        [Length(max=2000, message=_l("At most 2,000 letters.")), *([NeededToSend()] if is_needed else [])],
        description=phrases.QUESTION_HINTS[name],
    )


def _lines() -> dict[str, Field]:
    """The fields of the budget's lines, under the names of `drafts`."""
    fields: dict[str, Field] = {}
    for number in range(1, budgets.LINES + 1):
        fields[f"line_what_{number}"] = StringField(_l("What"), [Length(max=80)])
        fields[f"line_quantity_{number}"] = IntegerField(
            _l("How many"), [Optional(), NumberRange(1, 1_000_000)]
        )
        fields[f"line_price_{number}"] = DirhamsField(_l("Price of one"), [Optional(), _NotNegative()])
    return fields


class _NotNegative:
    """An amount of money that is not below nothing."""

    def __call__(self, _form: PlainForm, field: Field) -> None:
        """Refuse a negative amount."""
        if field.data is not None and field.data < 0:
            raise ValueError(str(_l("This is no amount of money.")))


class IdeaForm(WhoAndWhat):
    """All of an idea; a draft may leave for later what has a star."""

    need, solution, market, impact = (_answer(name) for name in ("need", "solution", "market", "impact"))
    team = _answer("team", is_needed=False)
    stage = RadioField(_l("How far are you?"), [Optional()], choices=choices(phrases.STAGES.items()))
    members = IntegerField(
        _l("Members, or future members"), [Optional(), NumberRange(1, 10_000), NeededToSend()]
    )
    women = IntegerField(_l("Women among them"), [Optional(), NumberRange(0, 10_000)])
    young = IntegerField(_l("Under 35 among them"), [Optional(), NumberRange(0, 10_000)])
    own_share = DirhamsField(_l("What you bring yourselves"), [Optional(), _NotNegative()])
    payback_months = IntegerField(_l("Months until it pays back"), [Optional(), NumberRange(1, 240)])
    helps = TicksField(_l("What help do you ask for?"), choices=choices(phrases.HELPS.items()))

    @classmethod
    def of(cls, idea: Idea, cooperatives: list[Any], **kwargs: Any) -> "IdeaForm":
        """The form of an idea, filled with what is kept."""
        return cls(idea.contest, cooperatives, data=drafts.fields_of(idea), **kwargs)

    def lines(self) -> list[tuple[Field, Field, Field]]:
        """The lines of the budget: (what, how many, price) each."""
        numbers = range(1, budgets.LINES + 1)
        return [tuple(self[f"line_{part}_{number}"] for part in drafts.LINE) for number in numbers]

    def words(self) -> dict[str, Any]:
        """What the operation takes."""
        return {name: _said(self[name]) for name in drafts.NAMES}


for _name, _field in _lines().items():
    setattr(IdeaForm, _name, _field)


def _said(field: Field) -> Any:
    if field.name == "stage":
        return field.data or Stage.IDEA.value
    if field.name == "category":
        return field.data or None
    return field.data if field.data is not None or field.name not in drafts.WORDS else ""


def read_change(
    idea: Idea, cooperatives: list[Any], texts: Mapping[str, Sequence[str]]
) -> tuple[dict[str, Any], dict[str, str]]:
    """A phone's change as ({field: value}, {field: why it can't be understood}); it changes no files."""
    sent = MultiDict([(name, text) for name, each in texts.items() for text in each] + [("", "")])
    form = IdeaForm(idea.contest, cooperatives, formdata=sent, meta={"csrf": False})
    form.validate()
    values, faults = {}, {}
    for name in texts:
        if name not in drafts.NAMES:
            faults[name] = str(phrases.CHANGE_REFUSALS["bad_value"])
        elif form[name].errors:
            faults[name] = str(form[name].errors[0])
        else:
            values[name] = _said(form[name])
    return values, faults
