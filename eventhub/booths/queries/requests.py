"""Reads of what awaits the organizer's answer: exchanges of stands, appeals, copies of transfers."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventhub.booths.kinds import OPEN_SWAPS, ProofState
from eventhub.booths.models import Appeal, Application, PaymentProof, SwapRequest
from eventhub.database import db
from eventhub.fairs.models import Edition


def appeal_of(application: Application) -> Appeal | None:
    """The appeal of an application."""
    return db.session.scalar(sa.select(Appeal).where(Appeal.application_id == application.id))


def open_swap_of(application: Application) -> SwapRequest | None:
    """The wish of an exhibitor that awaits its answer."""
    query = sa.select(SwapRequest).where(
        SwapRequest.application_id == application.id, SwapRequest.state.in_(OPEN_SWAPS)
    )
    return db.session.scalar(query)


def swaps_of(application: Application) -> list[SwapRequest]:
    """Wishes of an exhibitor, and those that ask for its stand, newest first."""
    query = (
        sa.select(SwapRequest)
        .where(sa.or_(SwapRequest.application_id == application.id, SwapRequest.other_id == application.id))
        .options(joinedload(SwapRequest.booth))
        .order_by(SwapRequest.id.desc())
        .limit(20)
    )
    return list(db.session.scalars(query))


def swap_by_public_id(edition_id: int, public_id: str) -> SwapRequest | None:
    """One wish, only of this edition."""
    return db.session.scalar(
        sa.select(SwapRequest).where(SwapRequest.edition_id == edition_id, SwapRequest.public_id == public_id)
    )


def _cooperative(path: Any) -> Any:
    return joinedload(path).joinedload(Application.cooperative)


def open_swaps(edition: Edition) -> list[SwapRequest]:
    """Wishes of an edition that await an answer, oldest first."""
    query = (
        sa.select(SwapRequest)
        .where(SwapRequest.edition_id == edition.id, SwapRequest.state.in_(OPEN_SWAPS))
        .options(
            _cooperative(SwapRequest.application),
            _cooperative(SwapRequest.other),
            joinedload(SwapRequest.booth),
        )
        .order_by(SwapRequest.id)
        .limit(200)
    )
    return list(db.session.scalars(query))


def open_appeals(edition: Edition) -> list[Appeal]:
    """Appeals of an edition that await an answer, oldest first."""
    query = (
        sa.select(Appeal)
        .where(Appeal.edition_id == edition.id, Appeal.outcome.is_(None))
        .options(_cooperative(Appeal.application))
        .order_by(Appeal.id)
        .limit(200)
    )
    return list(db.session.scalars(query))


def open_proofs(edition: Edition) -> list[PaymentProof]:
    """Copies of transfers of an edition that await an answer, oldest first."""
    query = (
        sa.select(PaymentProof)
        .where(PaymentProof.edition_id == edition.id, PaymentProof.state == ProofState.SENT)
        .options(_cooperative(PaymentProof.application))
        .order_by(PaymentProof.id)
        .limit(200)
    )
    return list(db.session.scalars(query))
