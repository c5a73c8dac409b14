"""Forms of visitors at a stand, and of the stand: questions, votes, meetings, contacts, passport, draw."""

from datetime import date, datetime, time, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from eventhub.cooperatives.phrases import SECTORS
from eventhub.i18n import day
from eventhub.visitors import phrases
from eventhub.visitors.forms.registrations import _choices
from eventhub.web.forms import Form, PhoneField, TextsField, TicksField

HALF_AN_HOUR = timedelta(minutes=30)


class AskForm(Form):
    """A question to a stand."""

    text = TextAreaField(_l("Your question"), [InputRequired(_l("Write your question.")), Length(max=500)])


class AnswerForm(Form):
    """A stand's answer."""

    answer = TextAreaField(_l("Your answer"), [InputRequired(_l("Write your answer.")), Length(max=1000)])


class BadgeCodeForm(Form):
    """The code under the QR of a badge."""

    code = StringField(
        _l("Code of your badge"),
        [InputRequired(_l("Show your badge, or write the code under its QR.")), Length(max=300)],
    )


def _hours(exhibit: Any) -> list[str]:
    """The half hours that a fair is open."""
    first = datetime.combine(date.min, time(exhibit.opens_at_hour))
    steps = (exhibit.closes_at_hour - exhibit.opens_at_hour) * 2
    return [(first + HALF_AN_HOUR * step).strftime("%H:%M") for step in range(steps)]


class _TimeForm(Form):
    """A day of the fair that is still to come, and a half hour while it is open."""

    day = SelectField(_l("Day"), [InputRequired()])
    hour = SelectField(_l("Hour"), [InputRequired()], choices=())

    def offer(self, exhibit: Any, now: datetime) -> None:
        """Offer the days of a fair from today on, without today when it is closing, and its hours.

        The hour that was agreed already stays one of them, whatever the fair's hours are by now.
        """
        local, hours = now.astimezone(exhibit.zone), _hours(exhibit)
        kept = {self.hour.data} if self.hour.data and not self.is_submitted() else set()
        self.hour.choices = [SelectChoice(hour, hour) for hour in sorted({*hours, *kept})]
        is_late = f"{local:%H:%M}" >= hours[-1]
        first = max(exhibit.starts_on, local.date() + timedelta(days=is_late))
        count = (exhibit.ends_on - first).days + 1
        days = [first + timedelta(days=number) for number in range(max(count, 0))]
        self.day.choices = [SelectChoice(each.isoformat(), day(each, "full")) for each in days]

    def begin_at(self, local: datetime) -> None:
        """Choose the first half hour offered after a moment of the fair's clock, if there is one."""
        for each, _words, *_rest in self.day.iter_choices():
            for hour, *_more in self.hour.iter_choices():
                if f"{each} {hour}" > f"{local:%Y-%m-%d %H:%M}":
                    self.day.data, self.hour.data = each, hour
                    return

    def moment(self, exhibit: Any) -> datetime:
        """The moment chosen, by the fair's clock."""
        hour, minute = map(int, self.hour.data.split(":"))
        return datetime.combine(date.fromisoformat(self.day.data), time(hour, minute), tzinfo=exhibit.zone)


class MeetForm(_TimeForm):
    """A buyer asks for a meeting."""

    name = StringField(_l("Your name"), [InputRequired(_l("Write your name.")), Length(max=120)])
    organization = StringField(_l("Your shop or company"), [Length(max=120)])
    phone = PhoneField(_l("Phone number"), [InputRequired(_l("Write a number: the stand answers on it."))])
    subject = TextAreaField(
        _l("What would you like to talk about?"),
        [InputRequired(_l("Write what it is about.")), Length(max=500)],
    )
    consent = BooleanField(
        _l("I agree"), [InputRequired(_l("Without your agreement the stand cannot call you back."))]
    )


class MoveForm(_TimeForm):
    """A stand proposes another time."""

    note = StringField(_l("A word to the buyer"), [Length(max=500)])


class OutcomeForm(Form):
    """What came of a meeting."""

    is_linked = RadioField(
        _l("Will you go on working together?"),
        [InputRequired(_l("Say whether it goes on."))],
        choices=_choices({"yes": _l("Yes, we go on"), "no": _l("No")}),
    )
    opportunities = IntegerField(
        _l("How many opportunities (orders, quotes, contracts)?"), [Optional(), NumberRange(0, 99)], default=0
    )
    outcome_note = TextAreaField(_l("Note for yourselves"), [Length(max=500)])


