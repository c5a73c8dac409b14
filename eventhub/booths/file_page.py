"""What the page of one file shows: what the applicant says, and what the team has done with it."""

from collections.abc import Sequence
from typing import Any

from eventhub.booths import papers
from eventhub.booths.differences import Change, changes
from eventhub.booths.models import Application, ApplicationVersion, Screening
from eventhub.booths.queries import applications as reads
from eventhub.booths.queries import plans, resemblances, screenings
from eventhub.booths.queries.grids import grid_of
from eventhub.booths.queries.screenings import OPEN_TO_MARKS
from eventhub.booths.states import ApplicationState
from eventhub.cooperatives import queries as cooperatives
from eventhub.cooperatives.phrases import DOCUMENTS
from eventhub.fairs.models import Edition


def facts(edition: Edition, application: Application) -> dict[str, Any]:
    """What the applicant says: products, wishes, papers, and what is new since it was sent before."""
    products = reads.products_of(application.cooperative_id)
    versions = screenings.last_versions(application)
    return {
        "edition": edition,
        "file": application,
        "products": [each for each in products if each.public_id in application.products],
        "product_names": {each.public_id: each.name for each in products},
        "zones": {zone.key: zone.name for zone in plans.zones_of(edition)},
        "papers": _papers(edition, application),
        "paper_words": DOCUMENTS,
        "changed": _changed(versions),
        "changed_at": versions[0].created_at if len(versions) > 1 else None,
        "questions": {question["key"]: question for question in application.call.questions},
    }


def _changed(versions: Sequence[ApplicationVersion]) -> list[Change]:
    return changes(versions[1].content, versions[0].content) if len(versions) > 1 else []


def _papers(edition: Edition, application: Application) -> list[tuple[str, str, list[Any]]]:
    """(kind, how it stands, the papers of that kind): those that are asked for, then the others."""
    own = cooperatives.documents_of(application.cooperative)
    seen = [papers.Paper(paper.public_id, paper.kind, paper.expires_on) for paper in own]
    wanted = papers.wanted(application.call.documents, application.sector)
    kinds = list(dict.fromkeys([*wanted, *(paper.kind for paper in own)]))
    return [
        (
            kind,
            papers.standing_at_best(kind, seen, edition.ends_on),
            [paper for paper in own if paper.kind == kind],
        )
        for kind in kinds
    ]


def work(edition: Edition, application: Application, reader: Any) -> dict[str, Any]:
    """What the team did: checks, notes, marks, tags, twins, steps, stands.

    Others' marks are hidden from who still has to mark the file: it was given to them, or to nobody.
    """
    parts = screenings.screenings_of(application)
    own = next((part for part in parts if part.person_id == reader.id), None)
    is_open = application.state in OPEN_TO_MARKS
    return {
        "grid": grid_of(edition),
        "checks": screenings.checks_of(application),
        "notes": screenings.notes_of(application),
        "tags": screenings.tags_of(application),
        "parts": parts,
        "own": own,
        "is_open": is_open,
        "is_blind": is_open and _is_marked(parts) and _is_to_mark(own, parts),
        "twins": resemblances.twins_of(application),
        "steps": reads.all_steps(application),
        "holds": plans.holds_for(application),
        "S": ApplicationState,
    }


def _is_to_mark(own: Screening | None, parts: Sequence[Screening]) -> bool:
    if own is not None and (own.total is not None or own.conflict is not None):
        return False
    return (own is not None and own.is_assigned) or not any(part.is_assigned for part in parts)


def _is_marked(parts: Sequence[Screening]) -> bool:
    return any(part.total is not None for part in parts)
