"""Sending a table as a file for a spreadsheet."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask import Response

from eventhub.i18n import direction
from eventhub.tables import write_csv, write_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def spreadsheet(
    header: Sequence[object], rows: Iterable[Sequence[Any]], name: str, *, title: str = "EventHub"
) -> Response:
    """The answer that sends a table as CSV or XLSX, as the end of its file's name says."""
    if name.endswith(".xlsx"):
        book = write_xlsx(header, rows, title=title, right_to_left=direction() == "rtl")
        response = Response(book, content_type=XLSX)
    else:
        response = Response(b"".join(write_csv(header, rows)), content_type="text/csv; charset=utf-8")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
