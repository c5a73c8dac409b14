"""Why a file stands where it stands, why not and what it would take, as sentences."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from eventhub.booths import phrases, reasons
from eventhub.booths.auditor_case import Case
from eventhub.booths.auditor_fairness import explain_refusals
from eventhub.booths.models import Application, Booth, CohortPlace
from eventhub.booths.queries import instances, plans, runs
from eventhub.booths.queries.instances import Asked, Problem
from eventhub.database import db
from eventhub.fairs.models import Edition
from eventhub.i18n import number


def _problem(edition: Edition, file: Application) -> tuple[Problem, Case, str | None]:
    """The plan as it is for the file's cohort, and the file's name there."""
    place = db.session.query(CohortPlace).filter_by(application_id=file.id).one_or_none()
    cohort = place.cohort if place else None
    run = runs.proposal(edition, cohort)
    problem = instances.problem_of(edition, Asked(seed=run.seed if run else 0, cohort=cohort, as_it_is=True))
    name = next((name for name, found in problem.files.items() if found.id == file.id), None)
    return problem, Case(problem.document(0)), name


def why_here(edition: Edition, booth: Booth) -> list[tuple[Application, list[tuple[Any, bool]]]]:
    """For each file on a stand, the reasons in words, each with whether it speaks for the place."""
    return [
        (hold.application, explained(edition, hold.application)["here"]) for hold in plans.holds_of(booth)
    ]


def explained(edition: Edition, file: Application) -> dict[str, Any]:
    """`here`: why a placed file stands there; `causes` and `remedies`: why not, and what it would take.

    `causes` are (words, count of places) as the auditor counts them now, most frequent first.
    """
    problem, case, name = _problem(edition, file)
    places = {who: list(booths) for who, booths in problem.present.items()}
    if name is None:
        return {"here": [], "causes": [], "eligible": 0, "remedies": []}
    if name in places:
        found = reasons.why_here(case, places, name)
        here = [(_words(why, problem.files), why.is_good) for why in found]
        return {"here": here, "causes": [], "eligible": 0, "remedies": []}
    why = explain_refusals(case, places, only={name})[name]
    causes = sorted(
        ((code, count) for code, count in why.items() if code != "eligible" and count),
        key=lambda each: -each[1],
    )
    return {
        "here": [],
        "causes": [(phrases.REASONS.get(code, code), count) for code, count in causes],
        "eligible": why["eligible"],
        "remedies": [_remedy(remedy) for remedy in reasons.remedies(case, places, name, why)],
    }


def _words(why: reasons.Why, files: Mapping[str, Application]) -> Any:
    about = why.about
    other = files.get(about.get("other", ""))
    needs = [str(phrases.NEEDS[flag]) for flag in about.get("flags", ())]
    if about.get("power_kw"):
        needs.append(_("%(power)s kW", power=number(about["power_kw"])))
    values = {
        "rank": about.get("rank", ""),
        "zone": about.get("zone", ""),
        "other": str(other.cooperative.name) if other else "",
        "needs": _(", ").join(needs),
    }
    return phrases.WHY_HERE[why.code] % values


def _remedy(remedy: reasons.Remedy) -> Any:
    shown = {
        key: number(value) if isinstance(value, int | float) else value for key, value in remedy.about.items()
    }
    return phrases.REMEDIES[remedy.code] % shown
