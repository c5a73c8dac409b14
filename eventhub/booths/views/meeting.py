"""Reads the cooperatives an agent's phone wrote down without a network, one outcome each."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from msgspec import Struct

from eventhub.booths.forms.touring import read_newcomer
from eventhub.booths.models import Application
from eventhub.booths.operations import touring
from eventhub.booths.phrases import CHANGE_REFUSALS
from eventhub.booths.queries import applications
from eventhub.booths.states import Consent
from eventhub.cooperatives import queries as cooperatives
from eventhub.cooperatives.models import Cooperative
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.web.changes import Change


class Met(Struct, frozen=True):
    """What became of one: saved, already_saved or refused; `alike` are profiles it may be, each with why."""

    id: str | None
    outcome: str
    code: str | None = None
    field: str | None = None
    sentence: str = ""
    alike: Sequence[tuple[Cooperative, str]] = ()
    application: Application | None = None


def meet(person: Any, edition: Edition, change: Change, at: datetime) -> Met:
    """Make the profile and begin its application, or say why not: nothing of a refused one is written."""
    before = touring.begun_before(person, edition, change.id)
    if before is not None:
        return Met(change.id, "already_saved", application=before)
    form = read_newcomer(change.fields)
    if not form.validate():
        name, errors = next((name, errors) for name, errors in form.errors.items() if errors)
        sentence = f"{form[name].label.text}: {errors[0]}" if name else str(errors[0])
        return Met(change.id, "refused", "bad_value", name, sentence)
    same = applications.cooperative_by_public_id(change.draft) if change.draft else None
    alike = [] if same is not None or form.is_new.data else cooperatives.lookalikes(form.values)
    if alike:
        sentence = _(
            "A profile like this one is known already. Say whether it is the same cooperative."
            " Nothing you wrote is lost."
        )
        return Met(change.id, "refused", "alike", None, sentence, alike)
    try:
        begun = touring.begin_for_newcomer(
            person, edition, form.values, Consent(form.consent.data), at, change_id=change.id, same=same
        )
    except DomainError as error:
        return Met(change.id, "refused", error.code, error.field, str(error.message))
    return Met(change.id, "saved", application=begun)


def malformed(item: Any) -> Met:
    """What is said of something that can't be read at all."""
    name = item.get("id") if isinstance(item, dict) else None
    sentence = str(CHANGE_REFUSALS["malformed"])
    return Met(name if isinstance(name, str) else None, "refused", "malformed", None, sentence)
