"""Phone numbers: understood as Moroccans write them, stored as E.164, shown in groups."""

import re

from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

MOROCCO = 212
"""Its calling code."""
_MOROCCAN = re.compile(r"\+212(\d{9})")
_WESTERN = {0x660 + digit: str(digit) for digit in range(10)}


def western(text: str) -> str:
    """The text with Arabic digits written as 0 to 9."""
    return text.translate(_WESTERN)


def normal_phone(text: str) -> str:
    """The E.164 form of 06…, 07…, 05…, +212…, 00212…, with any digits. Raises ValidationError otherwise."""
    import phonenumbers

    try:
        number = phonenumbers.parse(western(text), "MA")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_valid_number(number):
        raise ValidationError(str(_l("This is no phone number. Write it like 06 12 34 56 78.")))
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def is_mobile_here(phone: str) -> bool:
    """Whether a stored number is a Moroccan mobile one, which can be sent a message at a known price."""
    import phonenumbers

    number = phonenumbers.parse(phone)
    kinds = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)
    return number.country_code == MOROCCO and phonenumbers.number_type(number) in kinds


def shown_phone(phone: str) -> str:
    """A number as people read it: 06 12 34 56 78 for Moroccan ones; what is no number stays as it is."""
    here = _MOROCCAN.fullmatch(phone)
    if here:  # most of them, and lists have a hundred: the library would take its time, and group 0612 345678
        written = f"0{here[1]}"
        return " ".join(written[at : at + 2] for at in range(0, len(written), 2))
    import phonenumbers

    try:
        number = phonenumbers.parse(phone, "MA")
    except phonenumbers.NumberParseException:
        return phone
    abroad = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return str(abroad).replace("-", " ")
