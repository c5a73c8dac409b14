"""What `eventhub rank` and `eventhub assign` do. No database is opened, no Flask is loaded."""

from pathlib import Path

import click

from eventhub.errors import BadInput
from eventhub.judging.assigning.assignment import Impossible, assign
from eventhub.judging.files.contest import (
    assignment_text,
    judges_text,
    ranking_text,
    read_call,
    read_contest,
    read_per_idea,
    report_text,
)
from eventhub.judging.files.plain import write_files
from eventhub.judging.ranking.ranks import rank_table
from eventhub.judging.ranking.results import Method

NAMED = 40


def rank_command(contest_dir: Path, out_dir: Path, method: str = Method.FAIR) -> None:
    """Write ranking.csv, judges.csv and report.json into `out_dir`, and one line about them.

    Raises BadInput, with nothing written.
    """
    contest_dir, out_dir = Path(contest_dir), Path(out_dir)
    if method not in tuple(Method):
        raise BadInput("--method", "", f"must be one of {', '.join(Method)}, not {method!r}")
    if out_dir.resolve() == contest_dir.resolve():
        raise BadInput(out_dir, "", "is the contest's own directory: its judges.csv would be lost")
    ranking = rank_table(read_contest(contest_dir), Method(method))
    write_files(
        {
            out_dir / "ranking.csv": ranking_text(ranking),
            out_dir / "judges.csv": judges_text(ranking),
            out_dir / "report.json": report_text(ranking),
        }
    )
    flagged = sum(line.is_flagged for line in ranking.judges)
    reliability = f"{ranking.reliability.icc:.2f}" if ranking.reliability else "unknown"
    click.echo(
        f"{len(ranking.ideas)} ideas ranked by {ranking.used}, reliability {reliability}, "
        f"{len(ranking.parts)} connected part(s), {flagged} judge(s) flagged"
    )


PER_IDEA = 3
"""Judges of an idea where nobody says how many."""


def assign_command(contest_dir: Path, out_file: Path, per_idea: int | None = None) -> None:
    """Write the plan into `out_file`, and one line about it. Raises BadInput, with nothing written."""
    contest_dir, out_file = Path(contest_dir), Path(out_file)
    own = out_file.resolve().parent == contest_dir.resolve() and out_file.name != "assignments.csv"
    if own and out_file.exists():
        raise BadInput(out_file, "", "is one of the contest's own files")
    if per_idea is not None and per_idea < 1:
        raise BadInput("--per-idea", "", "must be at least 1")
    call = read_call(contest_dir)
    if per_idea is None:
        per_idea = read_per_idea(contest_dir) if (contest_dir / "contest.json").exists() else PER_IDEA
    try:
        plan = assign(
            call.ideas, call.judges, per_idea=per_idea, conflicts=call.conflicts, expertise=call.expertise
        )
    except Impossible as impossible:
        raise BadInput("conflicts.csv", "", _impossible(impossible, per_idea)) from None
    write_files({out_file: assignment_text(plan)})
    least, most = min(plan.loads.values()), max(plan.loads.values())
    click.echo(
        f"{len(plan.seats)} seats, {least} to {most} a judge, mean expertise {plan.expertise:.3f}, "
        f"linking {plan.linking:.3f}, {plan.parts} connected part(s)"
    )


def _impossible(why: Impossible, wanted: int) -> str:
    """One line: which ideas lack how many judges, and the smallest change."""
    lacking = [f"{idea} lacks {count}" for idea, count in why.lacking.items()]
    more = f" and {len(lacking) - NAMED} more ideas" if len(lacking) > NAMED else ""
    change = f"{why.more_judges} more judge(s) without conflict"
    if why.possible:
        change += f", or {why.possible} judges an idea"
    return f"{wanted} judges an idea can't be had: {', '.join(lacking[:NAMED])}{more}; it takes {change}"


def verify_record(path: Path) -> bool:
    """Compute the ranking of a jury's record again from its sheets; say whether the bytes are the same.

    No database is opened. Raises BadInput when the file is not such a record.
    """
    from eventhub.judging.operations.recording import digest_of, recomputed

    try:
        text = path.read_text(encoding="utf-8")
        again = recomputed(text)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput(path, "", f"is not a jury's record: {error}") from None
    if again == text:
        click.echo(f"the same bytes, fingerprint {digest_of(text)}")
        return True
    place = next((at for at, pair in enumerate(zip(text, again, strict=False)) if pair[0] != pair[1]), 0)
    click.echo(f"another ranking: byte {place} is {again[place : place + 40]!r} when recomputed", err=True)
    return False
