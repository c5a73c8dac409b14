"""Forms of what follows a decision: paragraphs, terms, more time, exchanges, appeals."""

from flask_babel import lazy_gettext as _l
from wtforms import (
    DateTimeLocalField,
    DecimalField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import AnyOf, InputRequired, Length, NumberRange, Optional

from eventhub.booths.forms.words import choices
from eventhub.booths.kinds import AppealOutcome
from eventhub.booths.phrases import AUDIENCES
from eventhub.booths.states import DECIDED
from eventhub.web.forms import Form, TextsField

ALL = ("ar", "fr", "en", "zgh")
LONGEST = 1500


class ParagraphForm(Form):
    """What is added to every message of one decision."""

    state = HiddenField(validators=[AnyOf(sorted(DECIDED))])
    text = TextsField(_l("Additional paragraph"), languages=ALL, long=True, longest=LONGEST)


class ExtendForm(Form):
    """Until when an offer waits."""

    until = DateTimeLocalField(_l("New end of the offer"), [InputRequired()])


class TermsForm(Form):
    """What an edition holds its exhibitors to."""

    offer_hours = IntegerField(_l("An offer waits (hours)"), [InputRequired(), NumberRange(1, 240)])
    reminder_hours = IntegerField(
        _l("Reminder before its end (hours)"), [InputRequired(), NumberRange(0, 240)]
    )
    fair_offer_hours = IntegerField(
        _l("During the fair an offer waits (hours)"), [InputRequired(), NumberRange(1, 48)]
    )
    appeal_days = IntegerField(_l("Days to appeal"), [InputRequired(), NumberRange(0, 60)])
    arrival_hour = IntegerField(
        _l("Exhibitors are awaited until (hour of the first day)"), [InputRequired(), NumberRange(0, 23)]
    )
    most_people = IntegerField(_l("Badges for each exhibitor"), [InputRequired(), NumberRange(0, 20)])
    vat = DecimalField(_l("VAT rate (%)"), [Optional(), NumberRange(0.01, 50)], places=2)
    exempt_text = TextsField(_l("Why there is no VAT"), languages=("ar", "fr"))
    seller_name = TextsField(_l("Name on the invoices"), languages=("ar", "fr"))
    seller_address = TextsField(_l("Address on the invoices"), languages=("ar", "fr"))
    seller_ice = StringField("ICE", [Optional(), Length(max=15)])
    seller_register = StringField(_l("Register number"), [Optional(), Length(max=60)])
    bank_account = StringField(_l("Bank account for transfers (RIB)"), [Optional(), Length(max=40)])
    services = TextsField(_l("What the stand comes with"), languages=("ar", "fr"), long=True, longest=LONGEST)
    obligations = TextsField(
        _l("What the exhibitor promises"), languages=("ar", "fr"), long=True, longest=2 * LONGEST
    )


class SwapWishForm(Form):
    """Where an exhibitor would rather stand, and why."""

    stand = StringField(_l("The stand you would like"), [InputRequired(), Length(max=20)])
    why = TextAreaField(_l("Why?"), [InputRequired(), Length(max=1000)])


class AppealForm(Form):
    """Why a refusal was wrong, in the applicant's words."""

    words = TextAreaField(_l("What should be looked at again?"), [InputRequired(), Length(max=3000)])


class AppealAnswerForm(Form):
    """The organizer's answer to an appeal."""

    outcome = RadioField(
        _l("Decision"),
        [InputRequired()],
        choices=choices(
            {
                AppealOutcome.KEPT: _l("The decision is kept"),
                AppealOutcome.CHANGED: _l("The file is taken up"),
            }
        ),
    )
    answer = TextAreaField(_l("Answer, as the applicant will read it"), [InputRequired(), Length(max=3000)])


class MessageForm(Form):
    """A letter to many exhibitors."""

    token = HiddenField(validators=[InputRequired(), Length(max=40)])
    who = SelectField(_l("To whom"), choices=choices(AUDIENCES), default="coming")
    zone = SelectField(_l("Zone"), default="")
    subject = TextsField(_l("Subject"), languages=ALL, longest=200, is_wanted=True)
    text = TextsField(_l("Text"), languages=ALL, long=True, longest=2 * LONGEST, is_wanted=True)
    model = StringField(_l("Keep this text under a name"), [Length(max=80)])


class SwapDecisionForm(Form):
    """Whether an exchange takes place."""

    request = HiddenField(validators=[InputRequired()])
    decision = SelectField(
        _l("Decision"), choices=choices({"approve": _l("Approve"), "refuse": _l("Refuse")})
    )
    answer = StringField(_l("Words to the exhibitor"), [Length(max=1000)])
