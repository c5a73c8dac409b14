"""A contest in a directory, as the commands read it, and rankings and plans as they write them.

Whatever is wrong is a BadInput that names the file, the row and the fault. A score is refused when its
judge declared a conflict with the idea, or was never assigned to it.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from msgspec.structs import asdict

from eventhub.errors import BadInput
from eventhub.judging.assigning.assignment import Assignment, Seat
from eventhub.judging.files.plain import csv_text, number, read_json, read_rows
from eventhub.judging.ranking.borderline import beside
from eventhub.judging.ranking.marks import Criterion, MarkTable, table_from_rows
from eventhub.judging.ranking.ranks import Ranking
from eventhub.judging.ranking.results import Caution, FlagReason, JudgeResult

CAUTIONS = {
    Caution.SEVERAL_PARTS: "the jury is in several parts without common ideas: between parts, a difference "
    "of level counts partly as merit, partly as generosity; the plain mean stands beside",
    Caution.NOT_SEPARABLE: "generosity can't be told from merit here: this is the plain mean",
    Caution.UNJUDGED_IDEAS: "some ideas have no sheet: they come last, without a score",
}


@dataclass(frozen=True, slots=True)
class Call:
    """What a directory asks to be assigned; pairs are (judge, idea)."""

    ideas: tuple[str, ...]
    judges: tuple[str, ...]
    conflicts: frozenset[Seat]
    expertise: Mapping[Seat, float]


def read_contest(directory: Path) -> MarkTable:
    """The marks of a contest, checked against rubric, people, conflicts and assignments."""
    criteria = read_criteria(directory)
    ideas, judges = _ids(directory, "ideas.csv", "idea_id"), _ids(directory, "judges.csv", "judge_id")
    conflicts = frozenset(pair for _, pair in _pairs(directory, "conflicts.csv", ideas, judges))
    allowed: set[Seat] = set()
    for place, pair in _pairs(directory, "assignments.csv", ideas, judges):
        if pair in conflicts:
            raise BadInput("assignments.csv", place, f"{pair[0]} declared a conflict with {pair[1]}")
        if pair in allowed:
            raise BadInput("assignments.csv", place, f"{pair[0]} and {pair[1]} are there twice")
        allowed.add(pair)
    return table_from_rows(_marks(directory, criteria, allowed), criteria, ideas, judges)


def read_call(directory: Path) -> Call:
    """Ideas, judges, conflicts and expertise of a contest to be assigned."""
    ideas, judges = _ids(directory, "ideas.csv", "idea_id"), _ids(directory, "judges.csv", "judge_id")
    conflicts = frozenset(pair for _, pair in _pairs(directory, "conflicts.csv", ideas, judges))
    return Call(tuple(ideas), tuple(judges), conflicts, _expertise(directory, ideas, judges))


def read_per_idea(directory: Path) -> int:
    """How many judges an idea gets, from contest.json."""
    wanted = read_json(directory, "contest.json").get("judges_per_idea")
    if not isinstance(wanted, int) or isinstance(wanted, bool) or wanted < 1:
        raise BadInput("contest.json", "judges_per_idea", "must be a whole number from 1 on")
    return wanted


def read_criteria(directory: Path) -> tuple[Criterion, ...]:
    """The rubric, from contest.json."""
    given = read_json(directory, "contest.json").get("criteria")
    if not isinstance(given, list) or not given:
        raise BadInput("contest.json", "criteria", "must be a list of at least one criterion")
    criteria = tuple(_criterion(entry, f"criteria[{place}]") for place, entry in enumerate(given))
    names = [criterion.id for criterion in criteria]
    for place, name in enumerate(names):
        if name in names[:place]:
            raise BadInput("contest.json", f"criteria[{place}]", f"criterion {name} is there twice")
    return criteria


def ranking_text(ranking: Ranking) -> str:
    """ranking.csv, the best first."""
    lines = sorted(ranking.ideas, key=lambda line: (line.rank, line.idea))
    columns = ("raw", "correction", "score", "lo90", "hi90", "p_top3", "p_top10")
    rows = ([line.idea, line.rank, *(_figure(getattr(line, name)) for name in columns)] for line in lines)
    return csv_text(("idea_id", "rank", *columns), rows)


def judges_text(ranking: Ranking) -> str:
    """judges.csv, with the reason for each flag in words."""
    rows = (
        [line.judge, _figure(line.generosity), line.sheets, int(line.is_flagged), _reason(line)]
        for line in ranking.judges
    )
    return csv_text(("judge_id", "generosity", "sheets", "flag", "reason"), rows)


def report_text(ranking: Ranking) -> str:
    """report.json: the method, how reliable the ranking is, and what can't be compared."""
    report = {
        "method": ranking.method,
        "used": ranking.used,
        "ideas": len(ranking.ideas),
        "judges": len(ranking.judges),
        "sheets": len(ranking.table.totals),
        "flagged_judges": sum(line.is_flagged for line in ranking.judges),
        "reliability": _rounded(asdict(ranking.reliability)) if ranking.reliability else None,
        "connected_parts": len(ranking.parts),
        "parts": [{"ideas": part.ideas, "judges": part.judges} for part in ranking.parts],
        "cautions": [{"code": caution, "text": CAUTIONS[caution]} for caution in ranking.cautions],
        **_plain_means(ranking),
    }
    return json.dumps(report, ensure_ascii=False, indent=1) + "\n"


def _plain_means(ranking: Ranking) -> dict[str, Any]:
    """The places by the plain mean, where the jury is in parts and another method was used."""
    means = {line.idea: line.raw for line in ranking.ideas if line.raw is not None}
    places = beside(means, ranking.cautions, ranking.used)
    order = sorted(places, key=lambda idea: (places[idea], idea))
    lines = [{"idea": idea, "rank": places[idea], "raw": round(means[idea], 6)} for idea in order]
    return {"plain_mean": lines} if lines else {}


