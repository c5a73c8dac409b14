"""Applications as files for a spreadsheet: formulas guarded, CSV with a BOM, XLSX with a frozen head."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from flask_babel import gettext as _

from eventhub import territory
from eventhub.booths import phrases
from eventhub.cooperatives.phrases import SECTORS
from eventhub.i18n import moment

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def guarded(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula; figures stay figures."""
    if isinstance(value, int | float) or value is None:
        return value
    text = str(value)
    return f"'{text}" if text.startswith(_DANGEROUS) else text


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
        _("Priority"),
        _("Rank"),
        _("Stands"),
        _("Sent"),
        _("Phone"),
        _("E-mail"),
        _("Members"),
        _("Women"),
    ]


def rows(found: Iterable[Any]) -> Iterator[list[Any]]:
    """The head and one line a file, of `queries.lists.exported`."""
    yield heads()
    for row, (phone, email, members, women), labels in found:
        yield [
            guarded(value)
            for value in (
                row.public_id,
                row.name_ar or "",
                row.name_latin or "",
                phrases.STATES[row.state],
                SECTORS[row.sector],
                territory.place(row.region_code) or row.region_code,
                row.score,
                row.tier,
                row.waiting_rank,
                " ".join(labels),
                moment(row.submitted_at) if row.submitted_at else "",
                (phone or "").removeprefix("+"),
                email or "",
                members,
                women,
            )
        ]


def csv_file(lines: Iterable[list[Any]]) -> tuple[bytes, str]:
    """Content and media type; Excel reads the BOM as UTF-8."""
    out = io.StringIO()
    csv.writer(out).writerows(lines)
    return out.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8"


def xlsx_file(lines: Iterable[list[Any]]) -> tuple[bytes, str]:
    """Content and media type; written row by row, so that memory does not grow with the list."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    for line in lines:
        sheet.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), XLSX
