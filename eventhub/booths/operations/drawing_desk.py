"""A plan laid open to be worked on: each operation on each kind of object, with its rules."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.booths import editing, rows
from eventhub.booths.editing import Kind, Operation, Verb
from eventhub.booths.models import Booth, Plan, Zone
from eventhub.booths.operations.plans import new_code
from eventhub.booths.queries import drawing
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.fairs.states import EditionState
from eventhub.i18n import Texts

_BEGUN = (EditionState.RUNNING, EditionState.CLOSED)


class Desk:
    """A plan laid open to be worked on: every object at hand by its id."""

    def __init__(self, actor: Any, plan: Plan, at: datetime) -> None:
        self.actor, self.plan, self.at = actor, plan, at
        self.remarks: list[dict[str, Any]] = []
        self.touched: set[str] = set()
        self.codes: dict[str, str] = {}
        self.zones = {zone.public_id: zone for zone in db.session.scalars(_of(Zone, plan))}
        self.booths = {booth.public_id: booth for booth in db.session.scalars(_of(Booth, plan))}
        self.things = {each["id"]: each for each in drawing.with_ids(plan.drawing)}
        self.links = {f"{one}~{other}": kind for one, other, kind in plan.adjacency}
        self.holders = drawing.holders(plan)
        self.given = drawing.ever_given(plan)
        self.labels: dict[str, str] = {}

    def work(self, operations: Sequence[Operation]) -> None:
        """Do it all, then put labels, places along rows and lists in order."""
        for operation in editing.in_working_order(operations):
            getattr(self, f"_{operation.kind.value}")(operation)
        self._label()
        self.plan.drawing = list(self.things.values())
        self.plan.adjacency = [
            [*name.split("~"), None if kind in (None, "none") else kind]
            for name, kind in self.links.items()
            if all(each in self.booths for each in name.split("~"))
        ]
        db.session.flush()
        self._put_in_order()

    def _remark(self, operation: Operation, code: str, message: Any, **more: Any) -> None:
        self.touched.add(operation.id)
        self.remarks.append({"code": code, "id": operation.id, "message": str(message), **more})

    def _note_clashes(self, operation: Operation, current: dict[str, Any], label: str) -> None:
        if theirs := editing.clashes(current, operation):
            sentence = _l("%(label)s was changed by somebody else too; yours was kept.", label=label)
            mine = {name: operation.values[name] for name in theirs}
            self._remark(operation, "both_changed", sentence, theirs=theirs, mine=mine)

    def _is_gone(self, operation: Operation, known: Iterable[str]) -> bool:
        """Whether a change comes too late: somebody removed its object."""
        if operation.verb != Verb.SET or operation.id in known:
            return False
        self._remark(operation, "gone", _l("Somebody removed this while you were changing it."))
        return True

    def _is_changed(self, operation: Operation, current: dict[str, Any], label: str) -> bool:
        """Whether what is to go was changed by somebody else: then it stays."""
        if not editing.has_changed(current, operation.kind, operation.was):
            return False
        sentence = _l("%(label)s was changed by somebody else: look at it before you remove it.", label=label)
        self._remark(operation, "changed_meanwhile", sentence)
        return True

    def _ground(self, operation: Operation) -> None:
        if operation.verb == Verb.DROP:
            return
        current = {"width": self.plan.width, "depth": self.plan.depth}
        self._note_clashes(operation, current, str(_l("The ground")))
        for name, value in operation.values.items():
            setattr(self.plan, name, value)
        self.touched.add(drawing.GROUND)

    def _backdrop(self, operation: Operation) -> None:
        self.touched.add(drawing.BACKDROP)
        if operation.verb == Verb.DROP:
            self.plan.backdrop, self.plan.backdrop_file_id = None, None
        elif self.plan.backdrop is not None:
            self.plan.backdrop = {**self.plan.backdrop, **operation.values}

    def _link(self, operation: Operation) -> None:
        self.touched.add(operation.id)
        if operation.verb == Verb.DROP:
            self.links.pop(operation.id, None)
        else:
            self.links[operation.id] = operation.values["between"]

    def _thing(self, operation: Operation) -> None:
        if self._is_gone(operation, self.things):
            return
        known = self.things.get(operation.id)
        label = (known or {}).get("label") or str(operation.values.get("label") or "") or operation.id
        if known is not None:
            current = drawing.thing_object(known)
            if operation.verb == Verb.DROP:
                if not self._is_changed(operation, current, label):
                    del self.things[operation.id]
                    self.touched.add(operation.id)
                return
            self._note_clashes(operation, current, label)
        elif operation.verb == Verb.DROP:
            return
        values = dict(operation.values)
        if "what" in values:
            values["kind"] = values.pop("what")
        blank = {"id": operation.id, "width": 0.0, "depth": 0.0, "label": "", "angle": 0.0, "points": []}
        self.things[operation.id] = {**blank, **(known or {}), **values}
        self.touched.add(operation.id)

    def _zone(self, operation: Operation) -> None:
        if self._is_gone(operation, self.zones):
            return
        zone = self.zones.get(operation.id)
        if operation.verb == Verb.DROP:
            if zone is not None:
                self._drop_zone(operation, zone)
            return
        if zone is None:
            _refuse_foreign(Zone, operation.id)
            zone = Zone(plan_id=self.plan.id, public_id=operation.id, name={}, sectors=[], outline=[])
        else:
            self._note_clashes(operation, drawing.zone_object(zone), zone.key)
        self._write_zone(zone, operation)

    def _write_zone(self, zone: Zone, operation: Operation) -> None:
        values = dict(operation.values)
        names = {code: values.pop(f"name_{code}") for code in ("ar", "fr") if f"name_{code}" in values}
        if names:
            zone.name = Texts({**(zone.name or {}), **names})
        if "key" in values:
            taken = {each.key for each in self.zones.values() if each is not zone}
            values["key"] = editing.free_label(values["key"], values["key"][:1], taken)[:4]
        for name, value in values.items():
            setattr(zone, name, value)
        if operation.id not in self.zones:
            db.session.add(zone)
            self.zones[operation.id] = zone
        db.session.flush()
        self.touched.add(operation.id)

    def _drop_zone(self, operation: Operation, zone: Zone) -> None:
        if self._is_changed(operation, drawing.zone_object(zone), zone.key):
            return
        inside = [booth.label for booth in self.booths.values() if booth.zone_id == zone.id]
        if inside:
            sentence = _l(
                "Zone %(zone)s still has stands: %(label)s. Give them another zone first.",
                zone=zone.key,
                label=inside[0],
            )
            self._remark(operation, "zone_in_use", sentence)
            return
        db.session.flush()
        db.session.delete(zone)
        del self.zones[operation.id]
        db.session.flush()
        self.touched.add(operation.id)

    def _stand(self, operation: Operation) -> None:
        if self._is_gone(operation, self.booths):
            return
        booth = self.booths.get(operation.id)
        if operation.verb == Verb.DROP:
            if booth is not None:
                self._drop_stand(operation, booth)
            return
        if booth is None:
            booth = self._new_stand(operation)
        else:
            current = drawing.stand_object(booth, booth.zone.public_id)
            self._note_clashes(operation, current, booth.label)
        self._write_stand(booth, operation)

    def _new_stand(self, operation: Operation) -> Booth:
        _refuse_foreign(Booth, operation.id)
        code = self.codes.get(operation.id)
        if code is None or db.session.scalar(sa.select(Booth.id).where(Booth.code == code)) is not None:
            code = new_code()
        return Booth(
            plan_id=self.plan.id,
            edition_id=self.plan.edition_id,
            organizer_id=self.plan.organizer_id,
            public_id=operation.id,
            position=0,
            code=code,
            row=operation.values["row"],
            created_at=self.at,
        )

    def _write_stand(self, booth: Booth, operation: Operation) -> None:
        values = dict(operation.values)
        if "label" in values:
            self.labels[operation.id] = values.pop("label")
        if values.get("is_blocked") and booth.id in self.holders and not booth.is_blocked:
            del values["is_blocked"]
            self._remark(operation, "booth_taken", self._held_by(booth))
        if "zone" in values:
            zone = self.zones.get(values.pop("zone"))
            if zone is None:
                raise DomainError("no_zone", _l("The zone of this stand is not on the plan any more."))
            booth.zone = zone
        for name, value in values.items():
            setattr(booth, name, value)
        if operation.id not in self.booths:
            booth.label = f"~{operation.id[:11]}"
            db.session.add(booth)
            self.booths[operation.id] = booth
        self.touched.add(operation.id)

    def _held_by(self, booth: Booth) -> Any:
        return _l(
            "Stand %(label)s is held by %(name)s: move the exhibitor to another stand first.",
            label=booth.label,
            name=str(self.holders[booth.id]),
        )

    def _drop_stand(self, operation: Operation, booth: Booth) -> None:
        if booth.id in self.holders:
            self._remark(operation, "booth_taken", self._held_by(booth))
        elif booth.id in self.given or self.plan.edition.state in _BEGUN:
            sentence = _l(
                "Stand %(label)s was given or visited before: take it out of use instead.", label=booth.label
            )
            self._remark(operation, "booth_used", sentence)
        elif not self._is_changed(operation, drawing.stand_object(booth, booth.zone.public_id), booth.label):
            audit.record(self.actor, "booths:plan:stand_removed", self.plan, self.at, label=booth.label)
            db.session.delete(booth)
            del self.booths[operation.id]
            self.labels.pop(operation.id, None)
            self.touched.add(operation.id)

    def _label(self) -> None:
        """Labels last, by way of names that nobody has, so that two stands may exchange theirs."""
        if not self.labels:
            db.session.flush()
            return
        for name in self.labels:
            self.booths[name].label = f"~{name[:11]}"
        db.session.flush()
        taken = {booth.label for name, booth in self.booths.items() if name not in self.labels}
        for name, wanted in self.labels.items():
            booth = self.booths[name]
            booth.label = editing.free_label(wanted, booth.row, taken)
            taken.add(booth.label)
            if booth.label != wanted:
                operation = Operation(Verb.SET, Kind.STAND, name)
                sentence = _l(
                    "%(label)s is the name of another stand: this one became %(other)s.",
                    label=wanted,
                    other=booth.label,
                )
                self._remark(operation, "same_label", sentence)
        db.session.flush()

    def _put_in_order(self) -> None:
        """Count the stands of each row along it."""
        by_row: dict[str, list[Booth]] = {}
        for booth in self.booths.values():
            by_row.setdefault(booth.row, []).append(booth)
        for row in by_row.values():
            for position, booth in enumerate(rows.in_order(row)):
                if booth.position != position:
                    booth.position = position
        db.session.flush()


def _of(model: Any, plan: Plan) -> Any:
    return sa.select(model).where(model.plan_id == plan.id).order_by(model.id)


def _refuse_foreign(model: Any, public_id: str) -> None:
    """An id that another plan uses was guessed, not drawn."""
    if db.session.scalar(sa.select(model.id).where(model.public_id == public_id)) is not None:
        raise DomainError("foreign_object", _l("This belongs to another plan."))
