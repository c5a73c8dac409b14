"""Forms of reports: shape and range only."""

from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DecimalField, FormField, IntegerField, SelectField
from wtforms import Form as PlainForm
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional

from eventhub.i18n import Texts
from eventhub.reports import phrases
from eventhub.reports.facts import Stated
from eventhub.reports.figures import Aim, Method
from eventhub.reports.operations import Statement
from eventhub.web.forms import Form, TextsField

MOST = 100_000_000
_METHODS = [SelectChoice(each.value, phrases.METHODS[each]) for each in (Method.ESTIMATED, Method.DECLARED)]


class StatedForm(PlainForm):
    """One aim: what was hoped for, and what the organizer states where nothing was counted."""

    target = IntegerField(_l("Target"), [Optional(), NumberRange(1, MOST)])
    value = IntegerField(_l("Stated where not counted"), [Optional(), NumberRange(0, MOST)])
    method = SelectField(_l("How"), choices=_METHODS)


class MoneyForm(PlainForm):
    """The same in dirhams."""

    target = DecimalField(_l("Target"), [Optional(), NumberRange(1, MOST)], places=2)
    value = DecimalField(_l("Stated where not counted"), [Optional(), NumberRange(0, MOST)], places=2)
    method = SelectField(_l("How"), choices=_METHODS)


class ReportForm(Form):
    """The organizer's words, and a line an aim."""

    words = TextsField(_l("Your words"), long=True, longest=4000)
    visitors = FormField(StatedForm)
    exhibitors = FormField(StatedForm)
    women_led = FormField(StatedForm)
    sales = FormField(MoneyForm)
    attendance = FormField(StatedForm)

    def __init__(self, words: Texts | None, stated: dict[Aim, Stated]) -> None:
        super().__init__(
            data={"words": words, **{aim.value: _line(aim, each) for aim, each in stated.items()}}
        )

    @property
    def lines(self) -> list[tuple[Any, Any]]:
        """Each aim's words with its fields."""
        return [(phrases.AIMS[aim], self[aim.value].form) for aim in Aim]

    @property
    def statements(self) -> list[Statement]:
        """What the operation takes."""
        return [
            Statement(
                aim,
                _plain(aim, line["target"]),
                _plain(aim, line["value"]),
                Method(line["method"] or Method.ESTIMATED),
            )
            for aim in Aim
            if (line := self[aim.value].data)
        ]


def _line(aim: Aim, stated: Stated) -> dict[str, Any]:
    scale = 100 if aim == Aim.SALES else 1
    values = {"target": stated.target, "value": stated.value}
    shown = {name: None if each is None else Decimal(each) / scale for name, each in values.items()}
    return {**shown, "method": stated.method.value}


def _plain(aim: Aim, typed: Any) -> int | None:
    """Whole numbers; dirhams become centimes."""
    return None if typed is None else round(typed * (100 if aim == Aim.SALES else 1))
