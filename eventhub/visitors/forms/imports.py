"""Forms of files of visitors."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField

from eventhub.web.forms import Form


class ImportForm(Form):
    """A file of visitors."""

    file = FileField(_l("CSV or Excel file"))


class BringInForm(Form):
    """What becomes of a file whose rows were read."""

    keep_good = BooleanField(_l("Import the good rows even if some are wrong"))
