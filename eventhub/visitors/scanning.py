"""What devices send, answered: authenticated, decided in order, written at once.

A batch is one transaction: read and lock (`scan_store.find`), decide in memory (`admission`), write. The
same id always gets the answer it got first. Online scans are dated by the server, offline ones by the
device (never later than now). Not here: HTTP (`api`), statements (`scan_store`).
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from msgspec import Struct
from msgspec.structs import replace

from eventhub import transaction
from eventhub.accounts.sessions import token_hash
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.fairs.models import ProgrammeSession
from eventhub.i18n import current_language
from eventhub.visitors import scan_store
from eventhub.visitors.admission import Answer, Bearer, Gateway, Outcome, Passage, Reason, Rule, admit
from eventhub.visitors.models import Counter, CrowdLimit, EndedCode, Gate, Scan
from eventhub.visitors.names_at_gates import names_shown
from eventhub.visitors.phrases import CLOSED_UNTIL, LEFT, OUTCOMES, REASONS
from eventhub.visitors.scan_batch import Changes, Found, Station, Status, Told
from eventhub.visitors.scan_reading import Fault, Sent

SEEN_EVERY = timedelta(seconds=60)
"""How often a device's last contact is written down."""
PLAIN = "visitor"
"""The kind of visitor that goes without saying."""
TRIES = 8
FREE_TRIES = 2
"""How often one scan is tried without holding its badge; then the badge is held, and others wait."""


class Result(Struct, frozen=True):
    """The answer to one scan, `is_out`: to somebody leaving; `is_new`: given just now.

    `name`: if shown. `people` where a badge is for several, `category` where it is no plain visitor's.
    `hours`: the gate's own, to whom it refused because it is closed.
    """

    id: str | None
    outcome: str
    reason: str | None = None
    first_at: datetime | None = None
    first_place: str | None = None
    is_out: bool = False
    is_new: bool = False
    name: str | None = None
    people: int | None = None
    category: str | None = None
    hours: tuple[time, time] | None = None

    @property
    def message(self) -> str:
        """The answer as a sentence, in the language of the moment."""
        if self.hours is not None:
            opens, closes = (f"{each:%H:%M}" for each in self.hours)
            return str(CLOSED_UNTIL) % {"opens": opens, "closes": closes}
        return _sentence(current_language(), self.outcome, self.reason, self.is_out)


@cache
def _sentence(_language: str, outcome: str, reason: str | None, is_out: bool) -> str:  # noqa: FBT001 - a key
    if reason is not None:
        return str(REASONS[Reason(reason)])
    return str(LEFT if is_out else OUTCOMES[Outcome(outcome)])


def answer(
    token: str, scans: Sequence[Sent | Fault], now: datetime, status: Status | None = None
) -> list[Result]:
    """Answer a device's scans in their order; writes them, the badges' states and the counters.

    `status`: what the device says of itself, written down when it is news. Raises DomainError (401) when the
    token opens nothing any more. When somebody else changes the same badges, or writes the same ids, at this
    very moment, begins again from what they left.
    """
    found, results = _answered(token_hash(token), scans, now, status or Status(), check)
    let_in = {
        sent.id: sent if each.is_new else None
        for sent, each in zip(scans, results, strict=True)
        if isinstance(sent, Sent) and each.outcome == Outcome.OK
    }
    names = names_shown(found, let_in, current_language())
    return [replace(each, name=names.get(each.id or "")) for each in results] if names else results


def bring_in(device_token_hash: str, scans: Sequence[Sent | Fault], now: datetime) -> list[Result]:
    """Answer scans that came another way than from the device itself, whether or not it may still send."""
    return _answered(device_token_hash, scans, now, Status(), lambda _found, _now: None)[1]


