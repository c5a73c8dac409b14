"""Reading tables as Excel, LibreOffice and phones write them.

Sniffed: BOM; UTF-8, Windows-1252 or Windows-1256; comma, semicolon or tab; XLSX by its content. Headers are
compared folded: case, accents and hamzas don't matter. A whole file that is wrong raises
`BadInput(file, place, what)`; what is wrong with a row is the reader's to collect (`Report`).
"""

import csv
import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from eventhub.errors import BadInput
from eventhub.folding import fold
from eventhub.tables.workbook_marks import Downwards, Marks, marks_of, told

LARGEST_BYTES = 30 * 1024 * 1024
MOST_ROWS = 200_000
MOST_COLUMNS = 200
LARGEST_UNPACKED = 200 * 1024 * 1024
"""What a workbook may weigh once unpacked (bytes): a good one of the largest size, and no bomb."""
MOST_PARTS = 1000
EXCELS_ROWS = 1_048_576
_SEPARATOR_TOLD = re.compile(r"\Asep=.\r?\n")
"""A line for Excel alone, above the header."""
_BEGINS_WITH_NO_TEXT = re.compile(r"[\x01-\x08\x0e-\x1f]")
LOOKED_INTO, LINES_SNIFFED = 20_000, 10
"""Letters and lines of a file by which its separator is told."""
_ZIP = b"PK\x03\x04"
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    LookupError,
    ValueError,
    OSError,
    EOFError,
    SyntaxError,
    RuntimeError,  # also one behind a password, or packed in a way nobody unpacks
)


class TableRow(Struct, frozen=True):
    """One row: its line number in the file (the header is 1 in most) and its texts by column name."""

    number: int
    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        """The text of a column, stripped; empty when the cell or the whole column is missing."""
        return self.values.get(name, "")


class Table(Struct, frozen=True):
    """What was read: rows that hold something, columns found, headers nobody knows."""

    rows: list[TableRow]
    columns: tuple[str, ...]
    unknown: tuple[str, ...]


class Report(Struct):
    """What became of each row: how many kept, and per line what is wrong (or only odd)."""

    kept: int = 0
    errors: list[tuple[int, str]] = field(default_factory=list)
    warnings: list[tuple[int, str]] = field(default_factory=list)

    def refuse(self, row: TableRow, what: object) -> None:
        """Note why a row was not kept."""
        self.errors.append((row.number, str(what)))

    def warn(self, row: TableRow, what: object) -> None:
        """Note what is odd about a row that was kept."""
        self.warnings.append((row.number, str(what)))

    def lines(self) -> Iterator[str]:
        """One line for each remark, in the order of the file."""
        remarks = [(n, "refused", what) for n, what in self.errors]
        remarks += [(n, "warning", what) for n, what in self.warnings]
        for number, kind, what in sorted(remarks):
            yield f"row {number}: {kind}: {what}"


def read_table(
    source: str | Path | bytes,
    columns: Mapping[str, Sequence[str]],
    *,
    needed: Iterable[str] = (),
    name: str = "",
) -> Table:
    """Read a file, or the bytes of one (then `name` is what errors call it).

    `columns`: for each column's name, what people write above it (the name itself counts too). Raises
    BadInput for an unreadable file, one without rows, a column that is needed or found twice.
    """
    called = name or ("file" if isinstance(source, bytes) else Path(source).name)
    lines = read_lines(_content(source, called), called)
    header_number, header = next(lines, (0, []))
    if not header:
        raise BadInput(called, None, "the table is empty")
    places, unknown = _find_columns(header, columns, called, header_number)
    missing = [each for each in needed if each not in places]
    if missing:
        raise BadInput(called, f"line {header_number}", f"no column {', '.join(missing)}")
    rows = []
    for number, cells in lines:
        values = {each: cells[at] for each, at in places.items() if at < len(cells)}
        if any(values.values()):
            rows.append(TableRow(number, values))
        if len(rows) > MOST_ROWS:
            raise BadInput(called, f"line {number}", f"more than {MOST_ROWS} rows")
    return Table(rows, tuple(places), tuple(unknown))


def _content(source: str | Path | bytes, called: str) -> bytes:
    if isinstance(source, bytes):
        return source
    try:
        content = Path(source).read_bytes()
    except OSError as error:
        raise BadInput(called, None, (error.strerror or "cannot be read").lower()) from None
    return content


def read_lines(
    content: bytes, called: str, uncounted: str = "", sheet: int = 0
) -> Iterator[tuple[int, list[str]]]:
    """Numbered lines that hold something, each a list of stripped texts. Raises BadInput, at any of them.

    `uncounted` stands where a workbook has a formula without its result; `sheet` counts its sheets from 0.
    """
    if len(content) > LARGEST_BYTES:
        raise BadInput(called, None, "larger than 30 MB")
    is_book = content.startswith(_ZIP)
    cells = _xlsx_lines(content, called, uncounted, sheet) if is_book else _csv_lines(content, called)
    return ((number, line) for number, line in cells if any(line))


def _csv_lines(content: bytes, called: str) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(content, called)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=False)
    try:
        for line in reader:
            yield reader.line_num, [cell.strip() for cell in line[:MOST_COLUMNS]]
    except csv.Error as error:
        raise BadInput(called, f"line {reader.line_num}", str(error)) from None


