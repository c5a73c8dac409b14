"""What `eventhub verify` recounts: the places of shifts, and that nobody is in two at once."""

from collections import defaultdict
from collections.abc import Iterator

import sqlalchemy as sa

from eventhub.database import db
from eventhub.verification import declare_check
from eventhub.volunteers.models import VolunteerShift, VolunteerTurn
from eventhub.volunteers.states import LIVING, Counts, TurnState, clash_in


def check_shifts() -> Iterator[str]:
    """A sentence for each shift whose kept counts differ from what volunteers have of it."""
    counted: dict[int, Counts] = defaultdict(Counts)
    tally = sa.select(VolunteerTurn.shift_id, VolunteerTurn.state, sa.func.count())
    for shift_id, state, people in db.session.execute(
        tally.group_by(VolunteerTurn.shift_id, VolunteerTurn.state)
    ):
        counted[shift_id] = counted[shift_id].plus(people, TurnState(state))
    columns = (VolunteerShift.taken, VolunteerShift.waiting, VolunteerShift.present)
    for shift_id, *kept in db.session.execute(
        sa.select(VolunteerShift.id, *columns).order_by(VolunteerShift.id)
    ):
        if Counts(*kept) != counted[shift_id]:
            yield f"shift {shift_id}: kept {Counts(*kept)}, recounted {counted[shift_id]}"


def check_clashes() -> Iterator[str]:
    """A sentence for each volunteer who has two shifts at the same hour."""
    found = defaultdict(list)
    columns = (
        VolunteerTurn.volunteer_id,
        VolunteerShift.id,
        VolunteerShift.starts_at,
        VolunteerShift.ends_at,
    )
    query = sa.select(*columns).join(VolunteerTurn, VolunteerTurn.shift_id == VolunteerShift.id)
    for row in db.session.execute(query.where(VolunteerTurn.state.in_(LIVING))):
        found[row.volunteer_id].append(row)
    for volunteer_id, shifts in sorted(found.items()):
        if (clash := clash_in(shifts)) is not None:
            yield f"volunteer {volunteer_id}: shifts {clash[0].id} and {clash[1].id} at the same hour"


declare_check("places of volunteers' shifts", check_shifts)
declare_check("volunteers in two shifts at once", check_clashes)
