"""Forms of those who run a contest: rounds, several ideas at once, grants, funders, models."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import URL, InputRequired, Length, NumberRange, Optional, ValidationError

from eventhub import territory
from eventhub.contests import budgets, phrases
from eventhub.contests.forms import choices, filled
from eventhub.contests.forms.writing import DirhamsField
from eventhub.contests.kinds import AppealOutcome, GrantEntryKind
from eventhub.contests.models import Contest, ModelSheet
from eventhub.contests.operations.granting import Said
from eventhub.contests.states import QUESTIONS
from eventhub.cooperatives.phrases import SECTORS
from eventhub.web.forms import Form, TextsField, TicksField

_NEEDED = _l("This is needed.")
_ONE = _l("Choose one.")
_WHOLE_URL = _l("Write the whole address, with https://.")
MODEL_LINES = 6


class RuleForm(Form):
    """How many go through, by which rule; the quotas of territories are read beside it."""

    heat_rule = RadioField(
        _l("Who goes through"), [InputRequired(_ONE)], choices=choices(phrases.HEAT_RULES.items())
    )
    goes_through = IntegerField(_l("How many"), [InputRequired(_NEEDED), NumberRange(0, 100)])
    reason = StringField(_l("Why the rules change"), [Length(max=300)])


def read_quotas(contest: Contest, typed: Any) -> dict[str, int]:
    """The quotas typed for the territories of a contest; what is no number from 0 to 100 is passed over."""
    found = {}
    for code in quota_codes(contest):
        text = str(typed.get(f"quota-{code}", "")).strip()
        if text.isdecimal() and int(text) <= 100:  # noqa: PLR2004 - as the number of those who go through
            found[code] = int(text)
    return found


def quota_codes(contest: Contest) -> list[str]:
    """The territories that may each have a quota: regions of a national contest, else provinces."""
    if contest.level == "national":
        return [region.code for region in territory.regions()]
    return [province.code for province in contest.provinces]


def read_checklist(contest: Contest, typed: Any) -> dict[str, bool]:
    """What was ticked on each point of a contest's checklist; points without an answer are left out."""
    said = {point["id"]: typed.get(f"point-{point['id']}") for point in contest.eligibility}
    return {name: value == "yes" for name, value in said.items() if value in ("yes", "no")}


class DecideForm(Form):
    """One decision, or one message, for several ideas."""

    deed = RadioField(
        _l("What to do"),
        [InputRequired(_ONE)],
        choices=choices(
            (
                ("admit", _l("Admit to the judging")),
                ("refuse", _l("Not admit, for one reason")),
                ("write", _l("Write to their owners")),
            )
        ),
    )
    reason = SelectField(_l("Reason"), [Optional()], choices=choices(phrases.REASONS.items(), ""))
    words = TextAreaField(_l("Message"), [Length(max=2000)])
    sending = HiddenField(validators=[Length(max=36)])


class AppealForm(Form):
    """An appeal, in the entrant's words."""

    words = TextAreaField(_l("What should be looked at again"), [InputRequired(_NEEDED), Length(10, 2000)])


class AppealAnswerForm(Form):
    """The answer to an appeal."""

    outcome = RadioField(
        _l("Decision"), [InputRequired(_ONE)], choices=choices(phrases.APPEAL_OUTCOMES.items())
    )
    answer = TextAreaField(_l("Answer"), [InputRequired(_NEEDED), Length(5, 2000)])

    def chosen(self) -> AppealOutcome:
        """The outcome as the operation takes it."""
        return AppealOutcome(self.outcome.data)


class GrantEntryForm(Form):
    """A payment, or a use of a grant with its proof."""

    kind = RadioField(
        _l("What happened"), [InputRequired(_ONE)], choices=choices(phrases.GRANT_ENTRIES.items())
    )
    amount = DirhamsField(_l("Amount"), [InputRequired(_NEEDED)])
    on = DateField(_l("Day"), [InputRequired(_NEEDED)])
    words = StringField(_l("For what, or by which transfer"), [InputRequired(_NEEDED), Length(2, 200)])
    proof = FileField(_l("Proof: photo or PDF"))
    entry_id = HiddenField(validators=[InputRequired(_NEEDED), Length(8, 36)])

    def said(self, proof: FileStorage | None) -> Said:
        """What the operation takes."""
        return Said(
            GrantEntryKind(self.kind.data),
            self.amount.data or 0,
            self.on.data,
            self.words.data,
            self.entry_id.data,
            proof,
        )


