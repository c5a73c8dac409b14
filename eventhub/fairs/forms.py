"""Forms of fairs: shape and range only."""

import re
from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    DateField,
    FieldList,
    FormField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TimeField,
)
from wtforms import Form as PlainForm
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp, ValidationError

from eventhub import territory
from eventhub.fairs import phrases
from eventhub.fairs.models import Edition, Partner, ProgrammeSession, Recommendation
from eventhub.fairs.operations import Details
from eventhub.i18n import day
from eventhub.web.forms import Form, TextsField

SPEAKERS = 4
"""How many lines for speakers a session's form offers."""
LONGEST_FAIR = 120
"""Days; longer is a mistyped year."""
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NEEDED = _l("This is needed.")


def _choices(words: Mapping[Any, Any]) -> list[SelectChoice]:
    """What one may choose, in the words of phrases."""
    return [SelectChoice(str(value), text) for value, text in words.items()]


class DetailsForm(Form):
    """What is said of an edition."""

    name = TextsField(_l("Name"), needed=("ar", "fr"), longest=140)
    theme = TextsField(_l("Theme"), longest=240)
    about = TextsField(_l("In a few sentences"), long=True, longest=1500)
    venue = TextsField(_l("Where it is held"), needed=("ar", "fr"), longest=140)
    region = SelectField(_l("Region"), [Optional()], validate_choice=False)
    province = SelectField(_l("Province"), [Optional()], validate_choice=False)
    commune = SelectField(_l("Commune"), [Optional()], validate_choice=False)
    starts_on = DateField(_l("First day"), [InputRequired(_NEEDED)])
    ends_on = DateField(_l("Last day"), [InputRequired(_NEEDED)])
    opens_at_hour = SelectField(_l("Opens at"), [InputRequired(_NEEDED)], coerce=int, default=10)
    closes_at_hour = SelectField(_l("Closes at"), [InputRequired(_NEEDED)], coerce=int, default=22)
    accent = RadioField(_l("Colour"), choices=_choices(phrases.ACCENTS), default="cobalt")
    retention_days = IntegerField(
        _l("Days visitors' data is kept after the fair"),
        [InputRequired(_NEEDED), NumberRange(0, 3650)],
        default=365,
    )

    def __init__(self, edition: Edition | None = None) -> None:
        super().__init__(obj=edition, data=_places_of(edition))
        self.opens_at_hour.choices = [SelectChoice(str(hour), f"{hour:02}:00") for hour in range(24)]
        self.closes_at_hour.choices = [SelectChoice(str(hour), f"{hour:02}:00") for hour in range(1, 25)]
        none = [SelectChoice("", "–")]
        self.region.choices = none + [SelectChoice(each.code, str(each)) for each in territory.regions()]
        self.province.choices = none + _within(self.region.data)
        self.commune.choices = none + _within(self.province.data)

    @property
    def is_refilled(self) -> bool:
        """Sent only to show the next list of places, by a browser without scripts."""
        return "refill" in request.form

    @property
    def details(self) -> Details:
        """What the operation takes."""
        names = Details.__dataclass_fields__.keys() - {"place_code"}
        return Details(place_code=self._place(), **{name: self[name].data for name in names})

    def _place(self) -> str | None:
        """The narrowest place chosen that lies in the ones before it."""
        found = None
        for field in (self.region, self.province, self.commune):
            place = territory.place(field.data)
            if place is None or place.parent != found:
                return found
            found = place.code
        return found

    def validate_ends_on(self, field: DateField) -> None:
        """After the first day, and not years later."""
        if field.data is None or self.starts_on.data is None:
            return
        if field.data < self.starts_on.data:
            raise ValidationError(str(_l("The last day comes after the first.")))
        if (field.data - self.starts_on.data).days >= LONGEST_FAIR:
            raise ValidationError(str(_l("A fair lasts %(n)d days at most. Check the year.", n=LONGEST_FAIR)))

    def validate_closes_at_hour(self, field: SelectField) -> None:
        """After it opens."""
        if field.data is not None and field.data <= (self.opens_at_hour.data or 0):
            raise ValidationError(str(_l("It closes after it opens.")))


def _places_of(edition: Edition | None) -> dict[str, str]:
    chain = territory.chain(edition.place_code) if edition else []
    return dict(zip(("region", "province", "commune"), (place.code for place in chain), strict=False))


def _within(code: str | None) -> list[SelectChoice]:
    return [SelectChoice(each.code, str(each)) for each in territory.within(code)] if code else []


class CreateForm(DetailsForm):
    """A new fair: its details and the name in its address."""

    slug = StringField(
        _l("Name in the address"),
        [
            InputRequired(_NEEDED),
            Length(3, 48),
            Regexp(_SLUG, message=_l("Small letters, digits and hyphens.")),
        ],
    )

    def validate_slug(self, field: StringField) -> None:
        """All of it, not only its beginning."""
        if field.data and not _SLUG.fullmatch(field.data):
            raise ValidationError(str(_l("Small letters, digits and hyphens.")))


