"""Forms of judging: shape and range only."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from eventhub.contests.forms import choices
from eventhub.cooperatives.phrases import SECTORS
from eventhub.judging import phrases
from eventhub.web.forms import Form, TicksField

_CHOOSE = _l("Choose one.")


class JudgeForm(Form):
    """Somebody to add: by e-mail or phone; somebody unknown gets an invitation."""

    to = StringField(_l("E-mail or phone"), [InputRequired(_l("This is needed.")), Length(5, 254)])


class FieldsForm(Form):
    """A judge's part in the jury and what they know."""

    role = SelectField(_l("Part in the jury"), choices=choices(phrases.ROLES.items()))
    expertise = TicksField(_l("Knows these sectors"), choices=choices(SECTORS.items()))


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
