"""Forms of cooperatives: shape and range only."""

from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, DateField, IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import TextInput

from eventhub import clock, territory
from eventhub.accounts.forms import ARABIC, LATIN, MailField, choices, clean
from eventhub.cooperatives.kinds import DocumentKind, ExhibitorKind, MemberRole, Sector
from eventhub.cooperatives.phrases import DOCUMENTS, KINDS, MEMBER_ROLES, SECTORS
from eventhub.cooperatives.prices import read_dirhams, written_dirhams
from eventhub.i18n import Texts
from eventhub.web.forms import Form, PhoneField, TextsField

CHOOSE = ("", _l("Choose"))
ICE_DIGITS = 15
MOST_MEMBERS = 100_000


def _listed(names: Any, words: Any) -> list[SelectChoice]:
    return choices([CHOOSE, *((name.value, words[name]) for name in names)])


def filled(texts: Texts | None) -> Texts | None:
    """A text in several languages, or None when no language has any."""
    return texts if texts and any(texts.values()) else None


class DirhamsField(StringField):
    """An amount in dirhams as people type it; gives centimes, or None when empty."""

    widget = TextInput()
    data: Any

    def process_formdata(self, values: list[str]) -> None:
        """Keep what was typed until it is understood."""
        self.typed = (values[0] if values else "").strip()
        self.data = self.typed or None

    def pre_validate(self, _form: Any) -> None:
        """Understand it or say how to write it."""
        if isinstance(self.data, str):
            try:
                self.data = read_dirhams(self.data)
            except ValueError:
                raise ValidationError(str(_l("This is no amount. Write it like 120 or 12,50."))) from None

    def _value(self) -> str:
        typed = getattr(self, "typed", None)
        return typed or (written_dirhams(self.data) if isinstance(self.data, int) else "")


