"""Rows of stands for tests: an exhibitor on its stand, and one of each thing that visitors leave there."""

from datetime import UTC, datetime, timedelta
from typing import Any

from eventhub.accounts.models import Person
from eventhub.booths.models import Application
from eventhub.booths.states import ApplicationState, AssignmentState
from eventhub.cooperatives.models import Cooperative
from eventhub.database import db
from eventhub.fairs.models import Edition
from eventhub.visitors import prize_draw
from eventhub.visitors.models import (
    Badge,
    Lead,
    Meeting,
    PassportTheme,
    PrizeDraw,
    StandQuestion,
)
from eventhub.visitors.stands import Exhibit, exhibit_by_id
from tests.factories.booths import a_booth, a_call, a_cooperative, a_fair, a_hold, a_plan, an_application

AT = datetime(2025, 5, 23, 11, 0, tzinfo=UTC)
"""Noon in Morocco on the second day of the tests' fair."""


class Stands:
    """A running fair with two exhibitors on stands A1 and A2; `member` acts for the first."""

    def __init__(self, member: Person | None = None) -> None:
        self.edition: Edition = a_fair(state="running")
        a_plan(self.edition)
        self.call = a_call(self.edition)
        self.files: list[Application] = []
        for label, who in (("A1", member), ("A2", None)):
            self.files.append(self.holder(label, a_cooperative(f"Coopérative {label}", member=who)))
        self.booth = a_booth(self.edition, "A1")
        self.code = self.booth.code

    def holder(self, label: str, cooperative: Cooperative) -> Application:
        """Somebody on a stand."""
        filed = an_application(self.call, cooperative, ApplicationState.PRESENT)
        a_hold(a_booth(self.edition, label), filed, AssignmentState.OCCUPIED)
        return filed

    def exhibit(self, number: int = 0) -> Exhibit:
        """The exhibit of a stand."""
        found = exhibit_by_id(self.files[number].public_id)
        assert found is not None
        return found


def things_at_a_stand(edition: Edition, cooperative: Cooperative, badge: Badge) -> dict[str, Any]:
    """A question, a contact, a meeting; and of the fair's passport a page and a draw."""
    own = {
        "edition_id": edition.id,
        "organizer_id": edition.organizer_id,
        "cooperative_id": cooperative.id,
    }
    said = {"version": "2025-1", "text": "Yes", "language": "fr", "at": AT.isoformat(), "by": "badge"}
    fair = {"edition_id": edition.id, "organizer_id": edition.organizer_id}
    seed = prize_draw.new_seed()
    things = {
        "question": StandQuestion(**own, passport="p" * 26, language="fr", text="Livrez-vous ?"),
        "lead": Lead(
            **own, badge_id=badge.id, consent="given", consent_at=AT, said=said, first_at=AT, last_at=AT
        ),
        "meeting": Meeting(
            **own,
            passport="p" * 26,
            at=AT + timedelta(hours=3),
            name="Salma",
            phone="+212661000009",
            subject="Miel en gros",
            language="fr",
            said=said,
        ),
        "theme": PassportTheme(**fair, name={"ar": "حرف"}, sectors=["pottery"], goal=2),
        "draw": PrizeDraw(
            **fair,
            title={"ar": "قرعة"},
            prizes=["Un panier"],
            least_stamps=2,
            seed=seed,
            commitment=prize_draw.commitment_of(seed),
            announced_at=AT,
        ),
    }
    db.session.add_all(things.values())
    db.session.flush()
    return things
