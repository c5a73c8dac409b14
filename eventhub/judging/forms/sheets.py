"""Forms of a sheet: its words, an idea set aside, a sheet typed from paper."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from eventhub.contests.forms import choices
from eventhub.judging import phrases
from eventhub.web.forms import Form

_CHOOSE = _l("Choose one.")


class SheetForm(Form):
    """A sheet filled without scripts: marks arrive as mark-<criterion>."""

    version = IntegerField(validators=[InputRequired()])
    change = HiddenField(validators=[InputRequired(), Length(8, 36)])
    comment = TextAreaField(_l("Comment for the entrant"), [Optional()])
    note = TextAreaField(_l("Note for myself"), [Optional()])


class ConflictForm(Form):
    """Why a judge sets an idea aside."""

    reason = SelectField(
        _l("Reason"),
        [InputRequired(_CHOOSE)],
        choices=choices(((name, phrases.CONFLICTS[name]) for name in phrases.DECLARABLE), ""),
    )


class PaperForm(Form):
    """A paper sheet typed in: marks arrive as mark-<criterion>, answers as gate-<question>."""

    comment = TextAreaField(_l("Comment for the entrant"), [Optional(), Length(max=4000)])
