"""The organizer's forms beside a file."""

from flask_babel import lazy_gettext as _l
from wtforms import (
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Regexp

from eventhub.booths import phrases
from eventhub.booths.forms.bulk import TIERS
from eventhub.booths.forms.words import choices
from eventhub.web.forms import Form


class IneligibleForm(Form):
    """Why a file can't be accepted."""

    reason = SelectField(_l("Reason"), choices=choices(phrases.INELIGIBLE_REASONS, "—"))
    note = TextAreaField(_l("A sentence for the applicant"), [Length(max=500)])


class CompleteForm(Form):
    """What is missing."""

    part = SelectField(_l("What is to be completed"), choices=choices(phrases.PARTS, "—"))
    what = TextAreaField(_l("Say it as the applicant will read it"), [Length(max=500)])


class ScoreForm(Form):
    """How good a file is."""

    points = IntegerField(_l("Score out of 100"), [InputRequired(), NumberRange(0, 100)])
    tier = RadioField(
        _l("Priority"),
        [InputRequired()],
        choices=choices(TIERS),
        default="2",
    )
    why = StringField(_l("Why, if screeners have marked it"), [Length(max=300)])


class ConflictForm(Form):
    """What ties a screener to an exhibitor."""

    tie = StringField(_l("What ties you to them"), [InputRequired(), Length(max=300)])


class TagForm(Form):
    """A word to find a file by."""

    tag = StringField(
        _l("Tag"),
        [InputRequired(), Length(max=40), Regexp(r"^[^,\x00]+$", message=_l("One tag, without commas."))],
    )


class NoteForm(Form):
    """A note of the team."""

    text = TextAreaField(_l("Note for the team"), [Length(max=2000)])