class PlaceForm(Form):
    """Region, province, commune: each list holds what lies in the one before."""

    region_code = SelectField(_l("Region"), validators=[InputRequired(_l("Choose a region."))])
    province_code = SelectField(
        _l("Province or prefecture"), validators=[InputRequired(_l("Choose a province."))]
    )
    commune_code = SelectField(_l("Commune"), validators=[Optional()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.region_code.choices = _places(territory.regions())
        self.province_code.choices = _places(territory.within(self.region_code.data or ""))
        inside = {each.value for each in self.province_code.choices}
        province = self.province_code.data if self.province_code.data in inside else ""
        self.commune_code.choices = _places(territory.within(province))

    @property
    def is_refill(self) -> bool:
        """Whether it was sent only to see the next list, without scripts."""
        return "refill" in request.form


def _places(found: list[territory.Place]) -> list[SelectChoice]:
    return choices([CHOOSE, *((each.code, str(each)) for each in found)])


class CooperativeForm(PlaceForm):
    """The few things every profile begins with."""

    name_ar = StringField(_l("Name in Arabic"), validators=[Length(max=160), ARABIC], filters=[clean])
    name_latin = StringField(
        _l("Name in Latin letters"), validators=[Length(max=160), LATIN], filters=[clean]
    )
    kind = SelectField(_l("Kind"), choices=_listed(ExhibitorKind, KINDS), default=ExhibitorKind.COOPERATIVE)
    sector = SelectField(
        _l("Sector"), choices=_listed(Sector, SECTORS), validators=[InputRequired(_l("Choose a sector."))]
    )
    phone = PhoneField(_l("Phone number"), validators=[Length(max=30)])
    is_new = BooleanField(_l("It is another one: create it"))

    FIELDS: tuple[str, ...] = (
        "name_ar",
        "name_latin",
        "kind",
        "sector",
        "phone",
        "region_code",
        "province_code",
        "commune_code",
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """One name at least."""
        fine = bool(super().validate(extra_validators))
        if not self.name_ar.data and not self.name_latin.data:
            sentence = str(_l("Write the name, in Arabic or in Latin letters."))
            self.name_ar.errors = (*self.name_ar.errors, sentence)
            fine = False
        return fine

    def validate_kind(self, field: Any) -> None:
        """One of the kinds."""
        if not field.data:
            raise ValidationError(str(_l("Choose what you are.")))

    @property
    def values(self) -> dict[str, Any]:
        """What the row keeps of it."""
        fields = {name: self[name].data for name in self.FIELDS}
        return {**fields, "commune_code": fields["commune_code"] or None}


def _count(label: Any) -> IntegerField:
    return IntegerField(label, validators=[Optional(), NumberRange(0, MOST_MEMBERS)])


class ProfileForm(CooperativeForm):
    """Everything of a profile."""

    email = MailField(_l("E-mail"), validators=[Length(max=254)])
    about = TextsField(
        _l("About"),
        description=_l("Two or three sentences for visitors: who you are, what you make."),
        languages=("ar", "fr"),
        long=True,
        longest=800,
    )
    court = StringField(_l("Court of first instance"), validators=[Length(max=80)], filters=[clean])
    register_number = StringField(
        _l("Number in the register of cooperatives"), validators=[Length(max=30)], filters=[clean]
    )
    registered_on = DateField(_l("Registered on"), validators=[Optional()])
    ice = StringField(_l("ICE"), description=_l("15 digits"), validators=[Length(max=40)], filters=[clean])
    founded_on = DateField(_l("Founded on"), validators=[Optional()])
    members = _count(_l("Members"))
    women = _count(_l("Women among them"))
    youth = _count(_l("Young people among them (under 35)"))
    president_is_woman = SelectField(
        _l("The president is"),
        choices=choices([("", _l("Not said")), ("yes", _l("A woman")), ("no", _l("A man"))]),
    )
    is_listed = BooleanField(_l("Show it in the public directory"), default=True)
    photo = FileField(_l("Photo"), description=_l("A picture of your work or your people, 8 MB at most."))
    film = FileField(
        _l("Film or sound"),
        description=_l("A minute in which you show or tell your work, for your stand's page; 24 MB at most."),
    )

    FIELDS = (
        *CooperativeForm.FIELDS,
        *("email", "about", "court", "register_number", "registered_on", "ice", "founded_on"),
        *("members", "women", "youth", "is_listed"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row = kwargs.get("obj")
        if row is not None and not self.is_submitted():
            known = {True: "yes", False: "no"}
            self.president_is_woman.data = known.get(row.president_is_woman, "")

    def validate_ice(self, field: Any) -> None:
        """Digits, fifteen of them; whether they fit is only warned about."""
        if field.data:
            digits = "".join(str(int(each)) for each in field.data if each.isdecimal())
            field.data = digits
            if len(digits) != ICE_DIGITS:
                raise ValidationError(str(_l("An ICE has 15 digits; this has %(n)d.", n=len(digits))))

    def validate_registered_on(self, field: Any) -> None:
        """Not a day to come."""
        if field.data and field.data > clock.today():
            raise ValidationError(str(_l("This day is still to come.")))

    validate_founded_on = validate_registered_on

    def validate_women(self, field: Any) -> None:
        """No more than there are members."""
        if field.data is not None and self.members.data is not None and field.data > self.members.data:
            raise ValidationError(str(_l("There are only %(n)d members.", n=self.members.data)))

    validate_youth = validate_women

    @property
    def values(self) -> dict[str, Any]:
        """What the row keeps of it."""
        said = {"yes": True, "no": False}.get(self.president_is_woman.data or "")
        about = filled(self.about.data)
        return {**super().values, "about": about, "president_is_woman": said}


class ProductForm(Form):
    """Something sold."""

    name = TextsField(_l("Name"), languages=("ar", "fr", "en"), needed=("ar",), longest=120)
    unit = TextsField(
        _l("Sold by"), description=_l("500 g, 1 litre, a piece"), languages=("ar", "fr", "en"), longest=40
    )
    price = DirhamsField(_l("Price in dirhams"))
    photo = FileField(_l("Photo"))

    @property
    def values(self) -> dict[str, Any]:
        """What the row keeps of it."""
        return {"name": self.name.data, "unit": filled(self.unit.data), "price": self.price.data}


class DocumentForm(Form):
    """A paper and its scan."""

    kind = SelectField(
        _l("Paper"),
        choices=_listed(DocumentKind, DOCUMENTS),
        validators=[InputRequired(_l("Choose a kind."))],
    )
    number = StringField(_l("Number"), validators=[Length(max=60)], filters=[clean])
    issued_on = DateField(_l("Issued on"), validators=[Optional()])
    expires_on = DateField(_l("Valid until"), validators=[Optional()])
    file = FileField(_l("Photo or PDF"), description=_l("A photo of the paper is enough, 8 MB at most."))

    def validate_expires_on(self, field: Any) -> None:
        """Not before it was issued."""
        if field.data and self.issued_on.data and field.data < self.issued_on.data:
            raise ValidationError(str(_l("It ends before it begins.")))

    @property
    def values(self) -> dict[str, Any]:
        """What the row keeps of it."""
        return {name: self[name].data for name in ("kind", "number", "issued_on", "expires_on")}


class MemberForm(Form):
    """Who may act for the cooperative next."""

    role = SelectField(_l("Role"), choices=choices((role.value, MEMBER_ROLES[role]) for role in MemberRole))
