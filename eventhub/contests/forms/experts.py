"""The form that names a coaching expert."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import InputRequired, Length, ValidationError

from eventhub.accounts.queries import split_identity
from eventhub.web.forms import Form


class ExpertForm(Form):
    """Somebody to name: by e-mail or phone; somebody unknown gets an invitation."""

    to = StringField(
        _l("E-mail or phone of the expert"), [InputRequired(_l("This is needed.")), Length(5, 254)]
    )

    def validate_to(self, field: StringField) -> None:
        """It reads as an address or a number."""
        if split_identity(field.data or "") == (None, None):
            raise ValidationError(str(_l("Write a phone number like 06 12 34 56 78, or an e-mail address.")))
