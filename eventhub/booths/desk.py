"""What booths put on somebody's desk: offers to answer, drafts to send, files to look at."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext as _ln

from eventhub import clock
from eventhub.accounts.desk import Card, declare_desk
from eventhub.accounts.roles import MANAGING
from eventhub.booths.models import Application
from eventhub.booths.queries import applications, open_calls
from eventhub.booths.states import ApplicationState
from eventhub.database import db
from eventhub.fairs.models import Edition
from eventhub.i18n import moment

_S = ApplicationState
_ASKS = {
    _S.SELECTED: _l("A stand is offered to you: answer it."),
    _S.TO_COMPLETE: _l("The organizer asks you to complete one thing."),
    _S.DRAFT: _l("Not sent yet."),
}


def cards(person: Any) -> Iterator[Card]:
    """Own applications, then calls one may still answer, then the fairs somebody runs."""
    mine = applications.mine(person)
    acts_for_many = len({file.cooperative_id for file in mine}) > 1
    for file in [file for file in mine if file.published_state in _ASKS][:4]:
        href = url_for("booths.application", application=file.public_id)
        sentence: Any = _ASKS[ApplicationState(file.published_state)]
        if acts_for_many:
            sentence = _l("%(who)s: %(what)s", who=file.cooperative.name, what=sentence)
        if file.published_state == _S.SELECTED and file.offer_expires_at:
            latest = moment(file.offer_expires_at, "long")
            sentence = f"{sentence} {_('At the latest on %(moment)s.', moment=latest)}"
        yield Card(file.edition.name, sentence, href, icon="stand", is_urgent=file.state != _S.DRAFT)
    if mine:
        title, sentence = _l("My applications"), _l("Your requests for a stand, and where each one is.")
        yield Card(title, sentence, url_for("booths.mine"), icon="stand", count=len(mine))
    for call in open_calls.open_to(person, clock.now()):
        sentence = _l("The call for exhibitors is open: ask for a stand.")
        yield Card(
            call.edition.name, sentence, url_for("booths.apply", edition=call.edition.slug), icon="plus"
        )
    yield from _organizer_cards(person)


def _organizer_cards(person: Any) -> Iterator[Card]:
    runs = [role.organizer_id for role in person.roles if role.name in MANAGING and role.edition_id is None]
    if not runs:
        return
    query = (
        sa.select(Edition, sa.func.count())
        .join(Application, Application.edition_id == Edition.id)
        .where(Application.state == _S.SUBMITTED, Edition.organizer_id.in_(runs))
        .group_by(Edition.id)
        .limit(5)
    )
    for edition, count in db.session.execute(query):
        sentence = _ln("One application to look at.", "%(num)s applications to look at.", count)
        href = url_for("booths.applications", edition=edition.slug, state=_S.SUBMITTED.value)
        yield Card(edition.name, sentence, href, icon="folder", count=count, is_urgent=True)


declare_desk(cards)
