"""Rows of visitors for tests: a running edition, gates, devices with their tokens, badges."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from eventhub.accounts.models import Organizer
from eventhub.database import db, random_code
from eventhub.fairs.models import Edition, Series
from eventhub.i18n import Texts
from eventhub.visitors import bringing, consent_texts, operations
from eventhub.visitors.admission import Rule
from eventhub.visitors.models import (
    Badge,
    BadgeLayout,
    Device,
    Gate,
    Guest,
    Registration,
    Scan,
    VisitorImport,
)
from eventhub.visitors.operations import Protocol, ReadAloud, Visitor

NOON = datetime(2025, 5, 23, 11, 0, tzinfo=UTC)
"""Noon in Morocco on the second day of the tests' fair."""


def a_fair(slug: str | None = None, **fields: Any) -> Edition:
    """A running edition of seven days, 22 to 28 May 2025, with its organizer."""
    slug = slug or f"fair-{random_code(6)}"
    organizer = Organizer(slug=f"of-{slug}", name=Texts({"ar": "عمالة خنيفرة", "fr": "Province de Khénifra"}))
    db.session.add(organizer)
    db.session.flush()
    series = Series(
        slug=f"series-{slug}", organizer_id=organizer.id, name=Texts({"ar": "معرض", "fr": "Foire"})
    )
    db.session.add(series)
    db.session.flush()
    values: dict[str, Any] = {
        "slug": slug,
        "series_id": series.id,
        "organizer_id": organizer.id,
        "name": Texts({"ar": "معرض المنتوجات المجالية", "fr": "Foire des produits du terroir"}),
        "venue": Texts({"ar": "ساحة 20 غشت", "fr": "Place du 20 août"}),
        "starts_on": date(2025, 5, 22),
        "ends_on": date(2025, 5, 28),
        "state": "running",
        "is_published": True,
    }
    row = Edition(**values | fields)
    db.session.add(row)
    db.session.flush()
    return row


def a_gate(edition: Edition, name: str = "A", rule: Rule = Rule.ONCE_A_DAY, **fields: Any) -> Gate:
    """A way in."""
    values = {"edition_id": edition.id, "organizer_id": edition.organizer_id, "name": name, "rule": rule}
    row = Gate(**values | fields)
    db.session.add(row)
    db.session.flush()
    return row


def a_token(gate: Gate, at: datetime = NOON) -> str:
    """A paired device at a gate; its token."""
    return operations.add_device(gate.edition, gate, at)


def added(edition: Edition, visitor: Visitor, at: datetime) -> Registration:
    """Somebody who came to the desk, whoever else has that name; a gate may show it to its staff."""
    words = consent_texts.sentence([consent_texts.NAME, consent_texts.GATE], "The fair", "1 May 2025", "fr")
    agreed = ReadAloud(words, "fr")
    return operations.add_at_desk(None, edition, visitor, agreed, at, is_another=True)


def a_badge(edition: Edition, name: str = "Fatima Amrani", at: datetime = NOON, **fields: Any) -> Badge:
    """A registered visitor's badge."""
    return added(edition, Visitor(name_latin=name, **fields), at).badge


def a_registration(edition: Edition, name: str = "Fatima Amrani", **fields: Any) -> Registration:
    """A registered visitor."""
    return a_badge(edition, name, **fields).registration


def an_unbound_token(edition: Edition, at: datetime = NOON) -> str:
    """A device without a gate of its own; its token."""
    device, code = operations.invite_device(None, edition, None, "Tablet", at)
    assert isinstance(device, Device)
    return operations.pair_device(code, at)[1]


def a_scan(code: str, at: datetime = NOON, **fields: Any) -> dict[str, Any]:
    """A scan as a device sends it."""
    values = {"id": str(uuid4()), "code": code, "kind": "gate", "place": None, "direction": "in"}
    return values | {"at": at.isoformat(), "offline": False} | fields


def an_irregular_scan(device: Device, badge: Badge, at: datetime = NOON) -> Scan:
    """An entry seen without a network that the rule would have refused; the counters don't know of it."""
    row = Scan(
        scan_id=str(uuid4()),
        edition_id=device.edition_id,
        device_id=device.id,
        badge_id=badge.id,
        kind="gate",
        place="A",
        at=at,
        received_at=at,
        is_offline=True,
        outcome="irregular",
        reason="already_in",
    )
    db.session.add(row)
    db.session.flush()
    return row


def a_layout(edition: Edition, name: str = "Press", paper: str = "label") -> BadgeLayout:
    """A layout that begins as the standard badge."""
    return operations.begin_layout(None, edition, name, paper, NOON)


def a_guest(edition: Edition, name: str = "Ahmed Bennani", at: datetime = NOON, **fields: Any) -> Guest:
    """Somebody invited."""
    return operations.invite_guest(None, edition, Visitor(name_latin=name), Protocol(**fields), at)


def a_file(edition: Edition, text: str = "nom;tel\nItto Amhaouch;0661000009\n") -> VisitorImport:
    """A list sent in, its columns not yet named."""
    return bringing.send_file(None, edition, "list.csv", text.encode(), NOON)
