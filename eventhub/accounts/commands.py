"""What the command line does with people: the first operator of an installation comes from here."""

from typing import Any

from eventhub import clock, transaction
from eventhub.accounts import operations, queries
from eventhub.errors import BadInput


def create_person(identity: str, name: str, *, operator: bool = False, language: str = "ar") -> str:
    """Open an account for an e-mail or phone; gives the path of a link that signs in once, within 3 days.

    To be called inside an application context. Raises BadInput for an identity that is neither, DomainError
    (`email_taken`, `phone_taken`) for one that has an account.
    """
    email, phone = queries.split_identity(identity)
    if email is None and phone is None:
        raise BadInput("people add", None, f"{identity!r} is neither an e-mail address nor a phone number")
    script = "name_ar" if any("\u0600" <= letter <= "\u06ff" for letter in name) else "name_latin"
    values: dict[str, Any] = {script: name, "email": email, "phone": phone, "language": language}
    with transaction.transaction():
        _person, token = operations.create_person(values, clock.now(), is_operator=operator)
    return f"/sign-in/link/{token}"


def sign_out(identity: str | None) -> int:
    """Sign every device of a person (None: of everybody) out; gives how many devices.

    To be called inside an application context. Raises BadInput for somebody without an account.
    """
    if identity is None:
        with transaction.transaction():
            return sum(operations.end_all(person, clock.now()) for person in queries.people_signed_in())
    with transaction.transaction():
        person = queries.person_by_identity(identity)
        if person is None:
            raise BadInput("people sign-out", None, f"nobody has an account with {identity!r}")
        return operations.end_all(person, clock.now())
