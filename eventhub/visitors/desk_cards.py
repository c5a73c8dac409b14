"""What visitors put on somebody's desk: their stand today, while a fair of theirs is held."""

from collections.abc import Iterator
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _l

from eventhub import clock
from eventhub.accounts.desk import Card
from eventhub.visitors import queries
from eventhub.visitors.stands import exhibits_of_person


def cards(person: Any) -> Iterator[Card]:
    """One card a stand held today; urgent when a visitor waits for an answer."""
    if person.id is None:
        return
    for exhibit in list(exhibits_of_person(person.id, clock.today()))[:3]:
        waiting = queries.waiting_for(exhibit)
        count = waiting.questions_open + waiting.meetings_open
        yield Card(
            title=_l("My stand today"),
            sentence=_l("Visits, questions, contacts, meetings and sales of your stand."),
            href=url_for("visitors.show_exhibit", exhibit=exhibit.public_id),
            icon="stand",
            count=count or None,
            is_urgent=True,
        )
