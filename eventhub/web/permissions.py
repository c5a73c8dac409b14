"""Who may see what belongs to the installation itself."""

from enum import StrEnum

from eventhub import permissions


class Permission(StrEnum):
    """What the operator alone may do."""

    SEE_JOBS = "web:see_jobs"
    RETRY_JOB = "web:retry_job"


def _is_operator(actor: object, _subject: object) -> bool:
    return bool(getattr(actor, "is_operator", False))


POLICY = {Permission.SEE_JOBS: _is_operator, Permission.RETRY_JOB: _is_operator}

permissions.declare(POLICY)