class CopyForm(Form):
    """The next edition of a series."""

    number = IntegerField(_l("Number of the edition"), [InputRequired(_NEEDED), NumberRange(1, 999)])
    starts_on = DateField(_l("First day"), [InputRequired(_NEEDED)])


class PartnerForm(Form):
    """A body that supports the fair."""

    name = TextsField(_l("Name"), needed=("ar", "fr"), longest=160)
    role = RadioField(
        _l("Role"), choices=_choices(phrases.PARTNER_ROLES), validators=[InputRequired(_NEEDED)]
    )
    website = StringField(
        _l("Website"),
        [Optional(), Length(max=200), Regexp(r"https?://[^\s\"<>]+\Z", message=_l("Begin with https://"))],
    )
    logo = FileField(_l("Logo"))

    def __init__(self, partner: Partner | None = None) -> None:
        super().__init__(obj=partner)

    @property
    def values(self) -> dict[str, Any]:
        """What the operation takes, without the logo."""
        return {"name": self.name.data, "role": self.role.data, "website": self.website.data or None}


class SpeakerForm(PlainForm):
    """One line of speakers; empty when it has no name."""

    name = TextsField(_l("Name"), languages=("ar", "fr"), longest=100)
    title = TextsField(_l("Who this is"), languages=("ar", "fr"), longest=120)


class SessionForm(Form):
    """One session; times are the fair's."""

    kind = RadioField(_l("Kind"), choices=_choices(phrases.SESSION_KINDS), default="talk")
    title = TextsField(_l("Title"), needed=("ar", "fr"), longest=200)
    about = TextsField(_l("In a few sentences"), long=True, longest=1000)
    room = TextsField(_l("Room or place"), longest=120)
    day = SelectField(_l("Day"), [InputRequired(_NEEDED)])
    starts = TimeField(_l("Begins at"), [InputRequired(_NEEDED)])
    ends = TimeField(_l("Ends at"), [InputRequired(_NEEDED)])
    seats = IntegerField(_l("Seats"), [Optional(), NumberRange(1, 100_000)])
    is_seated = BooleanField(_l("Visitors take a seat beforehand, with their badge"))
    seats_each = IntegerField(_l("Seats for one badge, at most"), [Optional(), NumberRange(1, 10)], default=1)
    closes_before = SelectField(
        _l("Seats are given until"), choices=_choices(phrases.CLOSES_BEFORE), coerce=int, default=0
    )
    attended = IntegerField(_l("People counted in the room"), [Optional(), NumberRange(0, 100_000)])
    speakers = FieldList(FormField(SpeakerForm), min_entries=SPEAKERS, max_entries=SPEAKERS)

    def __init__(self, edition: Edition, session: ProgrammeSession | None = None) -> None:
        self.edition = edition
        super().__init__(data=_session_data(edition, session) if session else {})
        self.day.choices = [SelectChoice(each.isoformat(), day(each, "full")) for each in edition.day_list]

    @property
    def values(self) -> dict[str, Any]:
        """What the operation takes."""
        plain = ("kind", "title", "about", "room", "seats", "attended")
        return {
            "speakers": [
                {part: dict(line[part] or {}) for part in ("name", "title")}
                for line in self.speakers.data
                if any((line["name"] or {}).values())
            ],
            "starts_at": self._moment(self.starts.data),
            "ends_at": self._moment(self.ends.data),
            "is_seated": self.is_seated.data,
            "seats_each": self.seats_each.data or 1,
            "closes_before": self.closes_before.data,
            **{name: self[name].data for name in plain},
        }

    def _moment(self, at: time) -> datetime:
        on = datetime.strptime(self.day.data, "%Y-%m-%d").date()  # noqa: DTZ007 - a day, its zone follows
        return datetime.combine(on, at, tzinfo=self.edition.zone)


def _session_data(edition: Edition, session: ProgrammeSession) -> dict[str, Any]:
    starts, ends = (moment.astimezone(edition.zone) for moment in (session.starts_at, session.ends_at))
    plain = ("kind", "title", "about", "room", "seats", "attended", "speakers")
    taking = ("is_seated", "seats_each", "closes_before")
    return {
        "day": starts.date().isoformat(),
        "starts": starts.time(),
        "ends": ends.time(),
        **{name: getattr(session, name) for name in (*plain, *taking)},
    }


class CancelSessionForm(Form):
    """Why a session will not take place, for those who wanted to come."""

    why = TextsField(_l("Why, in a few words"), longest=240)


class RecommendationForm(Form):
    """What a forum asked for, and how far it has come."""

    text = TextsField(_l("What is recommended"), needed=("ar", "fr"), long=True, longest=500)
    owner = TextsField(_l("Who takes it on"), longest=160)
    state = RadioField(_l("State"), choices=_choices(phrases.RECOMMENDATION_STATES), default="proposed")
    due_on = DateField(_l("Expected by"), [Optional()])
    note = TextsField(_l("What has been done"), long=True, longest=500)

    def __init__(self, row: Recommendation | None = None) -> None:
        super().__init__(obj=row)

    @property
    def values(self) -> dict[str, Any]:
        """What the operation takes."""
        return {name: self[name].data for name in ("text", "owner", "state", "due_on", "note")}
