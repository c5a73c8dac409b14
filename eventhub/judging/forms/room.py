"""Forms of the deliberation and of the people's vote."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from eventhub.contests.forms import choices
from eventhub.web.forms import Form, TicksField


class MinutesForm(Form):
    """Where the jury met, and what the minutes say besides the figures."""

    place = StringField(_l("Where the jury met"), [Optional(), Length(max=160)])
    remarks = TextAreaField(_l("Remarks for the minutes"), [Optional(), Length(max=4000)])


class DiscussionForm(Form):
    """What the jury says of one idea."""

    is_shortlisted = BooleanField(_l("On the shortlist"))
    notes = TextAreaField(_l("Notes of the discussion"), [Optional(), Length(max=4000)])
    reason = TextAreaField(_l("Reason of the decision"), [Optional(), Length(max=1000)])


class SignerForm(Form):
    """Who signs in the president's place, and why."""

    judge = SelectField(_l("Who signs instead"), [InputRequired(_l("Choose one."))])
    reason = StringField(
        _l("Why the president can't"), [InputRequired(_l("This is needed.")), Length(3, 300)]
    )

    def __init__(self, judges: list[Any], **given: Any) -> None:
        super().__init__(**given)
        self.judge.choices = choices(((each.public_id, each.person.name) for each in judges), "")


class MotionForm(Form):
    """A question for the jury: which ideas it is about, and one answer a line."""

    question = StringField(_l("Question"), [InputRequired(_l("This is needed.")), Length(5, 300)])
    ideas = TicksField(_l("Ideas it is about"), validate_choice=False)
    options = TextAreaField(_l("Answers, one a line"), [Optional(), Length(max=1000)])
    is_secret = BooleanField(_l("Secret: only the count is kept"))


class LiftForm(Form):
    """Why a conflict no longer bars; it stands in the minutes."""

    because = StringField(
        _l("Why it does not hold"),
        [InputRequired(_l("Say why: it stands in the minutes.")), Length(3, 300)],
    )
