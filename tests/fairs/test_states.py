from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventhub.accounts.roles import RoleName
from eventhub.audit import history
from eventhub.errors import DomainError
from eventhub.fairs import operations
from eventhub.fairs.states import (
    ENDED,
    MOVES,
    RECOMMENDATION_MOVES,
    WAY,
    EditionState,
    RecommendationState,
    can_follow,
    can_move,
)
from eventhub.transaction import commit
from tests.factories.accounts import somebody_with
from tests.factories.fairs import AT, an_edition

PAIRS = list(product(EditionState, EditionState))


@pytest.mark.parametrize(("here", "to"), PAIRS)
def test_an_edition_moves_only_as_the_table_says(app, here, to):
    edition = an_edition(state=here, is_published=True)
    organizer = somebody_with(RoleName.ORGANIZER, edition)
    if here == to or can_move(here, to):
        operations.move(organizer, edition, to, AT)
        assert edition.state == to
    else:
        with pytest.raises(DomainError) as refusal:
            operations.move(organizer, edition, to, AT)
        assert refusal.value.code == "no_such_move"
        assert edition.state == here


def test_a_move_is_written_down_once_however_often_it_is_asked(app):
    edition = an_edition()
    organizer = somebody_with(RoleName.ORGANIZER, edition)
    for _again in range(2):
        operations.move(organizer, edition, EditionState.CALL, AT)
    commit()
    moved = [entry for entry in history(edition) if entry.action == "fairs:edition:moved"]
    assert [(entry.actor_id, entry.details) for entry in moved] == [
        (organizer.id, {"before": "preparation", "after": "call"})
    ]


def test_a_call_opens_the_public_site(app):
    edition = an_edition()
    operations.move(None, edition, EditionState.CALL, AT)
    assert edition.is_published


def test_the_way_of_a_fair_can_be_walked_to_its_end():
    assert all(can_move(here, to) for here, to in pairwise(WAY))
    assert WAY[-1] in ENDED


@given(st.lists(st.sampled_from(list(EditionState)), max_size=30))
def test_nothing_leaves_an_end_and_every_state_but_an_end_leads_on(wishes):
    here = EditionState.PREPARATION
    for wish in wishes:
        if can_move(here, wish):
            assert here not in ENDED
            here = wish
    assert bool(MOVES[here]) != (here in ENDED)


@given(st.sampled_from(list(RecommendationState)), st.sampled_from(list(RecommendationState)))
def test_a_recommendation_follows_its_table(here, to):
    assert can_follow(here, to) == (to in RECOMMENDATION_MOVES[here])
    assert not can_follow(here, here)
