"""What the demo's people watch at the gates: how many may be inside, notes on irregular entries."""

from datetime import timedelta

import sqlalchemy as sa

from eventhub import clock
from eventhub.database import db
from eventhub.demo.world import World
from eventhub.fairs.models import Edition
from eventhub.visitors import queries
from eventhub.visitors.models import CrowdLimit, Scan, ScanNote

USUAL_LIMIT = 1500
NEARLY = 0.94
"""How full the running fair is when the demo is made, if somebody is there."""
NOTES = (
    ("Badge prêté au cousin, rappelé à l’ordre. Rien d’autre à faire.", True),
    ("مرّت عائلة كاملة بشارة واحدة أثناء انقطاع الشبكة، سُجّل الباقون في المكتب.", True),
    ("À revoir avec l’équipe de la porte B : même badge trois fois dans l’heure.", False),
)


def fill(world: World, edition: Edition) -> None:
    """A limit, nearly reached where the fair is running and open; notes on the latest irregular entries."""
    inside = queries.figures_of_day(edition.id, world.today).inside
    people = round(inside / NEARLY) if inside else USUAL_LIMIT
    db.session.add(
        CrowdLimit(edition_id=edition.id, organizer_id=edition.organizer_id, people=people, warn_at=90)
    )
    irregular = sa.select(Scan).where(Scan.edition_id == edition.id, Scan.outcome == "irregular")
    for scan, (text, is_settled) in zip(
        db.session.scalars(irregular.order_by(Scan.id.desc()).limit(len(NOTES))), NOTES, strict=False
    ):
        noted_at = min(clock.now(), scan.received_at + timedelta(hours=1))
        db.session.add(
            ScanNote(
                scan_id=scan.id,
                organizer_id=edition.organizer_id,
                text=text,
                noted_at=noted_at,
                resolved_at=noted_at if is_settled else None,
            )
        )
