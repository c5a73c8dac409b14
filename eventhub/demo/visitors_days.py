"""The demo's days at the gates, played through the real rule of admission and written in bulk."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from eventhub import clock
from eventhub.database import db, insert_rows
from eventhub.demo.world import World
from eventhub.fairs.models import Edition
from eventhub.visitors.admission import Bearer, Gateway, Outcome, Passage, Reason, Rule, admit
from eventhub.visitors.models import Badge, Counter, Device, Gate, Scan
from eventhub.visitors.scan_batch import Changes
from eventhub.visitors.scanning import quarter_of

HOURS = {10: 9, 11: 14, 12: 10, 13: 5, 14: 4, 15: 7, 16: 13, 17: 18, 18: 20, 19: 16, 20: 9, 21: 3}
"""When people come, by the fair's hour: shares."""
BUNCH = 5000


def write_rows(model: Any, rows: list[dict[str, Any]]) -> None:
    """Insert rows in bulk."""
    for start in range(0, len(rows), BUNCH):
        insert_rows(model, rows[start : start + BUNCH])


class Play:
    """A fair's days at its gates, kept until written."""

    def __init__(
        self,
        world: World,
        edition: Edition,
        gates: list[Gate],
        devices: list[Device],
        badges: list[dict[str, Any]],
    ) -> None:
        self.world, self.edition, self.badges = world, edition, badges
        self.now = clock.now()
        self.ways = [
            (
                Gateway(
                    edition.id,
                    gate.name,
                    Rule(gate.rule),
                    edition.starts_on,
                    edition.ends_on,
                    frozenset(gate.categories),
                ),
                [device for device in devices if device.gate_id == gate.id],
            )
            for gate in gates
        ]
        self.bearers = {
            badge["id"]: Bearer(
                edition.id, badge["category"], badge["party"], is_revoked=badge["revoked_at"] is not None
            )
            for badge in badges
        }
        self.changes = Changes()

    def day(self, day: date) -> None:
        """Everybody who comes on a day, in the order they come."""
        weekend = day.weekday() >= 4  # noqa: PLR2004 - Friday afternoon to Sunday
        known = [badge for badge in self.badges if badge["created_at"] < self.world.at(day, 21)]
        share = (0.34 if weekend else 0.25) + 0.06 * self.world.rng.random()
        coming = self.world.rng.sample(known, int(len(known) * share))
        moves = sorted(
            (move for badge in coming for move in self._moves(day, badge)), key=lambda move: move[0]
        )
        for at, badge, is_out in moves:
            if at <= self.now:
                self._pass(at, day, badge, is_out=is_out)

    def _moves(self, day: date, badge: dict[str, Any]) -> Iterator[tuple[datetime, dict[str, Any], bool]]:
        rng = self.world.rng
        hour = rng.choices(list(HOURS), list(HOURS.values()))[0]
        comes = self.world.at(day, hour, rng.randrange(60)) + timedelta(seconds=rng.randrange(60))
        comes = max(comes, badge["created_at"] + timedelta(minutes=3))
        yield comes, badge, False
        if self.world.chance(0.03):
            yield comes + timedelta(minutes=rng.randint(1, 40)), badge, False
        if self.world.chance(0.8):
            goes = comes + timedelta(minutes=rng.randint(35, 160))
            yield goes, badge, True
            if self.world.chance(0.06):
                yield goes + timedelta(minutes=rng.randint(10, 90)), badge, False

    def _pass(self, at: datetime, day: date, badge: dict[str, Any], *, is_out: bool) -> None:
        rng = self.world.rng
        gate, devices = self.ways[0 if self.world.chance(0.64) else 1]
        is_offline, is_strange = self.world.chance(0.05), self.world.chance(0.004)
        given = Passage(at, day, is_out, is_offline)
        before = None if is_strange else self.bearers[badge["id"]]
        answer, after = admit(gate, before, given)
        if after is not None and after != before:
            self.bearers[badge["id"]] = self.changes.badges[badge["id"]] = after
        reason = answer.reason if not is_strange else rng.choice((Reason.NOT_FOUND, Reason.NOT_A_BADGE))
        late = timedelta(minutes=rng.randint(4, 90)) if is_offline else timedelta(0)
        self.changes.scans.append(
            {
                "scan_id": str(UUID(int=rng.getrandbits(128), version=4)),
                "edition_id": self.edition.id,
                "device_id": rng.choice(devices).id,
                "badge_id": None if is_strange else badge["id"],
                "kind": "gate",
                "place": gate.name,
                "direction": "out" if is_out else "in",
                "at": at,
                "received_at": min(at + late, max(self.now, at)),
                "is_offline": is_offline,
                "outcome": answer.outcome,
                "reason": reason,
                "first_at": answer.first_at,
                "first_place": answer.first_place,
                "counted": answer.counted,
                "moved": answer.moved,
            }
        )
        self.changes.count(
            gate.name,
            quarter_of(at),
            day,
            scans=1,
            people=answer.counted,
            entered=max(answer.moved, 0),
            left=max(-answer.moved, 0),
            irregular=int(answer.outcome == Outcome.IRREGULAR),
        )

    def write(self) -> None:
        """Scans, badges' states and counters, in bulk."""
        write_rows(Scan, self.changes.scans)
        states = [
            {
                "id": badge_id,
                "first_in_at": bearer.first_in_at,
                "last_in_at": bearer.last_in_at,
                "last_place": bearer.last_place,
                "last_day": bearer.last_day,
                "days_in": bearer.days_in,
                "is_inside": bearer.is_inside,
            }
            for badge_id, bearer in self.changes.badges.items()
        ]
        for start in range(0, len(states), BUNCH):
            db.session.execute(sa.update(Badge), states[start : start + BUNCH])
        counters = [
            {"edition_id": self.edition.id, "gate": gate, "quarter": quarter, **figures}
            for (gate, quarter), figures in self.changes.counters.items()
        ]
        write_rows(Counter, counters)
