"""What the command line does with cooperatives: bring in a table of them."""

from collections.abc import Iterator
from pathlib import Path

from eventhub import clock, transaction
from eventhub.cooperatives.importing import import_cooperatives as bring_in
from eventhub.errors import BadInput


def import_cooperatives(path: Path, *, dry_run: bool, keep_good: bool) -> Iterator[str]:
    """Bring in a CSV or XLSX; all or nothing unless `keep_good`. Gives the report, a line a remark.

    To be called inside an application context. Raises BadInput for a file that is no table, or whose rows
    are faulty when all were wanted.
    """
    if not path.is_file():
        raise BadInput(path, "", "there is no such file")
    with transaction.transaction():
        report = bring_in(path, None, clock.now(), dry_run=dry_run, keep_good=keep_good, name=str(path))
    yield from report.lines()
    if report.errors and not keep_good:
        number, what = report.errors[0]
        raise BadInput(
            path, f"row {number}", f"{what} ({len(report.errors)} faulty rows; nothing was imported)"
        )
    yield f"{report.kept} rows {'are good' if dry_run else 'imported'}, {len(report.errors)} left out"
