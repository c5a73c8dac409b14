"""Budgets, heats, differences, grants, matching and the mosaic: arithmetic that must hold for any input."""

from collections import Counter
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from eventhub.contests import budgets, heats, matching, mosaic, spending
from eventhub.contests.differences import Change, compared
from eventhub.contests.kinds import GrantEntryKind, GrantState

FEW = settings(max_examples=60)
LINES = st.lists(
    st.fixed_dictionaries(
        {
            "what": st.text(max_size=4),
            "quantity": st.none() | st.integers(1, 10**6),
            "price": st.none() | st.integers(0, 10**10),
        }
    ),
    max_size=10,
)


@FEW
@given(LINES, st.none() | st.integers(0, 10**12))
def test_a_budget_is_the_sum_of_its_complete_lines_and_asks_for_what_is_left(lines, own):
    budget = budgets.added_up(lines, own)
    whole = [line for line in lines if line["quantity"] is not None and line["price"] is not None]
    assert budget.total == sum(line["quantity"] * line["price"] for line in whole)
    assert budget.asked == max(budget.total - (own or 0), 0)
    assert budget.is_own_beyond == ((own or 0) > budget.total)
    kept = budgets.kept(lines)
    assert kept == lines[: len(kept)]
    assert len(kept) <= budgets.LINES
    assert budgets.added_up(kept).total == budgets.added_up(lines[: budgets.LINES]).total
    assert budgets.kept(kept) == kept


RANKS = st.lists(st.tuples(st.integers(1, 12), st.sampled_from("abc")), max_size=20)


def placed(pairs):
    return [heats.Place(key, rank, territory) for key, (rank, territory) in enumerate(pairs)]


@FEW
@given(RANKS, st.integers(0, 8))
def test_by_place_nobody_better_stays_behind_and_ties_go_together(pairs, count):
    places = placed(pairs)
    going = heats.going_through(places, "places", count, {})
    assert {place.key for place in going} == {place.key for place in places if place.rank <= count}


@FEW
@given(RANKS, st.integers(0, 4), st.dictionaries(st.sampled_from("abc"), st.integers(0, 4)))
def test_by_quota_each_territory_sends_its_best_and_those_who_tie_with_the_last(pairs, count, quotas):
    places = placed(pairs)
    going = heats.going_through(places, "quota", count, quotas)
    sent = Counter(place.territory for place in going)
    for territory in "abc":
        here = sorted((each for each in places if each.territory == territory), key=lambda each: each.rank)
        quota = min(quotas.get(territory, count), len(here))
        wanted = {each.key for each in here if quota and each.rank <= here[quota - 1].rank}
        assert {each.key for each in going if each.territory == territory} == wanted
        assert sent[territory] >= quota
    assert [each.rank for each in going] == sorted(each.rank for each in going)


@FEW
@given(st.text("ab \n", max_size=30), st.text("ab \n", max_size=30))
def test_the_pieces_of_a_difference_give_both_texts_back(before, after):
    pieces = compared(before, after)
    assert "".join(piece.text for piece in pieces if piece.change != Change.NEW) == before
    assert "".join(piece.text for piece in pieces if piece.change != Change.GONE) == after


ENTRIES = st.lists(
    st.tuples(st.sampled_from(list(GrantEntryKind)), st.integers(-50, 120).filter(bool)), max_size=12
)


@FEW
@given(st.integers(1, 200), ENTRIES)
def test_a_grant_is_never_paid_beyond_the_award_nor_used_beyond_what_was_paid(awarded, entries):
    taken = []
    for kind, amount in entries:
        if spending.added_up(awarded, taken).allows(kind, amount):
            taken.append((kind, amount))
        account = spending.added_up(awarded, taken)
        assert 0 <= account.used <= account.paid <= awarded
        assert account.to_pay + account.paid == awarded
        assert account.to_use + account.used == account.paid
        assert (account.state == GrantState.USED) == (account.used == awarded)
        assert (account.state == GrantState.AWARDED) == (account.paid == 0)


@dataclass
class Wish:
    """A funder's criteria; anything unless said."""

    sectors: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    only_women_led: bool = False


@dataclass
class Project:
    """A project with some of everything."""

    sector: str = "dairy"
    region_code: str = "03"
    helps: tuple[str, ...] = ("money", "training")
    stage: str = "tried"
    budget: int | None = 500
    is_women_led: bool = True
    unused: list[str] = field(default_factory=list)


def test_a_funder_suits_when_every_criterion_holds():
    assert matching.suits(Wish(), Project())
    assert matching.suits(
        Wish(("dairy",), ("03",), ("money",), ("tried",), 500, 500, only_women_led=True), Project()
    )
    assert not matching.suits(Wish(sectors=("honey",)), Project())
    assert not matching.suits(Wish(regions=("04",)), Project())
    assert not matching.suits(Wish(helps=("legal",)), Project())
    assert matching.suits(Wish(helps=("legal",)), Project(helps=()))
    assert not matching.suits(Wish(stages=("idea",)), Project())
    assert not matching.suits(Wish(least=501), Project())
    assert not matching.suits(Wish(most=499), Project())
    assert not matching.suits(Wish(most=499), Project(budget=None))
    assert not matching.suits(Wish(only_women_led=True), Project(is_women_led=False))


def test_the_mosaic_has_a_place_of_its_own_for_each_region_and_shades_by_count():
    tiles = mosaic.tiles({"03": 8, "05": 1}, "05")
    assert len({(tile.column, tile.row) for tile in tiles}) == len(tiles) == 12
    shades = {tile.code: tile.shade for tile in tiles}
    assert (shades["03"], shades["05"], shades["01"]) == (mosaic.SHADES, 1, 0)
    assert [tile.code for tile in tiles if tile.is_chosen] == ["05"]
