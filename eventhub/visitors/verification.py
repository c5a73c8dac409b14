"""What `eventhub verify` recounts: the counters of every edition from the scans themselves."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from eventhub.database import db
from eventhub.fairs.models import Edition, ProgrammeSession
from eventhub.verification import declare_check
from eventhub.visitors import prize_draw
from eventhub.visitors.admission import Outcome, Reason
from eventhub.visitors.models import Counter, PrizeDraw, RegistrationSetting, Scan, SessionSeat
from eventhub.visitors.operations.places import taken_of
from eventhub.visitors.scan_batch import FIGURES
from eventhub.visitors.scanning import quarter_of
from eventhub.visitors.seating import Counts, SeatState

Key = tuple[int, str, Any]


def recount() -> dict[Key, list[int]]:
    """Every counter as the scans say, by (edition, gate, quarter): the figures in the order of `FIGURES`."""
    zones = {
        row.id: ZoneInfo(row.timezone) for row in db.session.execute(sa.select(Edition.id, Edition.timezone))
    }
    counted: dict[Key, list[int]] = defaultdict(lambda: [0] * len(FIGURES))
    columns = (
        *(Scan.edition_id, Scan.place, Scan.at, Scan.received_at, Scan.is_offline),
        *(Scan.outcome, Scan.counted, Scan.moved),
    )
    query = sa.select(*columns).where(
        Scan.kind == "gate", Scan.undone_at.is_(None), Scan.place.is_not(None), Scan.edition_id.in_(zones)
    )
    query = query.where(sa.or_(Scan.reason.is_(None), Scan.reason != Reason.OTHER_GATE))
    for row in db.session.execute(query.execution_options(yield_per=5000)):
        moment = min(row.at, row.received_at) if row.is_offline else row.received_at
        figures = counted[row.edition_id, row.place, quarter_of(moment)]
        irregular = row.outcome == Outcome.IRREGULAR
        for at, more in enumerate((1, row.counted, max(row.moved, 0), max(-row.moved, 0), irregular)):
            figures[at] += more
    return counted


def check_counters() -> Iterator[str]:
    """A sentence for each counter that differs from the scans."""
    columns = (Counter.edition_id, Counter.gate, Counter.quarter)
    sums = (sa.func.sum(getattr(Counter, name)).label(name) for name in FIGURES)
    said: dict[Key, list[int]] = {
        (row.edition_id, row.gate, row.quarter): [int(getattr(row, name)) for name in FIGURES]
        for row in db.session.execute(sa.select(*columns, *sums).group_by(*columns))
    }
    counted = recount()
    for key in sorted({*said, *counted}):
        kept, true = said.get(key, [0] * len(FIGURES)), counted.get(key, [0] * len(FIGURES))
        if kept != true:
            edition_id, gate, quarter = key
            where = f"edition {edition_id}, gate {gate}, {quarter:%Y-%m-%d %H:%M}"
            yield f"{where}: kept {kept}, recounted {true}"


declare_check("counters", check_counters)


def check_draws() -> Iterator[str]:
    """A sentence for each prize draw that does not hold when it is made again from what is stored."""
    for draw in db.session.scalars(sa.select(PrizeDraw).order_by(PrizeDraw.id)):
        for fault in prize_draw.faults_of(draw):
            yield f"edition {draw.edition_id}, draw {draw.public_id}: {fault}"


def check_places() -> Iterator[str]:
    """A sentence for each edition whose kept count of places differs from who registered online."""
    limited = sa.select(RegistrationSetting).where(RegistrationSetting.places.is_not(None))
    for setting in db.session.scalars(limited.order_by(RegistrationSetting.id)):
        counted = db.session.scalar(taken_of(setting.edition_id))
        if counted != setting.taken:
            yield f"edition {setting.edition_id}: {setting.taken} places kept as taken, recounted {counted}"


declare_check("places of registrations", check_places)
declare_check("prize draws", check_draws)


def check_seats() -> Iterator[str]:
    """A sentence for each session whose kept counts differ from the seats that badges have."""
    counted: dict[int, Counts] = defaultdict(Counts)
    sums = sa.select(SessionSeat.session_id, SessionSeat.state, sa.func.sum(SessionSeat.people))
    for session_id, state, people in db.session.execute(
        sums.group_by(SessionSeat.session_id, SessionSeat.state)
    ):
        counted[session_id] = counted[session_id].plus(people, SeatState(state))
    columns = (ProgrammeSession.taken, ProgrammeSession.waiting, ProgrammeSession.present)
    for session_id, *kept in db.session.execute(
        sa.select(ProgrammeSession.id, *columns).order_by(ProgrammeSession.id)
    ):
        if Counts(*kept) != counted[session_id]:
            yield f"session {session_id}: kept {Counts(*kept)}, recounted {counted[session_id]}"


declare_check("seats of sessions", check_seats)
