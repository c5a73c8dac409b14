"""An exhibitor's name leaves what booths keep of it: its files, and what searches were given."""

import sqlalchemy as sa

from eventhub.booths import lottery
from eventhub.booths.models import AllocationRun, Application
from eventhub.booths.operations.solving import fingerprint
from eventhub.booths.queries.instances import name_in_files
from eventhub.cooperatives.models import Cooperative
from eventhub.database import db


def forget_name(exhibitor: Cooperative) -> None:
    """Write an exhibitor's name as it is now into its files and every old search; the fingerprint follows."""
    files = list(db.session.scalars(sa.select(Application).where(Application.cooperative_id == exhibitor.id)))
    for file in files:
        file.folded = exhibitor.folded
    mine = {file.public_id for file in files}
    runs = sa.select(AllocationRun).where(
        AllocationRun.edition_id.in_({file.edition_id for file in files}), AllocationRun.instance.is_not(None)
    )
    for run in db.session.scalars(runs):
        _rename(run, mine, name_in_files(exhibitor))
    db.session.flush()


def _rename(run: AllocationRun, files: set[str], name: str) -> None:
    document = run.instance or {}
    listed = [
        {**each, "name": name} if lottery.file_of(each["id"]) in files else each
        for each in document.get("applications", ())
    ]
    if listed == document.get("applications"):
        return
    run.instance = {**document, "applications": listed}
    run.instance_hash = fingerprint(run.instance)
