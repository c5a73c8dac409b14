"""Writing tables that spreadsheets open well and run nothing of."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import Any, TextIO

from eventhub.errors import BadInput

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def guarded(value: Any) -> Any:
    """A value that a spreadsheet shows and never runs."""
    if value is None or isinstance(value, bool | int | float | date):
        return "" if value is None else value
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def write_csv(header: Sequence[object], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """A table in UTF-8 with a BOM, line by line, so that Excel reads Arabic and nothing is held in memory."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    buffer.write("\ufeff")
    for row in chain([header], rows):
        writer.writerow([guarded(value) for value in row])
        yield buffer.getvalue().encode()
        buffer.seek(0)
        buffer.truncate()


def write_xlsx(
    header: Sequence[object],
    rows: Iterable[Sequence[Any]],
    *,
    title: str = "EventHub",
    right_to_left: bool = False,
) -> bytes:
    """A workbook of one sheet: a bold header that stays, columns as wide as it, right to left in Arabic."""
    import openpyxl
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.sheet_view.rightToLeft = right_to_left
    sheet.freeze_panes = "A2"
    cells = []
    for at, text in enumerate(header):
        cell = WriteOnlyCell(sheet, value=guarded(text))
        cell.font = Font(bold=True)
        cells.append(cell)
        sheet.column_dimensions[openpyxl.utils.get_column_letter(at + 1)].width = max(12, len(str(text)) + 4)
    sheet.append(cells)
    for row in rows:
        sheet.append([_zoneless(guarded(value)) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _zoneless(value: Any) -> Any:
    """Excel knows no time zones; moments are written as they read."""
    return value.isoformat(sep=" ", timespec="minutes") if isinstance(value, datetime) else value


@contextmanager
def written_whole(path: Path | None) -> Iterator[TextIO]:
    """A text file that is at its place when the block ends well, and nowhere otherwise; None: kept nowhere.

    Raises BadInput, before the block begins, for a place that cannot be written.
    """
    if path is None:
        yield io.StringIO()
        return
    draft = path.with_name(f".{path.name}.part")
    try:
        if path.is_dir():
            raise BadInput(path, None, "is a directory")
        with draft.open("w", encoding="utf-8", newline="") as out:
            yield out
        draft.replace(path)
    except OSError as error:
        raise BadInput(path, None, error.strerror or "cannot be written") from None
    finally:
        draft.unlink(missing_ok=True)


def write_codes(out: TextIO, codes: Iterable[tuple[int, str, str]]) -> None:
    """Write `row,code,url`: the row of a table that was brought in, the code it got, and its address."""
    writer = csv.writer(out)
    writer.writerow(["row", "code", "url"])
    writer.writerows(codes)
    out.flush()