class FunderForm(Form):
    """What a funder looks for; nothing ticked means any."""

    name = TextsField(_l("Name"), languages=("ar", "fr"), needed=("ar",), longest=140)
    about = TextsField(_l("What it offers, and how to ask"), languages=("ar", "fr"), long=True, longest=1500)
    url = StringField(_l("Web address"), [Optional(), URL(message=_WHOLE_URL), Length(max=300)])
    helps = TicksField(_l("What it gives"), choices=choices(phrases.HELPS.items()))
    sectors = TicksField(_l("Sectors"), choices=choices(SECTORS.items()))
    regions = TicksField(_l("Regions"))
    stages = TicksField(_l("How far the project is"), choices=choices(phrases.STAGES.items()))
    least = DirhamsField(_l("Budget from"), [Optional()])
    most = DirhamsField(_l("Budget to"), [Optional()])
    only_women_led = BooleanField(_l("Only projects where women are at least half"))
    is_published = BooleanField(_l("Everybody may read it"))

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.regions.choices = choices((each.code, str(each)) for each in territory.regions())

    def validate_most(self, field: Any) -> None:
        """Not below the least."""
        if self.least.data is not None and field.data is not None and field.data < self.least.data:
            raise ValidationError(_l("This is less than the smallest budget."))

    def settings(self) -> dict[str, Any]:
        """What the operation takes."""
        ticks = ("helps", "sectors", "regions", "stages")
        plain = ("name", "about", "least", "most", "only_women_led", "is_published")
        return {
            **{name: self[name].data for name in plain},
            **{name: self[name].data or [] for name in ticks},
            "url": self.url.data or None,
        }


def _model_words(label: Any) -> TextsField:
    return TextsField(label, languages=("ar", "fr"), long=True, longest=2000)


class ModelForm(Form):
    """A ready-made business model."""

    title = TextsField(_l("Title"), languages=("ar", "fr"), needed=("ar", "fr"), longest=120)
    sector = SelectField(_l("Sector"), [InputRequired(_ONE)], choices=choices(SECTORS.items(), ""))
    need, solution, market, impact = (_model_words(phrases.QUESTIONS[name]) for name in QUESTIONS)
    members = IntegerField(_l("Members, or future members"), [Optional(), NumberRange(1, 10_000)])
    payback_months = IntegerField(_l("Months until it pays back"), [Optional(), NumberRange(1, 240)])
    is_published = BooleanField(_l("Everybody may read it"))

    @classmethod
    def of(cls, model: ModelSheet | None) -> "ModelForm":
        """The form of a model, filled with what is kept."""
        if model is None:
            return cls()
        plain = ("title", "sector", "members", "payback_months", "is_published")
        data = {name: getattr(model, name) for name in plain}
        data |= {name: model.answer(name) for name in QUESTIONS}
        for number, line in enumerate(model.budget_lines, start=1):
            data |= {f"line_what_{number}": line["what"]}
            data |= {f"line_{part}_{number}": line[part] for part in ("quantity", "price")}
        return cls(data=data)

    def lines(self) -> list[tuple[Any, Any, Any]]:
        """The lines of the budget: (what, how many, price) each."""
        parts = ("what", "quantity", "price")
        return [
            tuple(self[f"line_{part}_{number}"] for part in parts) for number in range(1, MODEL_LINES + 1)
        ]

    def settings(self) -> dict[str, Any]:
        """What the operation takes: complete lines only, money in centimes."""
        plain = ("title", "sector", "members", "payback_months", "is_published")
        lines = [
            {"what": filled(what.data), "quantity": many.data, "price": price.data}
            for what, many, price in self.lines()
        ]
        return {
            **{name: self[name].data for name in plain},
            "answers": {name: filled(self[name].data) for name in QUESTIONS},
            "budget_lines": [line for line in lines if budgets.is_complete(line)],
        }


for _number in range(1, MODEL_LINES + 1):
    setattr(ModelForm, f"line_what_{_number}", TextsField(_l("What"), languages=("ar", "fr"), longest=80))
    setattr(
        ModelForm,
        f"line_quantity_{_number}",
        IntegerField(_l("How many"), [Optional(), NumberRange(1, 1_000_000)]),
    )
    setattr(ModelForm, f"line_price_{_number}", DirhamsField(_l("Price of one"), [Optional()]))


class ContactForm(Form):
    """A message to the owner of a project in the bank."""

    name = StringField(_l("Your name, and who you are"), [InputRequired(_NEEDED), Length(3, 120)])
    contact = StringField(_l("How to reach you: phone or e-mail"), [InputRequired(_NEEDED), Length(6, 254)])
    words = TextAreaField(_l("Message"), [InputRequired(_NEEDED), Length(20, 2000)])
    agrees = BooleanField(
        _l("I agree that the owner of the project reads my name and how to reach me."),
        [InputRequired(_l("Tick this, or the message can't be passed on."))],
    )
    website = StringField(_l("Leave this empty"))

    def said(self) -> dict[str, str]:
        """What the operation takes."""
        return {name: (self[name].data or "").strip() for name in ("name", "contact", "words")}


class ContactAnswerForm(Form):
    """The owner's answer."""

    words = TextAreaField(_l("Your answer"), [InputRequired(_NEEDED), Length(5, 2000)])
