from datetime import date

import pytest
import sqlalchemy as sa

from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.fairs import copying
from eventhub.fairs.models import Edition
from eventhub.i18n import Texts
from tests.factories.fairs import AT, a_partner, a_series, a_session, an_edition

NEXT = date(2026, 2, 19)


def _last(series):
    edition = an_edition(
        series, number=1, theme=Texts(fr="Miel"), accent="cedar", state="closed", is_published=True
    )
    a_partner(edition, "INDH", position=3)
    a_session(edition, seats=24, attended=20, speakers=[{"name": {"fr": "Souad"}, "title": {}}])
    return edition


def test_the_next_edition_brings_texts_partners_and_the_programme_on_its_own_days(app):
    series = a_series()
    old, noise = _last(series), an_edition()
    a_partner(noise, "Somebody else's")
    new = copying.copy(None, series, 2, NEXT, AT)
    assert (new.state, new.is_published, new.copied_from_id) == ("preparation", False, old.id)
    assert (new.starts_on, new.ends_on, new.accent, str(new.theme)) == (
        NEXT,
        date(2026, 2, 25),
        "cedar",
        "Miel",
    )
    db.session.expire(new)
    assert [(str(each.name), each.role, each.position) for each in new.partners] == [("INDH", "funder", 3)]
    (session,) = new.sessions
    local = session.starts_at.astimezone(new.zone)
    assert local.strftime("%Y-%m-%d %H:%M") == "2026-02-20 10:00"
    assert (session.seats, session.attended) == (24, None)
    assert old.sessions[0].attended == 20


def test_a_second_click_finds_the_edition_of_the_first(app):
    series = a_series()
    _last(series)
    first = copying.copy(None, series, 2, NEXT, AT)
    again = copying.copy(None, series, 2, NEXT, AT)
    assert again.id == first.id
    count = sa.select(sa.func.count()).select_from(Edition).where(Edition.series_id == series.id)
    assert db.session.scalar(count) == 2
    assert len(again.sessions) == 1


def test_a_number_in_use_is_refused_by_its_field(app):
    series = a_series()
    _last(series)
    with pytest.raises(DomainError) as refusal:
        copying.copy(None, series, 1, NEXT, AT)
    assert (refusal.value.code, refusal.value.field) == ("number_taken", "number")


def test_a_series_without_editions_has_nothing_to_copy(app):
    with pytest.raises(DomainError) as refusal:
        copying.copy(None, a_series(), 1, NEXT, AT)
    assert refusal.value.code == "nothing_to_copy"


def test_a_cancelled_edition_is_not_copied(app):
    series = a_series()
    old = _last(series)
    an_edition(series, number=2, state="cancelled", starts_on=date(2025, 9, 1), ends_on=date(2025, 9, 1))
    assert copying.copy(None, series, 3, NEXT, AT).copied_from_id == old.id


def test_features_above_bring_their_part_along(app, monkeypatch):
    monkeypatch.setattr(copying, "_copiers", [])
    seen = []

    def copier(old, new, at):
        seen.append((old.id, new.id, at))

    copying.declare_copier(copier)
    copying.declare_copier(copier)
    series = a_series()
    old = _last(series)
    new = copying.copy(None, series, 2, NEXT, AT)
    assert seen == [(old.id, new.id, AT)]
