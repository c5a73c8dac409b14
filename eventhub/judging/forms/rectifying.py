"""Forms of a rectification: why, what was wrong with a sheet or an idea, what the second minutes say."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from eventhub.contests import phrases as contest_phrases
from eventhub.contests.forms import choices
from eventhub.judging import phrases
from eventhub.web.forms import Form


class RectifyForm(Form):
    """Why a published ranking is put right; everybody reads it."""

    reason = TextAreaField(_l("What was wrong"), [InputRequired(_l("This is needed.")), Length(3, 300)])


class RectifiedMinutesForm(RectifyForm):
    """What the second minutes say besides the figures."""

    place = StringField(_l("Where the jury met"), [Optional(), Length(max=160)])
    remarks = TextAreaField(_l("Remarks for the minutes"), [Optional(), Length(max=4000)])


class RightedForm(Form):
    """A sheet as it should have been: marks arrive as mark-<criterion>."""

    comment = TextAreaField(_l("Comment for the entrant"), [Optional(), Length(max=4000)])


class LeftOutForm(Form):
    """Why a judge's sheet of an idea does not count."""

    reason = SelectField(
        _l("Reason"),
        [InputRequired(_l("Choose one."))],
        choices=choices(((name, phrases.CONFLICTS[name]) for name in phrases.LEARNT_LATE), ""),
    )


class NotAdmissibleForm(Form):
    """Why an idea should not have been judged."""

    refusal_reason = SelectField(
        _l("Reason"),
        [InputRequired(_l("Choose one."))],
        choices=choices(contest_phrases.REASONS.items(), ""),
    )
