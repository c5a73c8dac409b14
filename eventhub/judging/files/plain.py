"""CSV and JSON from outside: read with every fault named, written whole or not at all. PURE of contests.

Files are UTF-8 with or without BOM, any line ends, comma or semicolon between fields, a comma for the
decimal point where semicolons separate. Rows are numbered as a spreadsheet shows them.
"""

import csv
import io
import json
import math
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from eventhub.errors import BadInput


def read_text(directory: Path, file: str) -> str:
    """The text of a file, which must hold something. Raises BadInput."""
    if not directory.is_dir():
        raise BadInput(directory, "", "no such directory")
    try:
        content = (directory / file).read_bytes()
    except OSError as error:
        raise BadInput(file, "", f"can't be read: {error.strerror}") from None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise BadInput(file, f"row {row}", "isn't UTF-8") from None
    if not text.strip():
        raise BadInput(file, "", "is empty")
    return text


def read_rows(directory: Path, file: str, columns: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The number of each row and its fields under these columns; others are not looked at.

    Raises BadInput on a missing or doubled column, a row of another length, broken quotes or a null.
    """
    text = read_text(directory, file)
    head = text.lstrip("\r\n").splitlines()[0]
    semicolons = ";" in head and "," not in head
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if semicolons else ",", strict=True)
    found: list[int] | None = None
    width = 0
    try:
        for row in reader:
            if not row:
                continue
            if found is None:
                found, width = _places(file, row, columns), len(row)
                continue
            if len(row) != width:
                raise BadInput(file, f"row {reader.line_num}", f"has {len(row)} fields, the header {width}")
            yield reader.line_num, [row[place].strip() for place in found]
    except csv.Error as error:
        raise BadInput(file, f"row {reader.line_num}", str(error)) from None


def read_json(directory: Path, file: str) -> dict[str, Any]:
    """The object in a JSON file. Raises BadInput."""
    text = read_text(directory, file)
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadInput(file, f"line {error.lineno}", f"isn't JSON: {error.msg}") from None
    except (ValueError, RecursionError):
        raise BadInput(file, "", "isn't JSON that can be read") from None
    if not isinstance(found, dict):
        raise BadInput(file, "", "must hold an object")
    return found


def number(file: str, place: str, name: str, text: str) -> float:
    """A finite number, or BadInput; a lone comma may stand for the decimal point."""
    plain = text.replace(",", ".") if text.count(",") == 1 and "." not in text else text
    try:
        value = float(plain) if "_" not in plain else math.nan
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise BadInput(file, place, f"{name} must be a number, not {text!r}")
    return value


def csv_text(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A CSV file's text."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return text.getvalue()


def write_files(contents: Mapping[Path, str]) -> None:
    """Write all files or none: each beside its place first, then all moved in. Raises BadInput."""
    beside = {path: path.with_name(f".{path.name}.{os.getpid()}") for path in contents}
    path = Path()
    try:
        for path, text in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            beside[path].write_text(text, encoding="utf-8", newline="")
        for path, waiting in beside.items():
            waiting.replace(path)
    except OSError as error:
        raise BadInput(path, "", f"can't be written: {error.strerror}") from None
    finally:
        for waiting in beside.values():
            if waiting.is_file():
                waiting.unlink()


def _places(file: str, head: Sequence[str], columns: Sequence[str]) -> list[int]:
    """Where each column stands in the header."""
    names = [name.strip() for name in head]
    for column in columns:
        if column not in names:
            raise BadInput(file, "row 1", f"no column {column}")
        if names.count(column) > 1:
            raise BadInput(file, "row 1", f"column {column} is there twice")
    return [names.index(column) for column in columns]
