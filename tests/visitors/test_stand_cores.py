"""The pure cores behind the stands: the draw, patterns in votes, merging of contacts, meetings, stamps."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from eventhub.visitors import prize_draw, stamps, vote_patterns
from eventhub.visitors.cards import vcard
from eventhub.visitors.consenting import Notes, merge, tidy_tags
from eventhub.visitors.kept_pages import Kept
from eventhub.visitors.meeting import BY_VISITOR, MOVES, OPEN, MeetingState, may_move, what_came
from eventhub.visitors.vote_patterns import Cast, Kind, counted, patterns

NOON = datetime(2025, 5, 23, 12, 0, tzinfo=UTC)
FEW = settings(max_examples=60)
tickets = st.lists(
    st.text("0123456789ABCDEF", min_size=10, max_size=10), min_size=1, max_size=60, unique=True
)
words = st.lists(st.text(min_size=1, max_size=12).filter(str.strip), min_size=2, max_size=3)


@FEW
@given(tickets, words, st.integers(1, 8), st.randoms())
def test_a_draw_does_not_depend_on_the_order_of_its_list_and_holds_when_made_again(listed, said, prizes, rng):
    seed = prize_draw.new_seed()
    shuffled = listed[:]
    rng.shuffle(shuffled)
    digest = prize_draw.list_digest(listed)
    assert digest == prize_draw.list_digest(shuffled)
    key = prize_draw.key_of(seed, digest, said)
    winners = prize_draw.drawn(key, listed, prizes)
    assert winners == prize_draw.drawn(key, shuffled, prizes)
    assert len(set(winners)) == len(winners) == min(prizes, len(listed))
    draw = SimpleNamespace(
        seed=seed,
        commitment=prize_draw.commitment_of(seed),
        entries=listed,
        entries_digest=digest,
        witnesses=[{"name": "x", "word": word} for word in said],
        winners=winners,
        prizes=["p"] * prizes,
    )
    assert list(prize_draw.faults_of(draw)) == []
    draw.seed = prize_draw.new_seed()
    assert "the seed is not the one that was sealed" in prize_draw.faults_of(draw)


def test_anybody_can_make_a_draw_again_with_a_digest_alone():
    def digest(text):
        return sha256(text.encode()).hexdigest()

    seed, listed, said = "ab" * 32, ["0000000001", "0000000002", "0000000003"], ["olive", "miel"]
    listing = digest("\n".join(listed))
    key = digest(f"{seed}|{listing}|olive|miel")
    by_hand = sorted(listed, key=lambda ticket: digest(f"{key}:{ticket}"))
    assert prize_draw.drawn(prize_draw.key_of(seed, listing, said), listed, 3) == by_hand


def cast(number, minutes=0.0, booth=1, **more):
    made = {"badge_made_at": NOON - timedelta(days=2), "device": f"d{number}"} | more
    return Cast(number, booth, NOON + timedelta(minutes=minutes), **made)


def test_each_farm_is_told_by_its_kind_and_honest_votes_are_not():
    honest = [cast(n, 17 * n, booth=1 + n % 3) for n in range(60)]
    assert patterns(honest) == []
    farms = {
        Kind.DEVICE: [cast(100 + n, 60 * n, device="one") for n in range(6)],
        Kind.RATE: [cast(200 + n, 0.5 * n, booth=2) for n in range(14)],
        Kind.PLACE: [cast(300 + n, 45 * n, booth=7, came_in=False) for n in range(9)],
        Kind.TIME: [
            cast(400 + n, 33 * n, booth=8, badge_made_at=NOON + timedelta(minutes=33 * n - 1))
            for n in range(9)
        ],
    }
    for kind, farm in farms.items():
        found = [each for each in patterns([*honest, *farm]) if each.kind == kind]
        assert [set(each.votes) for each in found] == [{vote.id for vote in farm}], kind
    absent = patterns(farms[Kind.PLACE], gates_counted=False)
    assert Kind.PLACE not in {each.kind for each in absent}


votes = st.lists(
    st.builds(
        Cast,
        id=st.integers(1, 10**6),
        booth_id=st.integers(1, 4),
        at=st.integers(0, 600).map(lambda minutes: NOON + timedelta(minutes=minutes)),
        device=st.none() | st.sampled_from("abc"),
        came_in=st.booleans(),
    ),
    unique_by=lambda vote: vote.id,
    max_size=80,
)


@FEW
@given(votes, st.randoms())
def test_patterns_tell_votes_that_are_there_and_forget_none(given_votes, rng):
    ids = {vote.id for vote in given_votes}
    found = patterns(given_votes)
    shuffled = given_votes[:]
    rng.shuffle(shuffled)
    assert patterns(shuffled) == found
    assert len({each.key for each in found}) == len(found)
    for each in found:
        assert set(each.votes) <= ids
        assert len(each.votes) <= each.of
    aside = {vote for each in found for vote in each.votes}
    totals = counted(given_votes, aside)
    assert sum(all_votes for all_votes, _kept in totals.values()) == len(given_votes)
    assert sum(kept for _all, kept in totals.values()) == len(ids - aside)
    assert vote_patterns.counted(given_votes, ()) == {b: (n, n) for b, (n, _k) in totals.items()}


notes = st.tuples(
    st.builds(
        Notes,
        note=st.sampled_from(["", "a", "b"]),
        tags=st.lists(st.sampled_from(["x", "y", " x ", ""]), max_size=3).map(tuple),
        rating=st.sampled_from([None, 1, 5]),
    ),
    st.integers(0, 5).map(lambda minutes: NOON + timedelta(minutes=minutes)),
)


@FEW
@given(st.lists(notes, max_size=6), st.randoms())
def test_contacts_merge_the_same_in_any_order_and_nothing_empty_erases(sent, rng):
    def merged(listed):
        kept = Notes()
        for each, at in listed:
            kept = merge(kept, each, at)
        return kept.note, kept.tags, kept.rating

    shuffled = sent[:]
    rng.shuffle(shuffled)
    assert merged(sent) == merged(shuffled) == merged(sent + sent)
    assert (merged(sent)[0] != "") == any(each.note for each, _at in sent)
    assert merged(sent)[1] == tidy_tags(tag for each, _at in sent for tag in each.tags)


class MeetingMachine(RuleBasedStateMachine):
    """A meeting moved by both sides as they please: it keeps to its moves, and ends stay ends."""

    def __init__(self):
        super().__init__()
        self.state, self.was_held, self.is_over = MeetingState.ASKED, False, False

    def go(self, to, by_visitor):
        if not may_move(self.state, to, by_visitor=by_visitor):
            return
        assert not self.is_over or to == MeetingState.HELD
        self.state = to
        self.was_held = self.was_held or to == MeetingState.HELD
        self.is_over = to not in OPEN

    @rule(to=st.sampled_from(MeetingState))
    def stand(self, to):
        self.go(to, by_visitor=False)

    @rule(to=st.sampled_from(MeetingState))
    def visitor(self, to):
        self.go(to, by_visitor=True)

    @precondition(lambda self: self.state == MeetingState.MOVED)
    @rule()
    def a_proposal_is_for_the_other_to_accept(self):
        assert not may_move(self.state, MeetingState.ACCEPTED, by_visitor=False)

    @invariant()
    def what_was_held_stays_held(self):
        assert not self.was_held or self.state == MeetingState.HELD


TestMeetings = MeetingMachine.TestCase
TestMeetings.settings = settings(max_examples=40, stateful_step_count=12)


def test_every_pair_of_states_has_one_side_or_none():
    for here in MeetingState:
        for there in MeetingState:
            sides = [may_move(here, there, by_visitor=side) for side in (True, False)]
            assert sum(sides) == (there in MOVES[here])
            assert sides[0] == ((here, there) in BY_VISITOR)


def test_links_and_opportunities_are_counted_as_the_networks_count_them():
    def row(stand, state, *, linked=None, opportunities=None):
        values = {"cooperative_id": stand, "state": state}
        return SimpleNamespace(**values, is_linked=linked, opportunities=opportunities)

    came = what_came(
        [
            row(1, "held", linked=True, opportunities=2),
            row(1, "held", linked=True, opportunities=1),
            row(2, "held", linked=False, opportunities=0),
            row(3, "asked"),
        ]
    )
    assert (came.asked, came.held, came.cooperatives_linked, came.links, came.opportunities) == (
        4,
        3,
        1,
        2,
        3,
    )


@FEW
@given(
    st.dictionaries(st.integers(1, 30), st.sampled_from("abc")),
    st.sets(st.integers(1, 40)),
    st.integers(1, 9),
)
def test_a_theme_never_asks_for_more_stamps_than_there_are_stands(sectors, seen, goal):
    theme = SimpleNamespace(name="t", sectors=["a", "b"], goal=goal, picture="pottery")
    (page,) = stamps.progress([theme], sectors, seen)
    assert page.got <= page.there_are
    assert page.goal <= page.there_are
    assert page.is_full == (page.there_are > 0 and page.got >= page.goal)


@FEW
@given(st.text(max_size=200), st.text(max_size=300))
def test_cards_hold_their_lines_whatever_is_written(name, note):
    card = vcard(name, note=note, phone="+212661000009")
    lines = card.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert [line for line in lines if line.startswith(("BEGIN", "END"))][-1] == "END:VCARD"
    assert card.count("\r\nTEL;TYPE=CELL:+212661000009\r\n") == 1


@pytest.mark.parametrize("most", [1, 3])
def test_kept_pages_are_bounded_and_the_least_asked_leave(most):
    kept = Kept(most)
    for number in range(5):
        assert kept.get(number, lambda number=number: f"page {number}").text == f"page {number}".encode()
    assert kept.get(4, lambda: "made anew").text == b"page 4"
    assert kept.get(0, lambda: "made anew").text == b"made anew"


def test_prizes_that_stay_go_on_in_the_order_that_was_drawn():
    listed = [prize_draw.ticket_of("draw", f"badge {number}") for number in range(7)]
    seed, digest = prize_draw.new_seed(), prize_draw.list_digest(listed)
    words = [{"name": "Aïcha", "word": "olive"}, {"name": "Moha", "word": "miel"}]
    winners = prize_draw.drawn(prize_draw.key_of(seed, digest, ["olive", "miel"]), listed, 4)
    draw = SimpleNamespace(seed=seed, entries=listed, entries_digest=digest, witnesses=words, winners=winners)
    assert prize_draw.in_order(draw)[:4] == winners
    assert sorted(prize_draw.in_order(draw)) == sorted(listed)
    assert prize_draw.following(draw) == prize_draw.in_order(draw)[4:]