def _decoded(content: bytes, called: str) -> str:
    """Text by its byte order mark, else UTF-8, else the Windows code page that gives Arabic or French."""
    marks = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
    plain = "utf-16-le" if content[1:2] == b"\0" else "utf-16-be" if content[:1] == b"\0" else "utf-8"
    encoding = next((known for mark, known in marks.items() if content.startswith(mark)), plain)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = windows_text(content)
    if "\0" in text or _BEGINS_WITH_NO_TEXT.match(text):
        raise BadInput(called, None, "neither CSV nor XLSX")
    return _SEPARATOR_TOLD.sub("", text)


def windows_text(content: bytes) -> str:
    """Windows-1252 (French) or Windows-1256 (Arabic): in Arabic, accented letters follow each other."""
    french = content.decode("cp1252", errors="replace")
    arabic = content.decode("cp1256", errors="replace")
    high = [byte >= 0xC0 for byte in content]  # noqa: PLR2004 - where both code pages keep their letters
    runs = sum(1 for one, two in pairwise(high) if one and two)
    return arabic if runs * 3 > sum(high) else french


def _delimiter(text: str) -> str:
    """The sign that cuts most of the first lines into as many parts, outside quotes."""
    lines = [line for line in text[:LOOKED_INTO].splitlines() if line.strip()][:LINES_SNIFFED]
    outside = ["".join(line.split('"')[::2]) for line in lines]

    def agreement(sign: str) -> tuple[int, int]:
        counts = Counter(line.count(sign) for line in outside if sign in line)
        return max(((lines, cuts) for cuts, lines in counts.items()), default=(0, 0))

    return max(",;\t", key=agreement)


def _xlsx_lines(
    content: bytes, called: str, uncounted: str, sheet_number: int
) -> Iterator[tuple[int, list[str]]]:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    _refuse_bomb(content, called)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[sheet_number]
        # A row may claim any number, and all before it are gone through: not more than Excel itself has.
        lines = sheet.iter_rows(max_col=MOST_COLUMNS, max_row=EXCELS_ROWS, values_only=True)
        marks = _marks(content, sheet)
        down = Downwards(marks.merged)
        for number, line in enumerate(lines, start=1):
            formulas = marks.uncounted.get(number, ())
            if line.count(None) < len(line) or (uncounted and formulas):
                texts = told([_as_text(cell) for cell in line], formulas, uncounted)
                yield number, _without_end(down.fill(number, texts))
    except (InvalidFileException, *_BROKEN):
        raise BadInput(called, None, "this workbook cannot be opened") from None


def _marks(content: bytes, sheet: Any) -> Marks:
    part = str(getattr(sheet, "_worksheet_path", "")).lstrip("/")  # where the reader found the sheet itself
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        if part not in book.namelist():
            return Marks()
        with book.open(part) as found:
            return marks_of(found)


def _without_end(line: list[str]) -> list[str]:
    """A line without the empty cells after its last text: a sheet gives as many as were asked for."""
    last = next((at for at in range(len(line), 0, -1) if line[at - 1]), 0)
    return line[:last]


def sheets_of(content: bytes) -> list[str]:
    """The names of a workbook's sheets, as `read_lines` counts them; empty for what is no workbook."""
    import openpyxl

    if not content.startswith(_ZIP):
        return []
    try:
        _refuse_bomb(content, "")
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        return [str(sheet.title) for sheet in book.worksheets]  # a chart on a page of its own holds no rows
    except (BadInput, *_BROKEN):
        return []


def _refuse_bomb(content: bytes, called: str) -> None:
    """Look at what the parts say they unpack to; a part that says less than the truth breaks when read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            parts = book.infolist()
    except _BROKEN:
        raise BadInput(called, None, "this workbook cannot be opened") from None
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise BadInput(called, None, "this workbook unpacks to too much")


def _as_text(cell: Any) -> str:
    """A cell as people would have typed it: whole numbers without decimals, days as YYYY-MM-DD."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        cell = cell.date() if (cell.hour, cell.minute, cell.second) == (0, 0, 0) else cell
        return str(cell.isoformat())
    return str(cell).strip()


def _find_columns(
    header: Sequence[str], columns: Mapping[str, Sequence[str]], called: str, number: int
) -> tuple[dict[str, int], list[str]]:
    known = {fold(text): name for name, texts in columns.items() for text in (name, *texts)}
    places: dict[str, int] = {}
    unknown = []
    for at, text in enumerate(header):
        found = known.get(fold(text))
        if found is None:
            unknown += [text] if text else []
        elif found in places:
            raise BadInput(called, f"line {number}", f"two columns are {found}")
        else:
            places[found] = at
    return places, unknown


def read_day(text: str) -> date | None:
    """A day as people write it: 2016-03-08, 08/03/2016, 8.3.2016. None when empty; ValueError otherwise."""
    plain = fold(text)
    if not plain:
        return None
    parts = [int(part) for part in plain.split()]
    if len(parts) != 3:  # noqa: PLR2004 - year, month, day
        raise ValueError(text)
    year, month, day = parts if parts[0] > 31 else reversed(parts)  # noqa: PLR2004 - no month has more
    return date(year, month, day)
