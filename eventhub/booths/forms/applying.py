"""What an applicant writes; the form of an application is made from its call."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from msgspec import Struct
from msgspec import field as field_of_record
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
)
from wtforms.validators import AnyOf, InputRequired, Length, NumberRange, Optional

from eventhub.booths import asking, drafts, phrases
from eventhub.booths.appliances import MOST_OF_ONE, Appliance
from eventhub.booths.forms.answering import (
    AmountField,
    DayField,
    FileAnswer,
    NumberField,
    question_field,
    value_of,
)
from eventhub.booths.forms.words import choices
from eventhub.cooperatives.kinds import DocumentKind
from eventhub.cooperatives.phrases import DOCUMENTS
from eventhub.i18n import Texts
from eventhub.i18n import day as written
from eventhub.web.forms import Form, TicksField

WISHES = asking.WISHES
_ORDINALS = (_l("First wish"), _l("Second wish"), _l("Third wish"), _l("Fourth wish"), _l("Fifth wish"))
_NOT_KEPT = frozenset({"csrf_token", "accepts_terms", "consent"})


class ChooseForm(Form):
    """Which exhibitor applies."""

    cooperative = RadioField(_l("For which cooperative?"), [InputRequired()])


class Offered(Struct, frozen=True):
    """What an applicant may choose from: zones, stands, products, papers by kind, neighbours."""

    zones: Sequence[Any] = ()
    stands: Sequence[Any] = ()
    products: Sequence[Any] = ()
    papers: Mapping[str, Sequence[Any]] = field_of_record(default_factory=dict)
    neighbours: Mapping[str, Any] = field_of_record(default_factory=dict)


class ContentForm(Form):
    """What an applicant writes; machines, papers, neighbours and questions are added by `content_form`."""

    products = TicksField(_l("What will you show?"))
    sales = AmountField(_l("Sales you expect in all, in dirhams"))
    booths = RadioField(
        _l("How many stands side by side?"), choices=choices({"1": _l("One"), "2": _l("Two")}), default="1"
    )
    power_kw = NumberField(
        _l("Power of other machines (kW)"), [Optional(), NumberRange(0, asking.MOST_POWER_KW)]
    )
    water = BooleanField(_l("A water point"))
    cooking = BooleanField(_l("Cooking on the stand"))
    heavy = BooleanField(_l("Heavy goods or machines"))
    accessible = BooleanField(_l("A stand that a wheelchair reaches"))
    space = BooleanField(_l("More room than one stand"))
    accepts_terms = BooleanField(_l("I have read the terms of participation and accept them."))
    consent = RadioField(
        _l("How did the cooperative agree?"),
        [Optional()],
        choices=choices(phrases.CONSENTS),
        validate_choice=False,
    )
    question_fields: Sequence[str] = ()
    paper_kinds: Sequence[str] = ()
    neighbour_names: Mapping[str, Any] = {}

    def fields(self) -> dict[str, Any]:
        """What was written, under the names of `drafts`; new files apart."""
        own = (name for name in self._fields if name not in _NOT_KEPT and drafts.part_of(name))
        return {name: value_of(self[name]) for name in own if not isinstance(self[name], FileAnswer)}

    def new_answers(self) -> dict[str, Any]:
        """Files sent now as answers, by field."""
        return {
            name: field.data
            for name, field in self._fields.items()
            if isinstance(field, FileAnswer) and field.is_new
        }

    def new_papers(self) -> dict[str, tuple[Any, dict[str, Any]]]:
        """Papers sent now, by kind: the file, and what is said of it."""
        found = {}
        for kind in self.paper_kinds:
            sent = self[f"new_{kind}_file"].data
            if getattr(sent, "filename", None):
                said = {name: self[f"new_{kind}_{name}"].data or None for name in ("number", "expires_on")}
                found[kind] = (sent, {"kind": kind, "issued_on": None, **said})
        return found

    @property
    def machines(self) -> list[Any]:
        """The fields of machines."""
        return [self[f"appliance_{each}"] for each in Appliance]

    @property
    def wished(self) -> list[Any]:
        """The fields of wishes, best first."""
        return [self[f"wish_{number}"] for number in range(1, WISHES + 1)]


def content_form(application: Any, offered: Offered, formdata: Any = None) -> ContentForm:
    """The form of one application. With `formdata` it reads a phone's change and asks for no token."""
    call, stored = application.call, drafts.fields_of(application)
    made = {
        **_product_fields(offered.products),
        **{f"appliance_{each}": _count(phrases.APPLIANCES[each], MOST_OF_ONE) for each in Appliance},
        **_wish_fields(offered),
        **_paper_fields(offered.papers),
        **{f"neighbour_{name}": _neighbour_field(words) for name, words in offered.neighbours.items()},
        **{f"answer_{each['key']}": question_field(each) for each in call.questions},
        "question_fields": tuple(f"answer_{each['key']}" for each in call.questions),
        "paper_kinds": tuple(offered.papers),
        "neighbour_names": offered.neighbours,
    }
    own = type("OwnContentForm", (ContentForm,), made)
    form: ContentForm = own(data=stored) if formdata is None else own(formdata=formdata, meta={"csrf": False})
    form.products.choices = choices({each.public_id: str(each.name) for each in offered.products})
    named = [f"answer_{key}" for key in asking.required(call.questions)]
    for name in ("products", "booths", *named):
        form[name].flags.required = True  # a draft may still leave it empty
    return form


