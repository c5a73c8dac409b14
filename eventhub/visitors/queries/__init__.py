"""Reads of visitors, named for the question they answer; a file for each matter."""

from eventhub.visitors.queries.figures import (
    Figures,
    figures_of_day,
    gates_of_day,
    local_today,
    people_by_day,
    quarters_of_day,
)
from eventhub.visitors.queries.gates import (
    OVERLAP,
    device_of,
    devices_of,
    edition_salt,
    gate_by_name,
    gate_of,
    gates_for_device,
    gates_of,
    hashes_since,
)
from eventhub.visitors.queries.printing import run_of, runs_of
from eventhub.visitors.queries.registrations import (
    ROW,
    badge_by_code,
    badge_by_public_id,
    registration_of,
    rows_to_export,
    visitor_counts,
    visitors_page,
)
from eventhub.visitors.queries.watching import (
    crowd_now,
    irregular_page,
    irregular_reasons,
    irregular_scan,
    irregular_to_export,
    limit_of,
)

__all__ = [
    "OVERLAP",
    "ROW",
    "Figures",
    "badge_by_code",
    "badge_by_public_id",
    "crowd_now",
    "device_of",
    "devices_of",
    "edition_salt",
    "figures_of_day",
    "gate_by_name",
    "gate_of",
    "gates_for_device",
    "gates_of",
    "gates_of_day",
    "hashes_since",
    "irregular_page",
    "irregular_reasons",
    "irregular_scan",
    "irregular_to_export",
    "limit_of",
    "local_today",
    "people_by_day",
    "quarters_of_day",
    "registration_of",
    "rows_to_export",
    "run_of",
    "runs_of",
    "visitor_counts",
    "visitors_page",
]
