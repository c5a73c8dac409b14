"""Tables that people send and take: CSV and XLSX. Pure: no database, no Flask.

Reading sniffs everything and finds columns by what people call them::

    table = read_table(path, COLUMNS, needed=("name_latin",))
    for row in table.rows:
        row.number, row["phone"]            # the line in the file; text, "" when the cell is empty

with `COLUMNS = {"phone": ("phone", "téléphone", "الهاتف", ...)}`. Writing guards against formulas: a text
that Excel would run is preceded by an apostrophe::

    Response(write_csv(header, rows), content_type="text/csv; charset=utf-8")
"""

from eventhub.tables.reading import Report, Table, TableRow, read_day, read_lines, read_table, sheets_of
from eventhub.tables.writing import guarded, write_csv, write_xlsx

__all__ = [
    "Report",
    "Table",
    "TableRow",
    "guarded",
    "read_day",
    "read_lines",
    "read_table",
    "sheets_of",
    "write_csv",
    "write_xlsx",
]
