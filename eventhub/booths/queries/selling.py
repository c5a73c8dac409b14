"""Reads of sales: who has told what on a day, who has not, totals by day and sector, how they are known."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.orm import joinedload

from eventhub.booths.models import Application, Assignment, Booth, SalesReport
from eventhub.booths.sales_bands import ESTIMATED
from eventhub.booths.states import COMING, LIVING
from eventhub.database import db
from eventhub.fairs.models import Edition
from eventhub.folding import fold, natural


class Seller(Struct, frozen=True):
    """An exhibitor on a day: its file, its stands then, and what is known of its sales (None: not told)."""

    file: Application
    labels: str
    report: SalesReport | None


class Sum(Struct, frozen=True):
    """Some sales in centimes: the sum, between which bounds (`high` None: open), by how many of how many."""

    amount: int
    low: int
    high: int | None
    known: int
    of: int
    estimated: int

    @property
    def is_exact(self) -> bool:
        """Whether nothing in it is a band."""
        return self.low == self.high == self.amount


def reports_of(application: Application) -> dict[date, SalesReport]:
    """What is known of an exhibitor's sales, by day."""
    query = sa.select(SalesReport).where(SalesReport.application_id == application.id)
    return {row.day: row for row in db.session.scalars(query)}


def sellers_on(edition: Edition, day: date) -> list[Seller]:
    """Every exhibitor that stands there on a day, who has not declared first. Three statements."""
    stands: dict[int, list[str]] = {}
    held = (
        sa.select(Assignment.application_id, Booth.label)
        .join(Booth, Booth.id == Assignment.booth_id)
        .where(
            Assignment.edition_id == edition.id,
            Assignment.state.in_(LIVING),
            Assignment.starts_on <= day,
            Assignment.ends_on >= day,
        )
        .order_by(Booth.label)
    )
    for file_id, label in db.session.execute(held):
        stands.setdefault(file_id, []).append(label)
    files = db.session.scalars(
        sa.select(Application)
        .options(joinedload(Application.cooperative))
        .where(Application.edition_id == edition.id, Application.state.in_(COMING))
    )
    query = sa.select(SalesReport).where(SalesReport.edition_id == edition.id, SalesReport.day == day)
    reports = {row.application_id: row for row in db.session.scalars(query)}
    found = [
        Seller(file, ", ".join(stands.get(file.id, ())), reports.get(file.id))
        for file in files
        if file.id in stands or file.id in reports
    ]
    return sorted(found, key=lambda each: (each.report is not None, natural(each.labels), each.file.id))


def matching(sellers: Iterable[Seller], words: str, told: str) -> list[Seller]:
    """Those at a stand of that label, or whose name holds the words; `told` yes or no, else both."""
    label, name = words.strip().casefold(), fold(words)
    return [
        each
        for each in sellers
        if (told not in {"yes", "no"} or (each.report is not None) == (told == "yes"))
        and (not name or label in each.labels.casefold().split(", ") or name in each.file.cooperative.folded)
    ]


def told_lines(edition: Edition, days: Sequence[date]) -> Iterator[tuple[date, Seller]]:
    """Every exhibitor on every one of these days, whether it told or not. Three statements a day."""
    for day in days:
        for seller in sorted(sellers_on(edition, day), key=lambda each: natural(each.labels)):
            yield day, seller


def summed(reports: Iterable[SalesReport], of: int) -> Sum:
    """The sum of some reports; one open band leaves the upper bound open."""
    rows = list(reports)
    highs = [row.amount if row.low is None else row.high for row in rows]
    return Sum(
        amount=sum(row.amount for row in rows),
        low=sum(row.amount if row.low is None else row.low for row in rows),
        high=None if None in highs else sum(high for high in highs if high is not None),
        known=len(rows),
        of=max(of, len(rows)),
        estimated=sum(row.method in ESTIMATED for row in rows),
    )


def sums_by_sector(sellers: Sequence[Seller]) -> list[tuple[str, Sum]]:
    """By sector of the files, the largest first."""
    sectors: dict[str, list[Seller]] = {}
    for seller in sellers:
        sectors.setdefault(seller.file.sector, []).append(seller)
    sums = [
        (sector, summed([each.report for each in group if each.report], len(group)))
        for sector, group in sectors.items()
    ]
    return sorted(sums, key=lambda pair: (-pair[1].amount, pair[0]))


def sums_by_day(edition: Edition) -> dict[date, int]:
    """What was told by day; a day nobody told of is not there."""
    query = (
        sa.select(SalesReport.day, sa.func.sum(SalesReport.amount))
        .where(SalesReport.edition_id == edition.id)
        .group_by(SalesReport.day)
    )
    return {row[0]: int(row[1]) for row in db.session.execute(query)}
