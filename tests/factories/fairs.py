"""Rows of fairs for tests: series, editions, partners, sessions, recommendations."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from eventhub.accounts.models import Organizer
from eventhub.database import db, random_code
from eventhub.fairs.models import Edition, Partner, ProgrammeSession, Recommendation, Series
from eventhub.i18n import Texts
from tests.factories.accounts import an_organizer

AT = datetime(2025, 4, 2, 10, 0, tzinfo=UTC)
"""Weeks before the tests' fair, which lasts from 22 to 28 May 2025."""
FIRST, LAST = date(2025, 5, 22), date(2025, 5, 28)


def _saved(row: Any) -> Any:
    db.session.add(row)
    db.session.flush()
    return row


def a_series(organizer: Organizer | None = None, **fields: Any) -> Series:
    """A saved series of a new organizer."""
    organizer = organizer or an_organizer()
    given = {"slug": f"series-{random_code(6)}", "name": Texts(ar="معرض", fr="Salon")}
    made: Series = _saved(Series(organizer_id=organizer.id, **{**given, **fields}))
    return made


def an_edition(series: Series | None = None, **fields: Any) -> Edition:
    """A saved, unpublished edition in preparation."""
    series = series or a_series()
    given = {
        "slug": f"edition-{random_code(6)}",
        "name": Texts(ar="معرض خنيفرة", fr="Salon de Khénifra"),
        "venue": Texts(ar="ساحة 20 غشت", fr="Place du 20 Août"),
        "starts_on": FIRST,
        "ends_on": LAST,
    }
    made: Edition = _saved(
        Edition(series_id=series.id, organizer_id=series.organizer_id, **{**given, **fields})
    )
    return made


def a_partner(edition: Edition, name: str = "INDH", **fields: Any) -> Partner:
    """A saved partner that funds the edition."""
    given = {"name": Texts(ar=name, fr=name), "role": "funder"}
    own = {"edition_id": edition.id, "organizer_id": edition.organizer_id}
    made: Partner = _saved(Partner(**own, **{**given, **fields}))
    return made


def a_session(edition: Edition, starts_at: datetime | None = None, **fields: Any) -> ProgrammeSession:
    """A saved talk of an hour; by default at ten, Morocco's time, on the second day."""
    starts_at = starts_at or datetime(2025, 5, 23, 10, 0, tzinfo=edition.zone)
    given = {"title": Texts(ar="محاضرة", fr="Conférence"), "ends_at": starts_at + timedelta(hours=1)}
    own = {"edition_id": edition.id, "organizer_id": edition.organizer_id, "starts_at": starts_at}
    made: ProgrammeSession = _saved(ProgrammeSession(**own, **{**given, **fields}))
    return made


def a_recommendation(edition: Edition, **fields: Any) -> Recommendation:
    """A saved recommendation that nobody owns yet."""
    given = {"text": Texts(ar="رقمنة التتبع", fr="Numériser le suivi")}
    own = {"edition_id": edition.id, "organizer_id": edition.organizer_id}
    made: Recommendation = _saved(Recommendation(**own, **{**given, **fields}))
    return made
