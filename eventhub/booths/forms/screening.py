"""The organizer's forms beside a file."""

from flask_babel import lazy_gettext as _l
from wtforms import (
    IntegerField,
    RadioField,
    SelectField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange

from eventhub.booths import phrases
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
        choices=choices({"1": _l("1 – first"), "2": _l("2 – normal"), "3": _l("3 – if places are left")}),
        default="2",
    )


class NoteForm(Form):
    """The organizer's own note."""

    text = TextAreaField(_l("Note for the team"), [Length(max=2000)])