def assignment_text(plan: Assignment) -> str:
    """assignments.csv, a seat a row."""
    return csv_text(("judge_id", "idea_id"), plan.seats)


def _ids(directory: Path, file: str, column: str) -> dict[str, int]:
    """The ids of a file of ideas or judges, with their rows."""
    seen: dict[str, int] = {}
    for row, (name,) in read_rows(directory, file, (column,)):
        if not name:
            raise BadInput(file, f"row {row}", f"{column} is empty")
        if name in seen:
            raise BadInput(file, f"row {row}", f"{column} {name} is there twice")
        seen[name] = row
    if not seen:
        raise BadInput(file, "", f"no row: at least one {column} is needed")
    return seen


def _pairs(
    directory: Path, file: str, ideas: Collection[str], judges: Collection[str]
) -> Iterator[tuple[str, Seat]]:
    """The place and the (judge, idea) of each row, both known."""
    for row, (judge, idea) in read_rows(directory, file, ("judge_id", "idea_id")):
        yield f"row {row}", _known(file, row, judge, idea, judges, ideas)


def _known(
    file: str, row: int, judge: str, idea: str, judges: Collection[str], ideas: Collection[str]
) -> Seat:
    """The pair, or BadInput when one of the two is in no list."""
    if judge not in judges:
        raise BadInput(file, f"row {row}", f"unknown judge_id {judge!r}")
    if idea not in ideas:
        raise BadInput(file, f"row {row}", f"unknown idea_id {idea!r}")
    return judge, idea


def _expertise(directory: Path, ideas: Collection[str], judges: Collection[str]) -> dict[Seat, float]:
    """How much each judge knows about each idea, 0..1; pairs left out know nothing."""
    file = "expertise.csv"
    known: dict[Seat, float] = {}
    for row, (judge, idea, score) in read_rows(directory, file, ("judge_id", "idea_id", "score")):
        pair = _known(file, row, judge, idea, judges, ideas)
        value = number(file, f"row {row}", "score", score)
        if not 0 <= value <= 1:
            raise BadInput(file, f"row {row}", f"score must lie in 0..1, not {score}")
        if pair in known:
            raise BadInput(file, f"row {row}", f"{judge} and {idea} are there twice")
        known[pair] = value
    return known


def _marks(
    directory: Path, criteria: tuple[Criterion, ...], allowed: Collection[Seat]
) -> dict[Seat, list[float]]:
    """Every sheet's marks in the rubric's order, nan where none was given."""
    file, column = "scores.csv", {criterion.id: place for place, criterion in enumerate(criteria)}
    sheets: dict[Seat, list[float]] = {}
    for row, (judge, idea, name, score) in read_rows(
        directory, file, ("judge_id", "idea_id", "criterion_id", "score")
    ):
        if name not in column:
            raise BadInput(file, f"row {row}", f"unknown criterion_id {name!r}")
        if (judge, idea) not in allowed:
            raise BadInput(file, f"row {row}", f"{judge!r} isn't assigned to {idea!r}")
        criterion = criteria[column[name]]
        mark = number(file, f"row {row}", "score", score)
        if not criterion.lowest <= mark <= criterion.highest:
            between = f"{criterion.lowest:g}..{criterion.highest:g}"
            raise BadInput(file, f"row {row}", f"score must lie in {between}, not {score}")
        sheet = sheets.setdefault((judge, idea), [np.nan] * len(criteria))
        if not np.isnan(sheet[column[name]]):
            raise BadInput(file, f"row {row}", f"{judge} marked {name} of {idea} twice")
        sheet[column[name]] = mark
    if not sheets:
        raise BadInput(file, "", "no score: nothing can be ranked")
    return sheets


def _criterion(entry: object, place: str) -> Criterion:
    """One line of the rubric; marks go from 0 to 10 unless it says otherwise."""
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), str) or not entry["id"].strip():
        raise BadInput("contest.json", place, "must be an object with an id")
    weight = _json_number(entry, "weight", None, place)
    lowest, highest = _json_number(entry, "min", 0, place), _json_number(entry, "max", 10, place)
    if weight <= 0:
        raise BadInput("contest.json", f"{place}.weight", "must be above 0")
    if lowest >= highest:
        raise BadInput("contest.json", f"{place}.max", "must be above min")
    return Criterion(entry["id"].strip(), weight, lowest, highest)


def _json_number(entry: dict[str, Any], name: str, default: float | None, place: str) -> float:
    """A finite number of an object, or BadInput."""
    value = entry.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < np.inf:
        raise BadInput("contest.json", f"{place}.{name}", f"must be a number, not {value!r}")
    return float(value)


def _figure(value: float | None) -> str:
    """Six decimals, nothing for None, and no negative zero."""
    return "" if value is None else f"{round(value, 6) + 0.0:.6f}"


def _rounded(figures: dict[str, float]) -> dict[str, float]:
    """Figures with six decimals."""
    return {name: round(value, 6) for name, value in figures.items()}


def _reason(line: JudgeResult) -> str:
    """Why the organizer is warned, in words."""
    if line.reason is FlagReason.SAME_MARK:
        return f"same mark everywhere: {line.common_mark:g} is {line.same_share:.0%} of the marks given"
    if line.reason is FlagReason.AGAINST_EVERYONE:
        return (
            "against everyone: one idea far above, or strong ideas far below, what colleagues saw "
            f"(favourite {line.favourite:+.1f}, agreement {line.contradiction:+.1f} standard errors)"
        )
    return ""
