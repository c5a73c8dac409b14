"""What a ranking promises, whatever the contest."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventhub.judging.ranking.conduct import FlagReason
from eventhub.judging.ranking.marks import Criterion, Sheet
from eventhub.judging.ranking.ranks import Ranking, rank
from eventhub.judging.ranking.results import Caution, Method

RUBRIC = (Criterion("novelty", 2), Criterion("market", 1), Criterion("people", 1))


def contest(seed, ideas=40, judges=8, per_idea=3, severity=1.0):
    """Sheets of a made-up contest, and the merit of each idea; marks are not rounded."""
    random = np.random.default_rng(seed)
    merit, generosity = random.normal(6, 1, ideas), random.normal(0, severity, judges)
    sheets = []
    for idea in range(ideas):
        for judge in random.permutation(judges)[:per_idea].tolist():
            seen = merit[idea] + generosity[judge] + random.normal(0, 0.6)
            marks = {criterion.id: float(seen + random.normal(0, 0.5)) for criterion in RUBRIC}
            sheets.append(Sheet(f"J{judge}", f"I{idea:02}", marks))
    return sheets, merit


def shifted(sheets, by, judge=None):
    return [
        replace(sheet, marks={name: mark + by for name, mark in sheet.marks.items()})
        if judge in (None, sheet.judge)
        else sheet
        for sheet in sheets
    ]


def moved_by(by):
    """The rubric whose marks have that much added: the ends of its scale too."""
    return [replace(each, lowest=each.lowest + by, highest=each.highest + by) for each in RUBRIC]


def ranks(ranking: Ranking):
    return {line.idea: line.rank for line in ranking.ideas}


def scores(ranking: Ranking):
    return {line.idea: line.score for line in ranking.ideas}


def moved(before, after):
    return sum(abs(before[idea] - after[idea]) for idea in before)


methods = pytest.mark.parametrize("method", list(Method))
seeds = st.integers(0, 10_000)


@methods
@settings(max_examples=12, deadline=None)
@given(seed=seeds, order=st.randoms(use_true_random=False))
def test_the_order_of_sheets_never_matters(method, seed, order):
    sheets, _ = contest(seed)
    first = rank(sheets, RUBRIC, method)
    order.shuffle(sheets)
    again = rank(sheets, RUBRIC, method)
    assert again.ideas == first.ideas
    assert again.judges == first.judges


@methods
@settings(max_examples=8, deadline=None)
@given(seed=seeds)
def test_other_names_for_the_same_people_change_nothing(method, seed):
    sheets, _ = contest(seed)
    named = [Sheet(f"x{9 - int(s.judge[1:])}", f"y{99 - int(s.idea[1:])}", s.marks) for s in sheets]
    first, other = rank(sheets, RUBRIC, method), rank(named, RUBRIC, method)
    by_name = {line.idea: line for line in other.ideas}
    for line in first.ideas:
        twin = by_name[f"y{99 - int(line.idea[1:])}"]
        assert twin.rank == line.rank
        assert (twin.score, twin.lo90, twin.p_top10) == pytest.approx(
            (line.score, line.lo90, line.p_top10), abs=5e-3
        )


@methods
@settings(max_examples=12, deadline=None)
@given(seed=seeds, by=st.floats(-3, 3))
def test_a_constant_added_to_every_mark_changes_no_rank(method, seed, by):
    sheets, _ = contest(seed)
    assert ranks(rank(shifted(sheets, by), moved_by(by), method, with_certainty=False)) == ranks(
        rank(sheets, RUBRIC, method, with_certainty=False)
    )


def whole(seed, gaps=0.05):
    """The same sheets as juries write them: whole marks from 0 to 10, some of them missing."""
    random = np.random.default_rng([seed, 1])
    return [
        replace(
            sheet,
            marks={
                name: float(np.clip(round(mark), 0, 10))
                for place, (name, mark) in enumerate(sheet.marks.items())
                if not place or random.random() > gaps
            },
        )
        for sheet in contest(seed)[0]
    ]


@methods
@settings(max_examples=8, deadline=None)
@given(seed=seeds, by=st.sampled_from([-2.0, 1.0, 3.0]), order=st.randoms(use_true_random=False))
def test_whole_marks_with_gaps_keep_their_ranks_in_any_order_and_on_any_scale(method, seed, by, order):
    """Equal totals are common here: ties stay ties when every mark is shifted and sheets come shuffled."""
    sheets = whole(seed)
    other = shifted(sheets, by)
    order.shuffle(other)
    assert ranks(rank(other, moved_by(by), method, with_certainty=False)) == ranks(
        rank(sheets, RUBRIC, method, with_certainty=False)
    )


@settings(max_examples=12, deadline=None)
@given(seed=seeds, by=st.sampled_from([-3.0, -2.0, 2.0, 3.0]))
def test_one_judge_turning_generous_moves_the_fair_ranking_less_than_the_raw_one(seed, by):
    sheets, _ = contest(seed)
    generous = shifted(sheets, by, "J3")
    change = {
        method: moved(
            ranks(rank(sheets, RUBRIC, method, with_certainty=False)),
            ranks(rank(generous, RUBRIC, method, with_certainty=False)),
        )
        for method in (Method.FAIR, Method.MEAN)
    }
    assert change[Method.FAIR] < change[Method.MEAN]


@methods
@settings(max_examples=10, deadline=None)
@given(seed=seeds)
def test_equal_sheets_share_a_rank_and_the_next_is_skipped(method, seed):
    sheets, _ = contest(seed)
    best = min(rank(sheets, RUBRIC, method, with_certainty=False).ideas, key=lambda line: line.rank).idea
    twins = sheets + [replace(sheet, idea="twin") for sheet in sheets if sheet.idea == best]
    found = ranks(rank(twins, RUBRIC, method, with_certainty=False))
    assert found["twin"] == found[best]
    taken = sorted(found.values())
    assert taken.count(found[best] + 1) == 0


def test_fair_is_nearer_to_the_truth_than_the_raw_mean_and_the_intervals_hold():
    hits, better = [], 0
    for seed in range(20):
        sheets, merit = contest(seed)
        fair, raw = rank(sheets, RUBRIC), rank(sheets, RUBRIC, Method.MEAN)
        centred = merit - merit.mean()
        figures = np.array([line.score for line in fair.ideas])
        low, high = (np.array([getattr(line, name) for line in fair.ideas]) for name in ("lo90", "hi90"))
        hits += list((low - figures.mean() <= centred) & (centred <= high - figures.mean()))
        plain = np.array([line.score for line in raw.ideas])
        better += np.corrcoef(figures, merit)[0, 1] > np.corrcoef(plain, merit)[0, 1]
    assert better >= 18
    assert 0.85 <= np.mean(hits) <= 0.95


def test_chances_add_up_to_the_places_there_are():
    sheets, _ = contest(5)
    lines = rank(sheets, RUBRIC).ideas
    assert sum(line.p_top3 for line in lines) == pytest.approx(3)
    assert sum(line.p_top10 for line in lines) == pytest.approx(10)
    assert all(line.p_top3 <= line.p_top10 for line in lines)


@methods
def test_an_explanation_adds_up_to_the_score(method):
    sheets, _ = contest(6)
    ranking = rank(sheets, RUBRIC, method)
    for line in ranking.ideas:
        told = ranking.explain(line.idea)
        steps = told.generosity + told.doubt + told.scale + told.few_sheets
        assert told.raw + steps == pytest.approx(told.score)
        assert told.raw == pytest.approx(line.raw)
        assert line.raw + line.correction == pytest.approx(line.score)
        assert {part.judge for part in told.sheets} == {s.judge for s in sheets if s.idea == line.idea}
        assert told.scale == pytest.approx(0, abs=1e-9) or method is Method.SCALE


def test_a_mark_at_the_end_of_the_scale_is_taken_for_more_by_the_second_opinion_alone():
    """Two ideas with the same sheets but for a 9 where the other has a 10, on a scale to 10 or to 20."""
    sheets = whole(6)
    names = ("J1", "J2", "J3")
    tens = [Sheet(judge, "tens", dict.fromkeys(("novelty", "market", "people"), 10.0)) for judge in names]
    nines = [replace(s, idea="nines", marks=dict.fromkeys(s.marks, 9.0)) for s in tens]
    wide = [replace(each, highest=20.0) for each in RUBRIC]

    def gap(rubric, method):
        found = scores(rank([*sheets, *tens, *nines], rubric, method, with_certainty=False))
        return found["tens"] - found["nines"]

    assert gap(RUBRIC, Method.FAIR) == pytest.approx(gap(wide, Method.FAIR))
    assert gap(RUBRIC, Method.SCALE) > 1.1 * gap(wide, Method.SCALE)
    first = rank(sheets, RUBRIC, Method.SCALE, with_certainty=False, revision=1)
    assert scores(first) != scores(rank(sheets, RUBRIC, Method.SCALE, with_certainty=False))
    again = rank(sheets, wide, Method.SCALE, with_certainty=False, revision=1)
    assert scores(first) == scores(again)


def test_the_second_opinion_trusts_a_criterion_as_far_as_colleagues_confirm_it():
    """With noise that differs by criterion only, the idea marked up on the heavy one gains less from it."""
    random = np.random.default_rng(1)
    rubric = (Criterion("heavy", 8), Criterion("light", 1), Criterion("small", 1))
    sheets = [
        Sheet(f"J{judge}", f"I{idea:02}", {each.id: float(level + random.normal(0, 1)) for each in rubric})
        for idea, level in enumerate(random.normal(6, 1, 40).tolist())
        for judge in random.permutation(8)[:3].tolist()
    ]
    marked = {"heavy": 8.0, "light": 5.0, "small": 5.0}, {"heavy": 7.4, "light": 7.4, "small": 7.4}
    both = [
        Sheet(f"J{judge}", name, marks) for name, marks in zip("AB", marked, strict=True) for judge in (1, 2)
    ]
    fair, second = (
        scores(rank(sheets + both, rubric, each, with_certainty=False))
        for each in (Method.FAIR, Method.SCALE)
    )
    assert fair["A"] == pytest.approx(fair["B"], abs=1e-6)
    assert second["A"] < second["B"]


def test_generosity_is_taken_off_in_proportion_to_the_files_judged():
    sheets, _ = contest(7, severity=0.2)
    generous = shifted(sheets, 2.0, "J1")
    ranking = rank(generous, RUBRIC)
    found = {line.judge: line.generosity for line in ranking.judges}
    assert max(found, key=found.get) == "J1"
    assert 1.0 < found["J1"] < 2.6


def test_nobody_can_explain_an_idea_without_a_sheet():
    sheets, _ = contest(8)
    ranking = rank(sheets, RUBRIC, ideas=["late"])
    with pytest.raises(KeyError):
        ranking.explain("late")
    line = next(line for line in ranking.ideas if line.idea == "late")
    assert (line.rank, line.score, line.p_top3) == (41, None, None)
    assert Caution.UNJUDGED_IDEAS in ranking.cautions


def test_the_same_mark_everywhere_is_flagged_and_counts_little():
    sheets, _ = contest(9)
    lazy = [replace(s, marks=dict.fromkeys(s.marks, 7.0)) if s.judge == "J2" else s for s in sheets]
    judge = next(line for line in rank(lazy, RUBRIC).judges if line.judge == "J2")
    assert (judge.reason, judge.common_mark, judge.same_share) == (FlagReason.SAME_MARK, 7.0, 1.0)
    assert judge.weight < 0.1


def test_nobody_is_flagged_for_a_mark_that_everybody_gives():
    sheets, _ = contest(10)
    coarse = [
        replace(s, marks={name: float(round(mark / 10)) for name, mark in s.marks.items()}) for s in sheets
    ]
    assert all(line.reason is not FlagReason.SAME_MARK for line in rank(coarse, RUBRIC).judges)


def test_a_judge_who_works_against_everyone_is_flagged_and_honest_ones_are_not():
    found, wrong = 0, 0
    for seed in range(10):
        sheets, merit = contest(seed, judges=10, ideas=60)
        strong = {f"I{row:02}" for row in np.argsort(-merit)[:20]}
        own = [sheet.idea for sheet in sheets if sheet.judge == "J4" and sheet.idea not in strong]
        hostile = [
            shifted([s], 4.0 if s.idea == own[0] else -2.5)[0]
            if s.judge == "J4" and (s.idea in strong or s.idea == own[0])
            else s
            for s in sheets
        ]
        judges = rank(hostile, RUBRIC, with_certainty=False).judges
        found += any(line.judge == "J4" and line.reason is FlagReason.AGAINST_EVERYONE for line in judges)
        wrong += sum(line.is_flagged for line in judges if line.judge != "J4")
    assert found >= 9
    assert wrong <= 4


def test_separate_juries_are_reported_as_parts():
    north, _ = contest(11, ideas=20, judges=4)
    south = [Sheet(f"S{s.judge}", f"S{s.idea}", s.marks) for s in contest(12, ideas=10, judges=4)[0]]
    ranking = rank(north + south, RUBRIC)
    assert [(len(part.ideas), len(part.judges)) for part in ranking.parts] == [(20, 4), (10, 4)]
    assert Caution.SEVERAL_PARTS in ranking.cautions


@pytest.mark.parametrize(
    "sheets",
    [
        [],
        [Sheet("J1", "I1", {"novelty": 5})],
        [Sheet("J1", f"I{row}", {"novelty": row, "market": 3}) for row in range(6)],
        [Sheet(f"J{row}", f"I{row}", {"novelty": row}) for row in range(6)],
        [Sheet(f"J{judge}", f"I{row}", {"people": 4}) for judge in range(3) for row in range(6)],
    ],
    ids=["nothing", "one sheet", "one judge", "one sheet each", "one mark"],
)
@methods
def test_where_generosity_cannot_be_told_from_merit_the_plain_mean_is_used_and_said(sheets, method):
    ranking = rank(sheets, RUBRIC, method)
    assert ranking.used is Method.MEAN
    assert Caution.NOT_SEPARABLE in ranking.cautions
    assert all(line.score == line.raw and line.correction == 0 for line in ranking.ideas)


def test_missing_marks_share_their_weight_among_the_others():
    sheets = [Sheet("J1", "I1", {"novelty": 9, "market": 3}), Sheet("J2", "I1", {"market": 4})]
    (line,) = rank(sheets, RUBRIC, Method.MEAN).ideas
    assert line.raw == pytest.approx(((2 * 9 + 3) / 3 + 4) / 2)


def test_more_sheets_make_a_ranking_more_reliable():
    few, many = (rank(contest(13, per_idea=count)[0], RUBRIC).reliability for count in (2, 6))
    assert few.icc < many.icc <= 1


@pytest.mark.parametrize(
    ("sheets", "rubric"),
    [
        ([Sheet("J1", "I1", {"taste": 5})], RUBRIC),
        ([Sheet("J1", "I1", {"novelty": 5}), Sheet("J1", "I1", {"market": 5})], RUBRIC),
        ([Sheet("J1", "I1", {"novelty": math.nan})], RUBRIC),
        ([], ()),
        ([], (Criterion("novelty", 0),)),
    ],
    ids=["unknown criterion", "two sheets", "not a number", "no rubric", "no weight"],
)
def test_sheets_that_contradict_the_rubric_are_refused(sheets, rubric):
    with pytest.raises(ValueError, match=r"criteri|two sheets|finite"):
        rank(sheets, rubric)
