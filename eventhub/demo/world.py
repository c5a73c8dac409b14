"""What the demo's parts share while they fill it."""

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from eventhub import clock

if TYPE_CHECKING:
    from eventhub.accounts.models import Organizer, Person
    from eventhub.contests.models import Contest
    from eventhub.cooperatives.models import Cooperative
    from eventhub.fairs.models import Edition

SEED = 20250522
DAYS_RUNNING = 2
"""The running edition opened this many days ago: today is its third day."""


@dataclass
class World:
    """The demo so far. Keys are slugs, or for people the names of demo accounts and roles."""

    scale: int = 1
    rng: random.Random = field(default_factory=lambda: random.Random(SEED))
    today: date = field(default_factory=clock.today)
    organizers: dict[str, "Organizer"] = field(default_factory=dict)
    people: dict[str, "Person"] = field(default_factory=dict)
    cooperatives: list["Cooperative"] = field(default_factory=list)
    editions: dict[str, "Edition"] = field(default_factory=dict)
    contests: dict[str, "Contest"] = field(default_factory=dict)

    @property
    def running_starts_on(self) -> date:
        """The first day of the edition that is running now."""
        return self.today - timedelta(days=DAYS_RUNNING)

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        """A moment on a day, by Morocco's clock, in UTC."""
        return datetime.combine(day, time(hour, minute), tzinfo=clock.CASABLANCA).astimezone(UTC)

    def chance(self, share: float) -> bool:
        """True in this share of the cases."""
        return self.rng.random() < share