def _answered(
    token: str, scans: Sequence[Sent | Fault], now: datetime, status: Status, judge: Callable[..., None]
) -> tuple[Found, list[Result]]:
    read = [each for each in scans if isinstance(each, Sent)]
    for number in range(TRIES):
        is_locking = number >= FREE_TRIES or len(read) > 1 or any(each.kind != "gate" for each in read)
        found = scan_store.find(token, [(each.id, each.code) for each in read], is_locking=is_locking)
        judge(found, now)
        assert found is not None  # noqa: S101 - judged above, for the type checker
        batch = _Batch(found, now, read)
        results = [batch.answer(each) for each in scans]
        if batch.is_written(status):
            return found, results
        transaction.rollback()
    raise DomainError("busy", _l("Many are scanning this badge at once. Try again."), status=503)


def check(found: Found | None, now: datetime) -> None:
    """Refuse a device that is unknown, revoked or past its date. Raises DomainError (401)."""
    if found is None:
        raise DomainError("device_unknown", _l("This device is not paired. Pair it again."), status=401)
    if found.station.revoked_at is not None:
        raise DomainError("device_revoked", _l("This device was revoked by the organizer."), status=401)
    if found.station.expires_at <= now:
        raise DomainError("device_expired", _l("This device's pairing has ended. Pair it again."), status=401)


