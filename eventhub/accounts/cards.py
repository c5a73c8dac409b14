"""What accounts put on the desk: people of the organizers one runs; the installation, for its operator."""

from collections.abc import Iterator
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext as _ln

from eventhub import background
from eventhub.accounts import queries
from eventhub.accounts.desk import Card, declare_desk


def cards_of(person: Any) -> Iterator[Card]:
    """A card for each organizer the person runs as a whole; two for an operator, urgent when work failed."""
    for organizer in queries.organizers_run_by(person):
        href = url_for("accounts.people", organizer=organizer.slug)
        yield Card(organizer.name, _l("Who works here: roles and invitations."), href, "users", is_aside=True)
    if person.is_operator:
        sentence = _l("Who runs fairs and contests on this installation.")
        yield Card(_l("Organizers"), sentence, url_for("accounts.organizers"), "flag")
        failed = background.count_failed()
        yield Card(
            _l("State of the installation"),
            _ln("One job failed.", "%(num)d jobs failed.", failed)
            if failed
            else _l("Workers, what waits, what failed, room on the disk."),
            url_for("web.failed_jobs"),
            "warning" if failed else "chart",
            failed or None,
            is_urgent=failed > 0,
        )


declare_desk(cards_of)
