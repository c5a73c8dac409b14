"""Forms of accounts: shape and range only."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, PasswordField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, Regexp, ValidationError

from eventhub.accounts import passwords
from eventhub.accounts.phrases import ROLE_MEANINGS, ROLES
from eventhub.accounts.queries import split_identity
from eventhub.accounts.roles import RoleName
from eventhub.i18n import LANGUAGES
from eventhub.web.forms import Form, PhoneField, TextsField


def choices(pairs: Iterable[tuple[str, Any]]) -> list[SelectChoice]:
    """Options of a select or radio field, from (value, words)."""
    return [SelectChoice(value, words) for value, words in pairs]


NEEDED = InputRequired(_l("This is needed."))
ARABIC = Regexp(r"^[^A-Za-z]*$", message=_l("Write this name in Arabic letters."))
LATIN = Regexp(r"^[^\u0600-\u06ff]*$", message=_l("Write this name in Latin letters."))


def clean(text: str | None) -> str | None:
    """Without spaces around; None when nothing is left."""
    return (text or "").strip() or None


class MailField(EmailField):
    """An e-mail address, in the form that is compared; None when empty."""

    data: Any

    def pre_validate(self, _form: Any) -> None:
        """Understand it or say how to write it."""
        from email_validator import EmailNotValidError, validate_email

        typed: str | None = clean(self.data)
        self.data = typed
        if typed is None:
            return
        try:
            self.data = validate_email(typed, check_deliverability=False).normalized.casefold()
        except EmailNotValidError:
            raise ValidationError(
                str(_l("This is no e-mail address. Write it like name@example.ma."))
            ) from None


class SignInForm(Form):
    """Who, and the password."""

    identity = StringField(
        _l("Phone number or e-mail"), validators=[NEEDED, Length(max=254)], filters=[clean]
    )
    password = PasswordField(_l("Password"), validators=[NEEDED, Length(max=passwords.LONGEST)])


class LinkForm(Form):
    """Who wants a link by mail."""

    identity = StringField(
        _l("Phone number or e-mail"), validators=[NEEDED, Length(max=254)], filters=[clean]
    )

    def validate_identity(self, field: Any) -> None:
        """It reads as an address or a number."""
        if field.data and split_identity(field.data) == (None, None):
            raise ValidationError(str(_l("Write a phone number like 06 12 34 56 78, or an e-mail address.")))


class ConfirmForm(Form):
    """Nothing but the token that says this page was ours."""


class _NamedForm(Form):
    name_ar = StringField(_l("Name in Arabic"), validators=[Length(max=120), ARABIC], filters=[clean])
    name_latin = StringField(
        _l("Name in Latin letters"), validators=[Length(max=120), LATIN], filters=[clean]
    )
    phone = PhoneField(_l("Phone number"), validators=[Length(max=30)])
    email = MailField(_l("E-mail"), validators=[Length(max=254)])

    def validate(self, extra_validators: Any = None) -> bool:
        """One name at least, and one way to sign in."""
        fine = bool(super().validate(extra_validators))
        if not self.name_ar.data and not self.name_latin.data:
            self.name_ar.errors = (
                *self.name_ar.errors,
                str(_l("Write your name, in Arabic or in Latin letters.")),
            )
            fine = False
        if not self.phone.data and not self.email.data:
            self.phone.errors = (
                *self.phone.errors,
                str(_l("Write a phone number or an e-mail address: you sign in by it.")),
            )
            fine = False
        return fine

    @property
    def values(self) -> dict[str, Any]:
        """What a person's row keeps of it."""
        return {name: self[name].data for name in ("name_ar", "name_latin", "phone", "email")}


class SignUpForm(_NamedForm):
    """A new account."""

    password = PasswordField(
        _l("Choose a password"),
        description=_l("8 characters at least; three or four words are easy to keep in mind."),
        validators=[
            NEEDED,
            Length(
                passwords.SHORTEST,
                passwords.LONGEST,
                _l("Write at least %(n)d characters.", n=passwords.SHORTEST),
            ),
        ],
    )


class ProfileForm(_NamedForm):
    """Who one is, and the language one reads; the password when how one signs in changes."""

    current = PasswordField(
        _l("Your password now"),
        description=_l("Only to change your phone number or e-mail: one signs in by them."),
        validators=[Length(max=passwords.LONGEST)],
    )
    language = SelectField(_l("Language"), choices=choices(LANGUAGES.items()))

    @property
    def values(self) -> dict[str, Any]:
        """Names, addresses and the language."""
        return {**super().values, "language": self.language.data}


class PasswordForm(Form):
    """The password one has, and the next."""

    current = PasswordField(_l("Your password now"), validators=[Length(max=passwords.LONGEST)])
    password = PasswordField(
        _l("New password"),
        description=_l("8 characters at least; three or four words are easy to keep in mind."),
        validators=[
            NEEDED,
            Length(
                passwords.SHORTEST,
                passwords.LONGEST,
                _l("Write at least %(n)d characters.", n=passwords.SHORTEST),
            ),
        ],
    )


class EraseForm(Form):
    """The word that shows one means it."""

    word = StringField(_l("Type the word to confirm"), validators=[NEEDED], filters=[clean])

    def __init__(self, expected: str) -> None:
        super().__init__()
        self.expected = expected

    def validate_word(self, field: Any) -> None:
        """It is the word asked for."""
        if field.data and field.data.casefold() != self.expected.casefold():
            raise ValidationError(str(_l("Type exactly: %(word)s", word=self.expected)))


class InviteForm(Form):
    """Whom to invite to which role, and where it holds."""

    role = RadioField(
        _l("Role"),
        choices=choices((role.value, ROLES[role]) for role in RoleName),
        validators=[InputRequired(_l("Choose a role."))],
    )
    scope = SelectField(_l("For"), validators=[Optional()])
    to = StringField(
        _l("E-mail or phone of the person"),
        description=_l("With an e-mail address we send the invitation; otherwise you hand it over."),
        validators=[Length(max=254)],
        filters=[clean],
    )
    meanings = ROLE_MEANINGS

    @property
    def scope_ids(self) -> dict[str, int]:
        """The edition or contest chosen, as grants carry it; empty for the whole organizer."""
        kind, _, number = (self.scope.data or "").partition(":")
        return {kind: int(number)} if number else {}

    def validate_to(self, field: Any) -> None:
        """It reads as an address or a number."""
        if field.data and split_identity(field.data) == (None, None):
            raise ValidationError(str(_l("Write a phone number like 06 12 34 56 78, or an e-mail address.")))


class OrganizerForm(Form):
    """A body that runs fairs and contests."""

    name = TextsField(_l("Name"), languages=("ar", "fr"), needed=("ar",), longest=160)
    slug = StringField(
        _l("Address"),
        description=_l("Short, in small Latin letters, for links: khenifra"),
        validators=[
            NEEDED,
            Length(max=60),
            Regexp(r"^[a-z0-9]+(-[a-z0-9]+)*$", message=_l("Small Latin letters, figures and - only.")),
        ],
        filters=[clean],
    )
    email = MailField(_l("E-mail"), validators=[Length(max=254)])
    phone = PhoneField(_l("Phone number"), validators=[Length(max=30)])
    cndp_receipt = StringField(
        _l("CNDP receipt number"),
        description=_l("Shown wherever personal data is asked (law 09-08)."),
        validators=[Length(max=60)],
        filters=[clean],
    )