RATINGS = {
    "": _l("Not rated"),
    "1": _l("1: curious"),
    "2": _l("2: might buy"),
    "3": _l("3: interested"),
    "4": _l("4: wants to buy"),
    "5": _l("5: large buyer"),
}


class LeadForm(Form):
    """What a stand writes of a contact."""

    note = TextAreaField(_l("Note"), [Length(max=1000)])
    tags = StringField(
        _l("Tags"),
        [Length(max=300)],
        description=_l("A few words between commas: honey, wholesale, call back."),
    )
    rating = SelectField(_l("How serious?"), choices=_choices(RATINGS), default="")

    @property
    def values(self) -> dict[str, Any]:
        """The fields as the operation takes them."""
        tags = (self.tags.data or "").replace("،", ",").split(",")
        return {
            "note": (self.note.data or "").strip(),
            "tags": tags,
            "rating": int(self.rating.data) if self.rating.data else None,
        }


class ThemeForm(Form):
    """A page of the passport."""

    name = TextsField(_l("Name of the page"), needed=("ar",), longest=80)
    sectors = TicksField(_l("Stamps of these sectors"), choices=_choices(SECTORS))
    goal = IntegerField(
        _l("Stamps that fill the page"), [InputRequired(_l("Say how many.")), NumberRange(1, 100)], default=5
    )
    icon = RadioField(_l("Picture of the page"), choices=_choices(phrases.THEME_ICONS), default="")

    def validate(self, extra_validators: Any = None) -> bool:
        """At least one sector."""
        is_good = bool(super().validate(extra_validators))
        if not self.sectors.data:
            self.sectors.errors = [*self.sectors.errors, _l("Choose at least one sector.")]
            return False
        return is_good


class DrawForm(Form):
    """A prize draw to announce."""

    title = TextsField(_l("Title"), needed=("ar",), longest=120)
    prizes = TextAreaField(
        _l("Prizes"),
        [InputRequired(_l("Write at least one prize.")), Length(max=2000)],
        description=_l("One a line, the first prize first."),
    )
    least_stamps = IntegerField(
        _l("Stamps needed to take part"), [InputRequired(_l("Say how many.")), NumberRange(1, 100)], default=5
    )

    @property
    def values(self) -> dict[str, Any]:
        """The fields as the operation takes them: prizes as a list."""
        lines = [" ".join(line.split())[:120] for line in (self.prizes.data or "").splitlines()]
        return {
            "title": self.title.data,
            "prizes": [line for line in lines if line][:50],
            "least_stamps": self.least_stamps.data,
        }


class WitnessForm(Form):
    """Who watches a draw, and the word each of them says."""

    witness_1 = StringField(
        _l("First witness"), [InputRequired(_l("Name the first witness.")), Length(max=80)]
    )
    word_1 = StringField(
        _l("Word of the first witness"), [InputRequired(_l("Any word will do.")), Length(max=40)]
    )
    witness_2 = StringField(
        _l("Second witness"), [InputRequired(_l("Name the second witness.")), Length(max=80)]
    )
    word_2 = StringField(
        _l("Word of the second witness"), [InputRequired(_l("Any word will do.")), Length(max=40)]
    )
    witness_3 = StringField(_l("Third witness"), [Length(max=80)])
    word_3 = StringField(_l("Word of the third witness"), [Length(max=40)])

    @property
    def values(self) -> list[dict[str, str]]:
        """The witnesses as the operation takes them."""
        return [
            {
                "name": " ".join((self[f"witness_{number}"].data or "").split()),
                "word": " ".join((self[f"word_{number}"].data or "").split()),
            }
            for number in (1, 2, 3)
        ]


class DecideForm(Form):
    """What to do with the votes of a pattern."""

    decision = RadioField(
        _l("These votes"),
        [InputRequired(_l("Choose one."))],
        choices=_choices({"kept": _l("Keep them"), "set_aside": _l("Set them aside")}),
    )
    reason = StringField(
        _l("Why"), [InputRequired(_l("Write why: it is kept with the decision.")), Length(max=500)]
    )
