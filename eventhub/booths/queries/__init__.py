"""Reads of booths: `plans` (stands, who holds them), `applications` and their `lists`, `instances`."""

from eventhub.booths.queries.applications import application_by_public_id
from eventhub.booths.queries.plans import booth_by_code, holder_of

__all__ = ["application_by_public_id", "booth_by_code", "holder_of"]
