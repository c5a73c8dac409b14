"""Beginning an idea with help: from a ready-made model, or by an agent for somebody who can't."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.accounts.models import Person
from eventhub.contests import budgets, entering, mails, queries
from eventhub.contests.models import Contest, Idea, ModelSheet
from eventhub.contests.states import EntrantKind
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.i18n import current_language


def begin_from(
    actor: Any, contest: Contest, first: Mapping[str, Any], model: ModelSheet | None, at: datetime
) -> Idea:
    """A draft, with the answers and the budget of a model when one is given: to be made one's own."""
    idea = entering.begin(actor, contest, first, at)
    if model is not None:
        idea.answers = {name: dict(model.answer(name)) for name in model.answers}
        idea.summary = idea.answer("solution")
        idea.budget_lines = [{**line, "what": _in_one_language(line["what"])} for line in model.budget_lines]
        idea.budget = budgets.added_up(idea.budget_lines).total or None
        idea.members, idea.payback_months = model.members, model.payback_months
    return idea


def _in_one_language(words: Any) -> str:
    return (
        words
        if isinstance(words, str)
        else str(words.get(current_language()) or next(iter(words.values()), ""))
    )


def begin_for(
    actor: Any,
    contest: Contest,
    entrant: Mapping[str, str | None],
    first: Mapping[str, Any],
    at: datetime,
) -> Idea:
    """A draft that an agent files for somebody, known by their phone; they are told, it is marked.

    Somebody without an account gets one without a password: they open it by their phone when they can. A
    cooperative is known by the phone of a member; where they act for several, the first by name is taken, and
    can be changed while writing. Raises no_name, no_cooperative.
    """
    phone = entrant["phone"]
    person = db.session.scalar(sa.select(Person).where(Person.phone == phone))
    if person is None:
        names = {name: (entrant[name] or "").strip() or None for name in ("name_ar", "name_latin")}
        if not any(names.values()):
            raise DomainError("no_name", _l("Write the name in one of the two scripts."), field="name_ar")
        person = Person(phone=phone, language="ar", **names)
        db.session.add(person)
        db.session.flush()
    if first["entrant_kind"] == EntrantKind.COOPERATIVE:
        first = {**first, "cooperative_id": _cooperative_of(person)}
    idea = entering.begin(actor, contest, first, at, entrant=person)
    audit.record(actor, "contests:idea:filed_for", idea, at)
    mails.idea_filed(idea)
    return idea


def _cooperative_of(person: Person) -> int:
    mine = queries.cooperatives_of(person.id)
    if not mine:
        raise DomainError(
            "no_cooperative",
            _l("Nobody with this number acts for a cooperative here. Give the number of a member."),
            field="entrant_kind",
        )
    return mine[0].id
