"""What the auditor says of the stands as they are: in sentences, before publishing, and why not."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from msgspec import Struct

from eventhub.booths import phrases, problems
from eventhub.booths.auditor import broken_rules
from eventhub.booths.auditor_case import Case, Fault
from eventhub.booths.auditor_fairness import explain_refusals
from eventhub.booths.models import Application
from eventhub.booths.queries import cohorts, instances, plans, runs
from eventhub.booths.queries.instances import Asked, Days, Problem
from eventhub.booths.states import ApplicationState
from eventhub.cooperatives.phrases import SECTORS
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition

_S = ApplicationState
_SECTOR_WORDS: dict[str, Any] = {str(sector): words for sector, words in SECTORS.items()}


class Finding(Struct, frozen=True):
    """A broken rule in words, the files it is about, and its code."""

    code: str
    sentence: Any
    files: frozenset[int]


def sentence(fault: Fault, files: Mapping[str, Application]) -> Any:
    """A broken rule as its reader's language says it, with names and numbers of stands."""
    names = [str(files[who].cooperative.name) if who in files else who for who in (*fault.who, "", "")]
    about = fault.about
    values = {
        "name": names[0],
        "other": names[1],
        "where": " + ".join(problems.whole(label) for label in fault.where),
        "zone": about.get("zone", ""),
        "sector": _SECTOR_WORDS.get(about.get("category", ""), about.get("category", "")),
        "most": about.get("most", ""),
        "first": trait_words(about.get("a", "")),
        "second": trait_words(about.get("b", "")),
    }
    return phrases.BROKEN.get(fault.code, phrases.BROKEN["unknown"]) % values


def trait_words(trait: str) -> str:
    """A trait or a sector in words."""
    if trait.startswith("sector:"):
        return str(_SECTOR_WORDS.get(trait.removeprefix("sector:"), trait))
    return str(phrases.TRAITS.get(trait, trait))


def periods(edition: Edition) -> list[Days]:
    """The parts of an edition during which nobody comes or goes, in order."""
    holds = instances.holds_in(edition, edition.starts_on, edition.ends_on)
    starts = {max(hold.starts_on, edition.starts_on) for hold in holds}
    after = {hold.ends_on + timedelta(days=1) for hold in holds if hold.ends_on < edition.ends_on}
    first = sorted({edition.starts_on, *starts, *after})
    last = [*(day - timedelta(days=1) for day in first[1:]), edition.ends_on]
    return [Days(one, other) for one, other in zip(first, last, strict=True)]


def findings(edition: Edition) -> list[Finding]:
    """Every rule that the stands as they are break on some day, each once."""
    found: dict[str, Finding] = {}
    for days in periods(edition):
        problem = instances.problem_of(edition, Asked(days=days, as_it_is=True))
        case = Case(problem.document(0))
        present = {name: list(booths) for name, booths in problem.present.items()}
        for fault in broken_rules(case, present):
            files = frozenset(problem.files[who].id for who in _about(fault, problem, case))
            found.setdefault(fault, Finding(fault.code, sentence(fault, problem.files), files))
    return list(found.values())


def _about(fault: Fault, problem: Problem, case: Case) -> Iterable[str]:
    """The files a fault is about; of a limit, all of the sector in the zone."""
    if fault.code != "cap":
        return [who for who in fault.who if who in problem.files]
    return [
        name
        for name, booths in problem.present.items()
        if case.applications[name]["category"] == fault.about["category"]
        and any(case.booths[booth]["zone"] == fault.about["zone"] for booth in booths)
    ]


def refuse_unsound(edition: Edition, files: Sequence[Application]) -> None:
    """Raise auditor_refuses with the first broken rule that one of these files has a part in."""
    ids = {file.id for file in files}
    for finding in findings(edition):
        if ids & finding.files:
            raise DomainError(
                "auditor_refuses",
                _l("Nothing was published: %(fault)s Mend this first.", fault=finding.sentence),
            )


def tell_the_truth(edition: Edition, files: Sequence[Application]) -> None:
    """Give each file without a stand the reason that holds now, as the auditor finds it."""
    without = {file.id for file in files if file.state in (_S.WAITLISTED, _S.REFUSED)}
    plan = plans.plan_of(edition)
    for cohort in (None, *cohorts.cohorts_of(edition)):
        run = runs.proposal(edition, cohort)
        asked = Asked(seed=run.seed if run else 0, cohort=cohort, as_it_is=True)
        problem = instances.problem_of(edition, asked)
        concerned = {name: file for name, file in problem.files.items() if file.id in without}
        if not concerned:
            continue
        present = {name: list(booths) for name, booths in problem.present.items()}
        causes = explain_refusals(Case(problem.document(asked.seed)), present, only=set(concerned))
        for name, file in concerned.items():
            _retell(file, causes.get(name, {}), plan.booths if plan else ())
    db.session.flush()


def _retell(file: Application, why: Mapping[str, int], booths: Sequence[Any]) -> None:
    file.explanation = dict(why)
    if file.reason != "by_hand":
        file.reason = problems.main_cause(why) if why.get("eligible") else problems.why_nowhere(file, booths)
