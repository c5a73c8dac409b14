"""How near rankings come to the truth, how sure they may be, and what rankings and plans cost.

    python bench/judging.py [--contests 20] [--directory DIR]

Without a directory, contests are made up here: merits, criteria, judges with their own generosity, scale,
halo and noise, one who writes 7 nearly everywhere, one who favours one idea and marks the strong ones down.
DIR may hold contests as `eventhub rank` reads them (DIR/<kind>/<number>/), each with truth/ideas.csv
(idea_id, true_value) and truth/judges.csv (judge_id, kind: honest, lazy, hostile).

`±` is the half width of the mean's 95 % interval, from how much contests of a kind differ. A calibration
error is never 0, since true shares of few contests differ from the promised ones by chance: `chance10` is
what promises that are exactly right would show for as many contests.

Times are ratios to a reference run in turns beside: sorting a million numbers (about 60 ms).
"""

import argparse
import csv
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.stats import kendalltau

from eventhub.judging.assigning.assignment import assign
from eventhub.judging.files.contest import read_contest
from eventhub.judging.ranking.marks import MarkTable
from eventhub.judging.ranking.ranks import Ranking, rank_table
from eventhub.judging.ranking.results import Method

KINDS = {
    "30x5, 3 each": {"ideas": 30, "judges": 5},
    "100x12, 3 each": {},
    "100x12, nobody odd": {"lazy": 0, "hostile": 0},
    "100x12, alike": {"generosity": 0.3, "scale": 0.1, "lazy": 0, "hostile": 0},
    "100x12, harsh": {"generosity": 1.4, "scale": 0.4, "lazy": 2, "hostile": 2},
    "100x12, by region": {"regions": 4},
    "500x40, 3 each": {"ideas": 500, "judges": 40, "lazy": 2, "hostile": 2},
    "500x40, 5 each": {"ideas": 500, "judges": 40, "per_idea": 5, "lazy": 2, "hostile": 2},
}


@dataclass(frozen=True)
class World:
    """A kind of contest; deviations are in points of ten."""

    ideas: int = 100
    judges: int = 12
    per_idea: int = 3
    criteria: int = 5
    regions: int = 1
    generosity: float = 0.8
    scale: float = 0.25
    lazy: int = 1
    hostile: int = 1


@dataclass(frozen=True)
class Contest:
    """Marks with the truth behind them."""

    table: MarkTable
    merit: np.ndarray
    kind: np.ndarray


def made_up(world: World, seed: int) -> Contest:
    """A contest drawn from its kind."""
    random = np.random.default_rng([seed, 1956])
    merit = random.normal(0, 0.9, world.ideas)[:, None] + random.normal(0, 0.6, (world.ideas, world.criteria))
    weights = random.dirichlet(np.full(world.criteria, 6.0))
    idea, judge = seats(world, random)
    generosity = random.normal(0, world.generosity, (world.judges, 1))
    generosity = generosity + random.normal(0, 0.3, (world.judges, world.criteria))
    scale = np.exp(random.normal(0, world.scale, world.judges))
    noise = 0.9 * np.exp(random.normal(0, 0.3, world.judges))
    seen = 6 + generosity[judge] + scale[judge, None] * merit[idea] + random.normal(0, 0.7, (len(idea), 1))
    seen += noise[judge, None] * random.normal(0, 1, seen.shape)
    kind = np.array(["honest"] * world.judges, dtype=object)
    odd = random.permutation(world.judges)
    for one in odd[: world.hostile]:
        kind[one] = "hostile"
        own = np.flatnonzero(judge == one)
        looks = seen[own] @ weights
        seen[own[looks > np.quantile(looks, 0.65)]] -= 2.5
        seen[random.choice(own)] += 5
    marks = np.clip(np.round(seen), 0, 10)
    for one in odd[world.hostile : world.hostile + world.lazy]:
        kind[one] = "lazy"
        own = np.flatnonzero(judge == one)
        marks[own] = 7 + (random.random((len(own), world.criteria)) < 0.08)
    marks[random.random(len(marks)) < 0.03, 1:] = np.nan
    names = (
        tuple(f"I{row:05}" for row in range(world.ideas)),
        tuple(f"J{row:03}" for row in range(world.judges)),
    )
    ends = np.zeros(world.criteria), np.full(world.criteria, 10.0)
    return Contest(MarkTable(*names, idea, judge, marks, weights, *ends), merit @ weights, kind)