def read_change(application: Any, offered: Offered, texts: Mapping[str, Sequence[str]]) -> Any:
    """A phone's change as ({field: value}, {field: why it can't be understood}); it changes no files."""
    sent = MultiDict([(name, text) for name, each in texts.items() for text in each] + [("", "")])
    form = content_form(application, offered, sent)
    form.validate()
    values, faults = {}, {}
    for name in texts:
        field = form._fields.get(name)
        if field is None or drafts.part_of(name) is None or isinstance(field, FileAnswer):
            faults[name] = str(phrases.CHANGE_REFUSALS["bad_value"])
        elif field.errors:
            faults[name] = str(field.errors[0])
        else:
            values[name] = value_of(field)
    return values, faults


def _count(label: Any, most: int) -> IntegerField:
    return IntegerField(label, [Optional(), NumberRange(0, most)])


def _product_fields(products: Sequence[Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for each in products:
        fields[f"quantity_{each.public_id}"] = _count(_l("Quantity"), 1_000_000)
        fields[f"lowest_{each.public_id}"] = AmountField(_l("From (MAD)"))
        fields[f"highest_{each.public_id}"] = AmountField(_l("To (MAD)"))
    return fields


def _wish_fields(offered: Offered) -> dict[str, Any]:
    places = {
        "": _l("No preference"),
        **{zone.key: Texts(zone.name) for zone in offered.zones},
        **{f"#{stand.label}": _l("Stand %(label)s", label=stand.label) for stand in offered.stands},
    }
    return {
        f"wish_{number}": SelectField(_ORDINALS[number - 1], default="", choices=choices(places))
        for number in range(1, WISHES + 1)
    }


def _paper_fields(papers: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for kind, own in papers.items():
        offered = choices({each.public_id: each.number or "" for each in own})
        known = AnyOf([each.public_id for each in own])
        label = DOCUMENTS[DocumentKind(kind)]
        fields[f"document_{kind}"] = RadioField(
            label, [Optional(), known], choices=offered, validate_choice=False
        )
        fields[f"new_{kind}_file"] = FileField(_l("Photo or PDF"))
        fields[f"new_{kind}_number"] = StringField(_l("Number"), [Length(max=60)])
        fields[f"new_{kind}_expires_on"] = DayField(_l("Valid until"), [Optional()])
    return fields


def _neighbour_field(words: Any) -> RadioField:
    offered = choices({"near": _l("Beside us"), "avoid": _l("Far from us"), "": _l("No matter")})
    return RadioField(words, [Optional(), AnyOf(drafts.NEIGHBOURS)], choices=offered, validate_choice=False)


def sales_form(days: Iterable[date], declared: Mapping[date, int]) -> Form:
    """One amount in dirhams a day; an empty one is a day that was not declared."""
    days = list(days)
    fields = {f"day_{each.isoformat()}": AmountField(written(each, "full")) for each in days}
    stored = {f"day_{day.isoformat()}": amount for day, amount in declared.items()}
    form: Form = type("SalesForm", (Form,), fields)(data=stored)
    return form
