"""Forms of the jury: its members, their ties, its rules, words to hide."""

import re
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateTimeLocalField,
    FieldList,
    FormField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
)
from wtforms import Form as PlainForm
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from eventhub import territory
from eventhub.accounts.queries import split_identity
from eventhub.clock import CASABLANCA
from eventhub.contests.forms import choices
from eventhub.cooperatives.phrases import SECTORS
from eventhub.judging import phrases
from eventhub.judging.operations.preparing import Ties
from eventhub.web.forms import Form, TextsField, TicksField

_CHOOSE = _l("Choose one.")
GATES = 4
"""How many yes/no questions the form offers."""


class JudgeForm(Form):
    """Somebody to add: by e-mail or phone; somebody unknown gets an invitation."""

    to = StringField(_l("E-mail or phone"), [InputRequired(_l("This is needed.")), Length(5, 254)])

    def validate_to(self, field: Any) -> None:
        """An address or a number that somebody can be reached at."""
        if field.data and not any(split_identity(field.data)):
            raise ValidationError(str(_l("Write an e-mail address or a phone number.")))

    @property
    def reached_at(self) -> tuple[str | None, str | None]:
        """The e-mail address or the phone number that was typed, as they are kept."""
        return split_identity(self.to.data or "")


class FieldsForm(Form):
    """A judge's part in the jury and what they know."""

    role = SelectField(_l("Part in the jury"), choices=choices(phrases.ROLES.items()))
    expertise = TicksField(_l("Knows these sectors"), choices=choices(SECTORS.items()))
    minutes_served = IntegerField(_l("Minutes given to this jury"), [Optional(), NumberRange(0, 20_000)])


class TiesForm(Form):
    """What a judge tells of their own ties."""

    family_names = StringField(_l("Family names of your relatives"), [Optional(), Length(max=300)])
    employer = StringField(_l("Where you work"), [Optional(), Length(max=160)])
    region = SelectField(_l("Region"), [Optional()])
    province = SelectField(_l("Province"), [Optional()], validate_choice=False)
    commune = SelectField(_l("Your commune"), [Optional()], validate_choice=False)

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.region.choices = choices(((each.code, str(each)) for each in territory.regions()), "")
        for field, within in ((self.province, self.region), (self.commune, self.province)):
            field.choices = choices(
                ((each.code, str(each)) for each in territory.within(within.data or "")), ""
            )

    def validate_commune(self, field: Any) -> None:
        """A commune there is."""
        found = territory.place(field.data) if field.data else None
        if field.data and (found is None or found.level != "commune"):
            raise ValidationError(str(_CHOOSE))

    def ties(self) -> Ties:
        """What the operation takes; names are separated by commas."""
        names = re.split(r"[,،;\n]", self.family_names.data or "")
        return Ties(tuple(names), self.employer.data or "", self.commune.data or None)


class MaskForm(Form):
    """Words to hide, or to leave."""

    words = StringField(_l("Words to hide"), [InputRequired(_l("This is needed.")), Length(2, 200)])


class GateForm(PlainForm):
    """One yes/no question; empty when it has no words."""

    name = TextsField(_l("Question"), languages=("ar", "fr"), longest=160)


class RulesForm(Form):
    """How the jury works."""

    gates = FieldList(FormField(GateForm), min_entries=GATES, max_entries=GATES)
    comment_rule = RadioField(
        _l("Comment for the entrant"), choices=choices(phrases.COMMENT_RULES.items()), default="optional"
    )
    tie_break = RadioField(
        _l("Equal scores on a prize place"), choices=choices(phrases.TIE_BREAKS.items()), default="shared"
    )
    shows_photos = BooleanField(_l("A blind jury sees the photos all the same"))
    needs_signature = BooleanField(
        _l("Results are published only once the president has signed the minutes"), default=True
    )
    pitch_minutes = IntegerField(
        _l("Minutes for a pitch"), [InputRequired(_l("This is needed.")), NumberRange(1, 60)], default=5
    )

    public_vote_until = DateTimeLocalField(_l("The public votes until"), [Optional()])
    public_may_change = BooleanField(_l("Who voted may choose another idea until the end"))

    def __init__(self, *, with_fixed: bool, **values: Any) -> None:
        super().__init__(**values)
        if not with_fixed:
            del self.gates, self.comment_rule, self.tie_break, self.needs_signature, self.shows_photos

    def rules(self) -> dict[str, Any]:
        """What the operation takes; a question keeps its line's name. Not what was not asked."""
        moment = self.public_vote_until.data
        times = {
            "pitch_minutes": self.pitch_minutes.data,
            "public_vote_until": moment.replace(tzinfo=CASABLANCA) if moment else None,
            "public_may_change": self.public_may_change.data,
        }
        if "gates" not in self:
            return times
        asked = [(place, line.form.name.data) for place, line in enumerate(self.gates, 1)]
        return {
            "gates": [
                {"id": f"g{place}", "name": {code: text for code, text in words.items() if text}}
                for place, words in asked
                if any(words.values())
            ],
            "comment_rule": self.comment_rule.data,
            "tie_break": self.tie_break.data,
            "needs_signature": self.needs_signature.data,
            "shows_photos": self.shows_photos.data,
            **times,
        }
