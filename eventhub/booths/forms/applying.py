"""What an applicant writes; the form of an application is made from its call."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DecimalField,
    FloatField,
    IntegerField,
    RadioField,
    SelectField,
    TextAreaField,
)
from wtforms.validators import AnyOf, InputRequired, Length, NumberRange, Optional

from eventhub.booths import asking
from eventhub.booths.forms.words import choices
from eventhub.booths.operations.applying import Content
from eventhub.i18n import Texts
from eventhub.web.forms import Form, TicksField

WISHES = 3


class ChooseForm(Form):
    """Which exhibitor applies."""

    cooperative = RadioField(_l("For which cooperative?"), [InputRequired()])


class ContentForm(Form):
    """What an applicant writes; its questions are added by `content_form`."""

    products = TicksField(_l("What will you show?"))
    booths = RadioField(
        _l("How many stands side by side?"), choices=choices({"1": _l("One"), "2": _l("Two")}), default="1"
    )
    power_kw = FloatField(_l("Electric power (kW)"), [Optional(), NumberRange(0, asking.MOST_POWER_KW)])
    water = BooleanField(_l("A water point"))
    cooking = BooleanField(_l("Cooking on the stand"))
    heavy = BooleanField(_l("Heavy goods or machines"))
    wish_1 = SelectField(_l("First wish"), default="")
    wish_2 = SelectField(_l("Second wish"), default="")
    wish_3 = SelectField(_l("Third wish"), default="")
    accepts_terms = BooleanField(_l("I have read the terms of participation and accept them."))
    question_fields: Sequence[str] = ()

    def content(self) -> Content:
        """What was written, as the operation takes it; a zone wished twice counts once."""
        wishes = dict.fromkeys(self[f"wish_{n}"].data for n in range(1, WISHES + 1))
        return Content(
            products=tuple(self.products.data or ()),
            needs={
                "booths": int(self.booths.data or 1),
                **{name: self[name].data for name in ("power_kw", "water", "cooking", "heavy")},
            },
            wishes=tuple(key for key in wishes if key),
            answers={name.removeprefix("answer_"): self[name].data for name in self.question_fields},
        )


def _question_field(question: Mapping[str, Any]) -> Any:
    label = Texts(question["label"])
    match question["kind"]:
        case asking.QuestionKind.NUMBER:
            return IntegerField(label, [Optional(), NumberRange(0, 10_000_000)])
        case asking.QuestionKind.CHOICE:
            options = {word: word for word in question.get("options", ())}
            return SelectField(label, choices=choices(options, "—"), default="")
        case asking.QuestionKind.YES_NO:
            answers = choices({"yes": _l("Yes"), "no": _l("No")})
            known = [Optional(), AnyOf(("yes", "no"))]
            return RadioField(label, choices=answers, validators=known, validate_choice=False)
    return TextAreaField(label, [Length(max=asking.LONGEST_ANSWER)])


def content_form(application: Any, zones: Sequence[Any], products: Sequence[Any]) -> ContentForm:
    """The form of one application: its call's questions, its own products, the plan's zones."""
    fields = {f"answer_{each['key']}": _question_field(each) for each in application.call.questions}
    own = type("OwnContentForm", (ContentForm,), {**fields, "question_fields": tuple(fields)})
    needs = application.needs
    stored = {
        "products": application.products,
        "booths": str(needs.get("booths", 1)),
        **{key: needs.get(key) for key in ("power_kw", "water", "cooking", "heavy")},
        **{f"wish_{n}": wish["zone"] for n, wish in enumerate(application.wishes, start=1)},
        **{f"answer_{key}": value for key, value in application.answers.items()},
    }
    form: ContentForm = own(data=stored)
    form.products.choices = choices({each.public_id: str(each.name) for each in products})
    for name in (
        "products",
        "booths",
        *(f"answer_{key}" for key in asking.required(application.call.questions)),
    ):
        form[name].flags.required = True  # a draft may still leave it empty
    offered = choices({zone.key: str(zone.name) for zone in zones}, _l("No preference"))
    for number in range(1, WISHES + 1):
        form[f"wish_{number}"].choices = offered
    return form


def sales_form(days: Iterable[date], declared: Mapping[date, int]) -> Form:
    """One amount in dirhams a day; an empty one is a day that was not declared."""
    days = list(days)
    fields = {
        f"day_{each.isoformat()}": DecimalField(str(each), [Optional(), NumberRange(0, 10_000_000)], places=2)
        for each in days
    }
    stored = {f"day_{day.isoformat()}": Decimal(amount) / 100 for day, amount in declared.items()}
    form: Form = type("SalesForm", (Form,), fields)(data=stored)
    return form
