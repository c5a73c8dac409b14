"""PURE: the further questions an edition may ask its visitors, beyond a name and how many they are."""

from enum import StrEnum


class Question(StrEnum):
    """Names of questions, as in forms and in a registration's answers."""

    KIND = "kind"
    COMMUNE = "commune"
    AGE = "age"
    COMPANY = "company"
    EMAIL = "email"


MOST_APART = 40
"""Badges with a code of their own in one registration; a larger group takes one badge with a count."""
