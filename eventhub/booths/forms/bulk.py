"""What a verb on many files needs to know besides the files, and the names of filters."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Regexp

from eventhub.booths import phrases
from eventhub.booths.forms.words import EmptyForm, choices
from eventhub.booths.states import BulkVerb
from eventhub.web.forms import Form

TIERS = {"1": _l("1 – first"), "2": _l("2 – normal"), "3": _l("3 – if places are left")}


class ManyIneligibleForm(Form):
    """Why the files can't be accepted."""

    reason = SelectField(_l("Reason"), [InputRequired()], choices=choices(phrases.INELIGIBLE_REASONS, "—"))
    note = TextAreaField(_l("A sentence for the applicant"), [Length(max=500)])


class ManyCompleteForm(Form):
    """What is missing in all of them."""

    part = SelectField(_l("What is to be completed"), [InputRequired()])
    what = TextAreaField(_l("Say it as the applicants will read it"), [InputRequired(), Length(max=500)])


class ManyAssignForm(Form):
    """Who screens them."""

    screener = SelectField(_l("Screener"), [InputRequired()])


class ManyTierForm(Form):
    """Their priority."""

    tier = RadioField(_l("Priority"), [InputRequired()], choices=choices(TIERS), default="2")


class ManyTagForm(Form):
    """A word to find them by."""

    tag = StringField(
        _l("Tag"),
        [InputRequired(), Length(max=40), Regexp(r"^[^,\x00]+$", message=_l("One tag, without commas."))],
    )


class FilterForm(Form):
    """A name for the filter that is shown."""

    name = StringField(_l("Name of the filter"), [InputRequired(), Length(max=60)])
    is_shared = BooleanField(_l("The whole team sees it"))
    is_default = BooleanField(_l("Show it first when I open the list"))


_FORMS: dict[BulkVerb, type[Form]] = {
    BulkVerb.ELIGIBLE: EmptyForm,
    BulkVerb.INELIGIBLE: ManyIneligibleForm,
    BulkVerb.COMPLETE: ManyCompleteForm,
    BulkVerb.ASSIGN: ManyAssignForm,
    BulkVerb.TIER: ManyTierForm,
    BulkVerb.TAG: ManyTagForm,
    BulkVerb.UNTAG: ManyTagForm,
}


def arguments_form(verb: str, *, parts: Any, screeners: Any, filled: Any = None) -> Any:
    """The form of what a verb needs to know. `parts`, `screeners` are (value, words); `filled` is kept."""
    kind = _FORMS[BulkVerb(verb)]
    form = kind(data=filled) if filled else kind()
    offered = {"part": parts, "screener": screeners}
    for name, options in offered.items():
        if name in form:
            form[name].choices = [("", "—"), *options]
    return form
