"""The few exceptions that cross rooms. What a feature refuses is a `DomainError` with its own code."""

from typing import Any


class DomainError(Exception):
    """A refusal that a person can read: what happened, why, and what to do.

    `code` never changes with the language; `message` is a (lazy) translated sentence; `field` names
    the form field it belongs to, if one; `status` is the HTTP status an API answers.
    """

    def __init__(self, code: str, message: Any, *, field: str | None = None, status: int = 409) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.field = field
        self.status = status

    def __str__(self) -> str:
        """The sentence, in the language of the moment."""
        return str(self.message)


class BadInput(Exception):  # noqa: N818 - reads as the sentence it prints
    """A file from outside is wrong: names the file, the place in it and what is wrong."""

    def __init__(self, file: object, place: object, what: str) -> None:
        super().__init__(f"{file}: {place}: {what}" if place else f"{file}: {what}")
        self.file = str(file)
        self.place = str(place or "")
        self.what = what


class SettingsError(Exception):
    """A setting is missing or wrong: the start stops with its name."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(f"{name}: {what}")
        self.name = name
        self.what = what