class _Batch:
    """One upload being answered: knows each badge's state as the scans before left it."""

    def __init__(self, found: Found, now: datetime, read: Sequence[Sent]) -> None:
        self.station = found.station
        self.now = now
        self.zone = ZoneInfo(found.station.timezone)
        self.badges = found.badges
        self.told = found.told
        self.changes = Changes(versions=found.versions)
        self.fullness: bool | None = None
        self.strangers = {each.code for each in read if each.code and each.code not in found.badges}
        self.ended: frozenset[str] | None = None
        self.own = _own_gate(found.station)
        self.gates = _gates_named(found.station, read)
        self.been = _been_there(found, read)
        self.doors = _doors_named(found.station, read)

    def answer(self, sent: Sent | Fault) -> Result:
        """The answer to one scan, noting what it changes."""
        if isinstance(sent, Fault):
            return Result(sent.id, Outcome.REFUSED, Reason.MALFORMED)
        told = self.told.get(sent.id)
        is_new = told is None
        if told is None:
            told = self.told[sent.id] = self._decide(sent)
        is_out = sent.is_going_out and sent.kind == "gate"
        people, category = self._whom(sent, told)
        return Result(
            *(sent.id, told.outcome, told.reason, told.first_at, told.first_place, is_out, is_new),
            people=people,
            category=category,
            hours=self._hours(sent, told),
        )

    def _hours(self, sent: Sent, told: Told) -> tuple[time, time] | None:
        """When the gate of a scan is open, if it is closed to whom it refused."""
        if told.reason != Reason.GATE_CLOSED or told.outcome != Outcome.REFUSED:
            return None
        gate = self._gate(sent)
        if isinstance(gate, Reason) or gate.opens_at is None or gate.closes_at is None:
            return None
        return gate.opens_at, gate.closes_at

    def _whom(self, sent: Sent, told: Told) -> tuple[int | None, str | None]:
        """For how many the badge is, if not one, and of what kind, if no visitor; of this fair's badges."""
        bearer = self.badges.get(sent.code or "", (None, None))[1]
        if bearer is None or bearer.edition_id != self.station.edition_id or told.outcome == Outcome.UNKNOWN:
            return None, None
        return (bearer.party if bearer.party > 1 else None), (
            bearer.category if bearer.category != PLAIN else None
        )

    def is_written(self, status: Status) -> bool:
        """Write what the batch changes, if there is something; False when it must be answered anew."""
        station, changes = self.station, self.changes
        seen = station.last_seen_at
        is_told = status.waiting is not None and status.waiting != station.waiting
        changes.status, changes.is_news = status, seen is None or is_told or self.now - seen > SEEN_EVERY
        if not changes.scans and not changes.is_news:
            return True
        return scan_store.write(station, changes, self.now)

    def _decide(self, sent: Sent) -> Told:
        moment = min(sent.at, self.now) if sent.is_offline else self.now
        local = moment.astimezone(self.zone)
        day = local.date()
        badge_id, bearer = self.badges.get(sent.code or "", (None, None))
        gate = self._gate(sent) if sent.kind == "gate" else None
        if isinstance(gate, Reason):
            given = Answer(Outcome.REFUSED, gate)
        elif sent.code is None:
            given = Answer(Outcome.UNKNOWN, Reason.NOT_A_BADGE)
        elif badge_id is None and not sent.is_going_out and self._has_ended(sent.code):
            given = Answer(Outcome.IRREGULAR if sent.is_offline else Outcome.REFUSED, Reason.REVOKED)
        elif sent.kind != "gate":
            given = self._meet(sent, badge_id, bearer, moment)
        else:
            assert gate is not None  # noqa: S101 - a gate's scan has a gate or a reason, for the type checker
            is_full = gate.stops_when_full and not sent.is_offline and self._is_full()
            hour = local.time()
            passage = Passage(moment, day, sent.is_going_out, sent.is_offline, hour, is_full)
            given, after = admit(gate, bearer, passage)
            if badge_id is not None and after is not None and after != bearer:
                self.badges[sent.code] = (badge_id, after)
                self.changes.badges[badge_id] = after
        place = gate.name if isinstance(gate, Gateway) else sent.place
        self._note(sent, badge_id, given, place)
        if isinstance(gate, Gateway):
            self._count(gate.name, moment, day, given)
        return Told(given.outcome, given.reason, given.first_at, given.first_place)

    def _has_ended(self, code: str) -> bool:
        """Whether a code was that of a badge of this fair that ended since; all are asked for at once."""
        if self.ended is None:
            query = sa.select(EndedCode.code).where(
                EndedCode.code.in_(self.strangers), EndedCode.edition_id == self.station.edition_id
            )
            self.ended = frozenset(db.session.scalars(query))
        return code in self.ended

    def _gate(self, sent: Sent) -> Gateway | Reason:
        station = self.station
        own = sent.place in {None, station.gate, station.gate_public_id}
        if self.own is not None:
            if not own:
                return Reason.OTHER_GATE
            return self.own
        if sent.place is None:
            return Reason.NO_GATE
        return self.gates.get(sent.place, Reason.OTHER_GATE)

    def _is_full(self) -> bool:
        """Whether the fair is full; asked once a batch, so a few more may slip in together."""
        if self.fullness is None:
            self.fullness = is_full(self.station.edition_id, self.now.astimezone(self.zone).date())
        return self.fullness

    def _meet(self, sent: Sent, badge_id: int | None, bearer: Bearer | None, moment: datetime) -> Answer:
        """A stand's or a session's scan: who is here, once; a cancelled badge is still a fact offline."""
        if badge_id is None or bearer is None:
            return Answer(Outcome.UNKNOWN, Reason.NOT_FOUND)
        refusal = Outcome.IRREGULAR if sent.is_offline else Outcome.REFUSED
        if bearer.edition_id != self.station.edition_id:
            return Answer(refusal, Reason.OTHER_EDITION)
        if bearer.is_revoked:
            return Answer(refusal, Reason.REVOKED)
        if sent.kind == "session" and sent.place in self.doors:
            from eventhub.visitors.session_doors import arrive_at

            return arrive_at(self.doors[sent.place], badge_id, sent, moment)
        key = (badge_id, sent.kind, sent.place)
        first = self.been.get(key)
        if first is not None:
            return Answer(Outcome.AGAIN, Reason.ALREADY_HERE, first, sent.place)
        self.been[key] = moment
        return Answer(Outcome.OK)

    def _note(self, sent: Sent, badge_id: int | None, given: Answer, place: str | None) -> None:
        self.changes.scans.append(
            {
                "scan_id": sent.id,
                "badge_id": badge_id,
                "kind": sent.kind,
                "place": place,
                "direction": "out" if sent.is_going_out else "in",
                "at": sent.at,
                "is_offline": sent.is_offline,
                "outcome": given.outcome,
                "reason": given.reason,
                "first_at": given.first_at,
                "first_place": given.first_place,
                "counted": given.counted,
                "moved": given.moved,
            }
        )

    def _count(self, gate: str, moment: datetime, day: date, given: Answer) -> None:
        self.changes.count(
            gate,
            quarter_of(moment),
            day,
            scans=1,
            people=given.counted,
            entered=max(given.moved, 0),
            left=max(-given.moved, 0),
            irregular=int(given.outcome == Outcome.IRREGULAR),
        )


