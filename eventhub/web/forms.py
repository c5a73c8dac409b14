"""Forms: shape and range only; what an operation refuses is shown on the same form, nothing typed is lost."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy.exc import IntegrityError
from wtforms import Field, SelectMultipleField, StringField
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget, TextInput

from eventhub.errors import DomainError
from eventhub.i18n import LANGUAGES, Texts
from eventhub.transaction import savepoint

T = TypeVar("T")


class Form(FlaskForm):
    """A form that a page renders again, as typed, with what to do about it.

    In a view::

        form = ApplyForm()
        if form.is_submitted() and (done := form.attempt(lambda: operations.apply(...))) is not None:
            return redirect(..., 303)
        return page("booths/apply.html", form=form)          # 200 at first, 422 after a refusal
    """

    refusal: DomainError | None = None

    def attempt(self, operation: Callable[[], T]) -> T | None:
        """Validate, then do it in a savepoint. None when refused: the form then knows why."""
        if not self.validate():
            return None
        try:
            with savepoint():
                return operation()
        except DomainError as error:
            self.refuse(error)
            return None

    def refuse(self, error: DomainError) -> None:
        """Show a refusal at its field, or above the form."""
        self.refusal = error
        if error.field and error.field in self._fields:
            field = self._fields[error.field]
            field.errors = (*field.errors, str(error.message))

    @property
    def is_refused(self) -> bool:
        """Whether it was sent and not accepted."""
        return bool(self.is_submitted() and (self.errors or self.refusal))

    @property
    def status(self) -> int:
        """The HTTP status of the page that shows this form."""
        return 422 if self.is_refused else 200


def mapped_violations(sentences: dict[str, DomainError]) -> Callable[[IntegrityError], None]:
    """Turn the database's refusal of a row into the sentence of the constraint that refused it.

    `sentences` maps constraint names to errors; an unknown constraint is raised as it is.
    """
    from eventhub.database import violates

    def raise_sentence(error: IntegrityError) -> None:
        for constraint, sentence in sentences.items():
            if violates(error, constraint):
                raise sentence from error
        raise error

    return raise_sentence


class TextsField(Field):
    """One text in several languages: inputs named <name>-ar, <name>-fr, …; gives a `Texts`.

    `languages` are the ones offered; `needed` the ones that may not be empty; `is_wanted`
    only marks that some language must be written, which the operation sees to.
    """

    widget = TextInput()

    def __init__(
        self,
        *args: Any,
        languages: tuple[str, ...] = ("ar", "fr", "en"),
        needed: tuple[str, ...] = (),
        long: bool = False,
        longest: int = 300,
        is_wanted: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages
        self.needed = needed
        self.long = long
        self.longest = longest
        self.is_wanted = is_wanted

    def process_formdata(self, _values: list[str]) -> None:
        """Read the inputs of every language."""
        self.data = Texts(
            {code: request.form.get(f"{self.name}-{code}", "").strip() for code in self.languages}
        )

    def process_data(self, value: Any) -> None:
        """Start from what is stored."""
        self.data = Texts(value or {})

    def pre_validate(self, _form: Any) -> None:
        """The needed languages are filled and nothing is too long."""
        texts: Texts = self.data or Texts()
        for code in self.needed:
            if not texts.get(code):
                raise ValidationError(str(_l("Write this in %(language)s.", language=LANGUAGES[code])))
        if any(len(text) > self.longest for text in texts.values()):
            raise ValidationError(str(_l("Write at most %(n)d characters.", n=self.longest)))


class TicksField(SelectMultipleField):
    """Several of a list, as ticks."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class PhoneField(StringField):
    """A phone number as people write it (06…, +212…, Arabic digits); gives E.164, or None when empty."""

    def process_formdata(self, values: list[str]) -> None:
        """Keep what was typed until it is understood."""
        self.typed = (values[0] if values else "").strip()
        self.data = self.typed or None

    def pre_validate(self, _form: Any) -> None:
        """Understand it or say how to write it."""
        from eventhub.phones import normal_phone

        if self.data:
            self.data = normal_phone(self.data)

    def _value(self) -> str:
        return str(getattr(self, "typed", None) or self.data or "")
