"""Applications as files for a spreadsheet."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from eventhub import territory
from eventhub.booths import phrases
from eventhub.cooperatives.phrases import SECTORS
from eventhub.i18n import moment


def heads() -> list[str]:
    """The names of the columns, in the language of the moment."""
    return [
        _("Number"),
        _("Name in Arabic"),
        _("Name in French"),
        _("State"),
        _("Sector"),
        _("Region"),
        _("Score"),
        _("Mean of the marks"),
        _("Spread of the marks"),
        _("Number of marks"),
        _("Priority"),
        _("Rank"),
        _("Stands"),
        _("Sent"),
        _("Phone"),
        _("E-mail"),
        _("Members"),
        _("Women"),
    ]


def rows(found: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    """One line a file, of `queries.lists.exported`."""
    for row, (phone, email, members, women, mean, count), labels in found:
        yield (
            row.public_id,
            row.name_ar,
            row.name_latin,
            phrases.STATES[row.state],
            SECTORS[row.sector],
            territory.place(row.region_code) or row.region_code,
            row.score,
            None if mean is None else round(float(mean), 1),
            row.score_spread,
            count or 0,
            row.tier,
            row.waiting_rank,
            " ".join(labels),
            moment(row.submitted_at) if row.submitted_at else None,
            (phone or "").removeprefix("+"),
            email,
            members,
            women,
        )


def decision_heads() -> list[str]:
    """The columns of an allocation, in the language of the moment."""
    return [
        _("Number"),
        _("Name in Arabic"),
        _("Name in French"),
        _("State"),
        _("Sector"),
        _("Stands"),
        _("Priority"),
        _("Score"),
        _("Rank"),
        _("Why not"),
    ]


def decisions(found: Iterable[Any], labels: Mapping[int, Sequence[str]]) -> Iterator[tuple[Any, ...]]:
    """One line a file, of `queries.lists.decided`."""
    for row in found:
        yield (
            row.public_id,
            row.name_ar,
            row.name_latin,
            phrases.STATES[row.state],
            SECTORS[row.sector],
            " ".join(labels.get(row.id, ())),
            row.tier,
            row.score,
            row.waiting_rank,
            phrases.REASONS.get(row.reason) if row.reason else None,
        )