def quarter_of(moment: datetime) -> datetime:
    """The beginning of the moment's quarter of an hour."""
    return moment.replace(minute=moment.minute // 15 * 15, second=0, microsecond=0)


def _gates_named(station: Station, read: Sequence[Sent]) -> dict[str, Gateway]:
    """The fair's gates by name and public id, asked for only if a device without its own gate names one."""
    if station.gate is not None or not any(each.kind == "gate" and each.place for each in read):
        return {}
    named: dict[str, Gateway] = {}
    for gate in db.session.scalars(sa.select(Gate).where(Gate.edition_id == station.edition_id)):
        named[gate.name] = named[gate.public_id] = Gateway(
            station.edition_id,
            gate.name,
            Rule(gate.rule),
            station.starts_on,
            station.ends_on,
            frozenset(gate.categories),
            gate.opens_at,
            gate.closes_at,
            gate.stops_when_full,
        )
    return named


def _doors_named(station: Station, read: Sequence[Sent]) -> dict[str, ProgrammeSession]:
    """The fair's sessions that scans name; gates, which name none, are spared what doors are made of."""
    if not any(each.kind == "session" for each in read):
        return {}
    from eventhub.visitors.session_doors import hold_doors

    return hold_doors(station.edition_id, read)


def _own_gate(station: Station) -> Gateway | None:
    """The gate of the device itself, if it has one."""
    if station.gate is None or station.rule is None:
        return None
    return Gateway(
        station.edition_id,
        station.gate,
        station.rule,
        station.starts_on,
        station.ends_on,
        station.categories,
        station.opens_at,
        station.closes_at,
        station.stops_when_full,
    )


def is_full(edition_id: int, day: date) -> bool:
    """Whether the fair holds as many people as it may on its day; never when nothing was said of it."""
    inside = (
        sa.select(sa.func.sum(Counter.entered - Counter.left))
        .where(Counter.edition_id == edition_id, Counter.day == day)
        .scalar_subquery()
    )
    query = sa.select(CrowdLimit.people, inside).where(CrowdLimit.edition_id == edition_id)
    row = db.session.execute(query).first()
    return row is not None and (row[1] or 0) >= row[0]


def _been_there(found: Found, read: Sequence[Sent]) -> dict[tuple[int, str, str | None], datetime]:
    """When each badge of the batch was first met at a stand or session, by (badge, kind, place)."""
    met = [each for each in read if each.kind != "gate" and each.code in found.badges]
    if not met:
        return {}
    badges = {found.badges[each.code][0] for each in met if each.code is not None}
    rows = db.session.execute(
        sa.select(Scan.badge_id, Scan.kind, Scan.place, sa.func.min(Scan.at))
        .where(
            Scan.badge_id.in_(badges),
            Scan.kind != "gate",
            Scan.outcome == Outcome.OK,
            Scan.undone_at.is_(None),
        )
        .group_by(Scan.badge_id, Scan.kind, Scan.place)
    )
    return {(badge_id, kind, place): at for badge_id, kind, place, at in rows if badge_id is not None}


def station_of(token: str, now: datetime) -> Station:
    """The device of a token. Raises DomainError (401). One statement."""
    found = scan_store.find(token_hash(token), [])
    check(found, now)
    assert found is not None  # noqa: S101 - checked above, for the type checker
    return found.station