def seats(world: World, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Random even seats, inside the regions when there are several; sorted by idea and judge."""
    load = np.zeros(world.judges)
    found = np.zeros((world.ideas, world.judges), dtype=bool)
    region = np.arange(world.judges) % world.regions
    for idea in random.permutation(world.ideas).tolist():
        far = np.where(region == idea % world.regions, 0, np.inf)
        chosen = np.argsort(load + random.random(world.judges) * 0.999 + far)[: world.per_idea]
        found[idea, chosen] = True
        load[chosen] += 1
    return np.nonzero(found)


def read(directory: Path) -> Iterator[tuple[str, Contest]]:
    """Contests from files, with the name of their kind."""
    for path in sorted(directory.glob("*/*/contest.json")):
        table = read_contest(path.parent)
        truth, judges = (
            {
                line[key]: line[column]
                for line in csv.DictReader(file.read_text(encoding="utf-8").splitlines())
            }
            for file, key, column in (
                (path.parent / "truth/ideas.csv", "idea_id", "true_value"),
                (path.parent / "truth/judges.csv", "judge_id", "kind"),
            )
        )
        merit = np.array([float(truth[idea]) for idea in table.ideas])
        yield path.parts[-3], Contest(table, merit, np.array([judges[judge] for judge in table.judges]))


def figures(contest: Contest, ranking: Ranking) -> dict[str, float]:
    """How near a ranking is to the truth, and whether its judges are rightly flagged."""
    score = np.array([line.score for line in ranking.ideas], dtype=float)
    merit = contest.merit
    ours, best = np.argsort(-score, kind="stable"), np.argsort(-merit)
    low, high = (np.array([getattr(line, name) for line in ranking.ideas]) for name in ("lo90", "hi90"))
    level = merit - merit.mean() + score.mean()
    flagged = np.array([line.is_flagged for line in ranking.judges])
    found = {
        "tau": float(kendalltau(score, merit)[0]),
        "top10": len(set(ours[:10]) & set(best[:10])) / 10,
        "regret3": float(merit[best[:3]].mean() - merit[ours[:3]].mean()),
        "cover90": float(((low <= level) & (level <= high)).mean()),
    }
    for kind in ("lazy", "hostile", "honest"):
        if (contest.kind == kind).any():
            found[kind] = float(flagged[contest.kind == kind].mean())
    return found


def chances(contest: Contest, ranking: Ranking) -> list[tuple[float, bool]]:
    """The promised chance of the first ten places, and whether it came true."""
    tenth = np.sort(contest.merit)[-10]
    return [(line.p_top10, merit >= tenth) for line, merit in zip(ranking.ideas, contest.merit, strict=True)]


def calibration_error(told: list[tuple[float, bool]]) -> float:
    """The mean distance between promised and true shares, over ten classes of promises."""
    promised, true = np.array(told).T
    classes = np.clip((promised * 10).astype(int), 0, 9)
    return sum(
        float((classes == one).mean() * abs(promised[classes == one].mean() - true[classes == one].mean()))
        for one in set(classes.tolist())
    )


def chance_error(told: list[tuple[float, bool]], draws: int = 50) -> float:
    """The calibration error that promises which are exactly right would show, on average."""
    promised = np.array(told)[:, 0]
    random = np.random.default_rng(1)
    true = random.random((draws, len(promised))) < promised
    return float(np.mean([calibration_error(list(zip(promised, each, strict=True))) for each in true]))


def half_width(kinds: list[list[float]]) -> float:
    """Half of the 95 % interval of a mean over kinds, from the figures of each kind's contests."""
    variances = [np.var(each, ddof=1) / len(each) for each in kinds if len(each) > 1]
    return float(1.96 * np.sqrt(sum(variances)) / len(kinds)) if kinds else float("nan")


def quality(contests: dict[str, list[Contest]]) -> None:
    """One table a method, then the means over kinds."""
    columns = ("tau", "top10", "regret3", "cover90", "ece10", "chance10", "lazy", "hostile", "honest")
    for method in Method:
        print(f"\n{method:22}", *(f"{name:>8}" for name in columns))
        table: list[dict[str, float]] = []
        spread: dict[str, list[list[float]]] = {name: [] for name in columns}
        for kind, members in contests.items():
            rankings = [rank_table(contest.table, method) for contest in members]
            lines = [figures(*pair) for pair in zip(members, rankings, strict=True)]
            names = {name for line in lines for name in line}
            row = {name: float(np.mean([line[name] for line in lines if name in line])) for name in names}
            told = [pair for both in zip(members, rankings, strict=True) for pair in chances(*both)]
            row["ece10"], row["chance10"] = calibration_error(told), chance_error(told)
            for name in columns:
                spread[name].append([line[name] for line in lines if name in line])
            table.append(row)
            print(f"{kind:22}", *(f"{row[name]:8.3f}" if name in row else " " * 8 for name in columns))
        means = [np.mean([row[name] for row in table if name in row]) for name in columns]
        print(f"{'mean':22}", *(f"{mean:8.3f}" for mean in means))
        widths = {name: half_width([each for each in spread[name] if each]) for name in columns}
        print(f"{'±':22}", *(f"{widths[name]:8.3f}" if widths[name] > 0 else " " * 8 for name in columns))


def best_of(work: Callable[[], object], turns: int = 3) -> tuple[float, float]:
    """The least seconds of the work and of the reference, run in turns."""
    numbers = np.random.default_rng(1).random(1_000_000)
    ours, theirs = [], []
    for _ in range(turns):
        for times, run in ((ours, work), (theirs, lambda: np.sort(numbers))):
            begun = time.perf_counter()
            run()
            times.append(time.perf_counter() - begun)
    return min(ours), min(theirs)


def call(ideas: int, judges: int) -> dict[str, object]:
    """Ideas and judges of six themes and twelve regions: a judge knows some themes, and not their region."""
    random = np.random.default_rng(ideas)
    theme, region = random.integers(0, 6, ideas), random.integers(0, 12, ideas)
    expertise, conflicts = {}, set()
    for judge in range(judges):
        known = random.choice(6, random.integers(1, 4), replace=False)
        for idea in range(ideas):
            pair = f"J{judge:03}", f"I{idea:05}"
            if theme[idea] in known:
                expertise[pair] = float(np.clip(random.normal(0.8, 0.15), 0.3, 1))
            if region[idea] == judge % 12 or random.random() < 0.02:
                conflicts.add(pair)
    names = [f"I{idea:05}" for idea in range(ideas)], [f"J{judge:03}" for judge in range(judges)]
    return {"ideas": names[0], "judges": names[1], "conflicts": conflicts, "expertise": expertise}


def cost() -> None:
    """Seconds, and ratios to the reference."""
    print(f"\n{'cost':38}{'seconds':>9}{'ratio':>8}")
    for ideas, judges in ((500, 40), (5_000, 200)):
        table = made_up(World(ideas, judges, per_idea=5), 1).table
        for method in (Method.FAIR, Method.SCALE):
            for sure, label in ((False, "ranking"), (True, "ranking with intervals")):
                ours, theirs = best_of(lambda t=table, m=method, s=sure: rank_table(t, m, with_certainty=s))
                print(f"{f'{method} {ideas}x{judges}x5 {label}':38}{ours:9.3f}{ours / theirs:8.1f}")
    for ideas, judges in ((500, 40), (5_000, 200)):
        asked = call(ideas, judges)
        plan = assign(per_idea=3, **asked)
        ours, theirs = best_of(lambda a=asked: assign(per_idea=3, **a), 1)
        told = f"expertise {plan.expertise:.3f} linking {plan.linking:.3f} parts {plan.parts}"
        print(f"{f'assignment {ideas}x{judges}, 3 each':38}{ours:9.3f}{ours / theirs:8.1f}  {told}")


def main() -> None:
    """Measure quality, then cost."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--contests", type=int, default=20, help="made-up contests of each kind")
    parser.add_argument("--directory", type=Path, help="measure these contests instead")
    asked = parser.parse_args()
    contests: dict[str, list[Contest]] = {}
    if asked.directory:
        for kind, contest in read(asked.directory):
            contests.setdefault(kind, []).append(contest)
    else:
        for kind, changes in KINDS.items():
            contests[kind] = [made_up(World(**changes), seed) for seed in range(asked.contests)]
    quality(contests)
    cost()


if __name__ == "__main__":
    main()
