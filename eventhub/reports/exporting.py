"""The figures of a report as the rows of a table, in the language of the moment."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _

from eventhub import territory
from eventhub.booths.phrases import SALES_METHODS
from eventhub.cooperatives import phrases as cooperatives
from eventhub.i18n import Texts
from eventhub.reports import phrases
from eventhub.reports.figures import Aim, Figure, Method, Report
from eventhub.visitors import phrases as visitors

if TYPE_CHECKING:
    from collections.abc import Mapping

    from eventhub.reports.figures import Tally

Line = Sequence[Any]


def header() -> Line:
    """The names of the columns."""
    return (_("Part"), _("Figure"), _("Value"), _("How it was got"), _("Known of"), _("Out of"))


def rows(report: Report) -> Iterator[Line]:
    """One row a figure; sales in dirhams; an unknown value is an empty cell."""
    yield from _headlines(report)
    yield from _tallies(report)
    yield from _days(report)
    yield from _workshops(report)
    for tag, asked, reached in report.quotas:
        yield _("Quotas"), phrases.QUOTAS.get(tag, tag), reached, "", "", asked
    for aim, wanted, got in report.targets:
        scale = 100 if aim == Aim.SALES else 1
        value = "" if got is None else got / scale
        yield _("Targets"), phrases.AIMS[aim], value, "", "", wanted / scale


def _headlines(report: Report) -> Iterator[Line]:
    part = _("In short")
    yield _line(part, phrases.AIMS[Aim.VISITORS], report.visitors)
    yield _line(part, _("Different people"), report.people)
    yield _line(part, phrases.AIMS[Aim.EXHIBITORS], report.exhibitors)
    yield _line(part, phrases.AIMS[Aim.WOMEN_LED], report.women_led)
    yield _line(part, _("Cooperatives of women only"), report.women_only)
    yield _line(part, _("Cooperatives of young people"), report.young)
    yield _line(part, _("Members"), report.members)
    yield _line(part, _("Women among members"), report.women)
    yield _line(part, _("Young people among members"), report.youth)
    yield part, _("Stands"), report.stands, "", "", ""
    yield part, _("Stands held"), report.stands_held, "", "", report.stands
    if report.stands_occupied:
        yield part, _("Stands whose exhibitor came"), report.stands_occupied, "", "", report.stands
    yield _line(part, _("Exhibitors who did not come"), report.no_shows)
    yield _line(part, phrases.AIMS[Aim.SALES], report.sales, scale=100)
    yield part, _("Sessions"), report.sessions, "", "", ""
    yield _line(part, phrases.AIMS[Aim.ATTENDANCE], report.attendance)


def _line(part: str, name: Any, figure: Figure, scale: int = 1) -> Line:
    value: Any = "" if figure.value is None else figure.value if scale == 1 else figure.value / scale
    blank = ["" if each is None else each for each in (figure.known, figure.of)]
    return (part, name, value, phrases.METHODS[figure.method], *blank)


def _tallies(report: Report) -> Iterator[Line]:
    tallies: tuple[tuple[str, Tally, Mapping[Any, Any]], ...] = (
        (_("Kinds of exhibitor"), report.by_kind, cooperatives.KINDS),
        (_("Sectors"), report.by_sector, cooperatives.SECTORS),
        (_("Kinds of visitor"), report.categories, visitors.CATEGORIES),
    )
    for part, tally, words in tallies:
        for key, count in tally:
            yield part, words.get(key, key), count, "", "", ""
    sectors: Mapping[Any, Any] = cooperatives.SECTORS
    for sector, amount in report.sales_by_sector:
        yield _("Sales by sector"), sectors.get(sector, sector), amount / 100, "", "", ""
    for how, count in report.sales_by_method:
        yield _("How sales are known"), SALES_METHODS.get(how, how), count, "", "", ""
    if any(report.meetings):
        for name, count in zip(phrases.MEETINGS, report.meetings, strict=True):
            yield _("Meetings"), name, count, phrases.METHODS[Method.DECLARED], "", ""
    if any(report.volunteers):
        people, days, minutes = report.volunteers
        counts = (people, days, minutes // 60)
        for name, count in zip(phrases.VOLUNTEERS, counts, strict=True):
            yield _("Volunteers"), name, count, phrases.METHODS[Method.COUNTED], "", ""
    for code, count in report.by_region:
        yield _("Regions"), territory.place(code) or code, count, "", "", ""


def _workshops(report: Report) -> Iterator[Line]:
    counted = phrases.METHODS[Method.COUNTED]
    for title, _starts, seats, taken, came, _is_scanned in report.workshops:
        name = Texts(dict(title)).best()
        yield _("Seats taken"), name, taken, counted, "", seats
        yield _("People at sessions"), name, "" if came is None else came, counted, "", seats


def _days(report: Report) -> Iterator[Line]:
    method = phrases.METHODS[report.visitors.method]
    for day, people in report.visitors_by_day:
        yield _("Visits by day"), day, people, method, "", ""
    declared = phrases.METHODS[report.sales.method]
    for day, amount, known, present in report.sales_by_day:
        yield (
            _("Declared sales by day"),
            day,
            "" if amount is None else amount / 100,
            declared,
            known,
            present,
        )
