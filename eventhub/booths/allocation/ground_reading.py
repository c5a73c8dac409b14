"""Reading the plan of an instance: zones, rows, booths, who touches whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventhub.booths.allocation.instance import ADJACENCY_KINDS, Adjacency, Booth, Plan, Row, Zone
from eventhub.booths.allocation.names import unique_ids

if TYPE_CHECKING:
    from eventhub.booths.allocation.cursor import Cursor

_FAR = 1e6  # metres


def read_plan(cursor: Cursor) -> Plan:
    """The plan; every booth stands in exactly one row, of its own zone and hall."""
    halls = unique_ids(cursor["halls"].items(), "hall")
    zones = {name: _zone(found, halls) for name, found in unique_ids(cursor["zones"].items(), "zone").items()}
    rows = {name: _row(found, zones) for name, found in unique_ids(cursor["rows"].items(), "row").items()}
    booths = {
        name: _booth(found, zones, rows)
        for name, found in unique_ids(cursor["booths"].items(), "booth").items()
    }
    _match_rows(cursor, rows, booths)
    adjacency = tuple(_adjacency(item, booths) for item in cursor["adjacency"].items())
    return Plan(tuple(zones.values()), tuple(rows.values()), tuple(booths.values()), adjacency)


def _zone(cursor: Cursor, halls: dict[str, Cursor]) -> Zone:
    if cursor["hall"].text() not in halls:
        cursor["hall"].fail(f"there is no hall {cursor['hall'].text()}")
    admitted = cursor["categories"]
    categories = None if admitted.is_null() else frozenset(admitted.texts())
    return Zone(cursor["id"].text(), cursor["hall"].text(), categories)


def _row(cursor: Cursor, zones: dict[str, Zone]) -> Row:
    if cursor["zone"].text() not in zones:
        cursor["zone"].fail(f"there is no zone {cursor['zone'].text()}")
    return Row(cursor["id"].text(), cursor["zone"].text(), cursor["booths"].texts())


def _booth(cursor: Cursor, zones: dict[str, Zone], rows: dict[str, Row]) -> Booth:
    row = rows.get(cursor["row"].text())
    if row is None:
        cursor["row"].fail(f"there is no row {cursor['row'].text()}")
    if cursor["zone"].value != row.zone:
        cursor["zone"].fail(f"must be {row.zone}, the zone of its row {row.id}")
    hall = zones[row.zone].hall
    if cursor["hall"].value != hall:
        cursor["hall"].fail(f"must be {hall}, the hall of its zone {row.zone}")
    if cursor["id"].text() not in row.booths:
        cursor["row"].fail(f"row {row.id} does not list this booth")
    return Booth(
        id=cursor["id"].text(),
        hall=hall,
        zone=row.zone,
        row=row.id,
        x=cursor["x"].number(-_FAR, _FAR),
        y=cursor["y"].number(-_FAR, _FAR),
        m2=cursor["m2"].number(),
        price=cursor["price"].number(),
        power_kw=cursor["power_kw"].number(),
        corner=cursor["corner"].boolean(),
        water=cursor["water"].boolean(),
        cooking=cursor["cooking"].boolean(),
        heavy=cursor["heavy"].boolean(),
        accessible=cursor["accessible"].boolean(),
        is_open=cursor["status"].one_of(("open", "blocked")) == "open",
    )


def _match_rows(cursor: Cursor, rows: dict[str, Row], booths: dict[str, Booth]) -> None:
    for listed, row in zip(cursor["rows"].items(), rows.values(), strict=True):
        for item in listed["booths"].items():
            booth = booths.get(item.text())
            if booth is None:
                item.fail(f"there is no booth {item.text()}")
            if booth.row != row.id:
                item.fail(f"booth {booth.id} stands in row {booth.row}")


def _adjacency(cursor: Cursor, booths: dict[str, Booth]) -> Adjacency:
    items = cursor.items()
    if len(items) != len(("booth", "other", "kind")):
        cursor.fail("must be [booth, booth, kind]")
    for item in items[:2]:
        if item.text() not in booths:
            item.fail(f"there is no booth {item.text()}")
    if items[0].value == items[1].value:
        cursor.fail("a booth cannot touch itself")
    return Adjacency(items[0].text(), items[1].text(), items[2].one_of(ADJACENCY_KINDS))
