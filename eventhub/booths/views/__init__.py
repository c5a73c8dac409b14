"""Pages of booths. Importing this adds every view to the blueprint, and the sections of a fair's work."""

from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules

from flask_babel import lazy_gettext as _l

from eventhub.accounts.personal import declare_personal
from eventhub.booths import desk, personal, queries, tiles
from eventhub.booths.blueprint import blueprint
from eventhub.booths.operations.copying import copy_booths
from eventhub.booths.operations.following import close_calls, keep_days
from eventhub.booths.operations.forgetting import forget_name
from eventhub.booths.permissions import Permission, screens_applicant
from eventhub.booths.queries.addresses import of_its_edition
from eventhub.booths.queries.cohorts import cohort_by_public_id
from eventhub.booths.queries.drawing import version_by_public_id
from eventhub.booths.queries.messages import message_by_public_id
from eventhub.booths.queries.plans import booth_by_public_id, calls_of
from eventhub.booths.queries.printed import run_by_public_id as paper_run_by_public_id
from eventhub.booths.queries.resemblances import resemblance_by_public_id
from eventhub.booths.queries.runs import run_by_public_id
from eventhub.booths.queries.screenings import bulk_by_public_id, saved_filter_by_public_id
from eventhub.clock import now
from eventhub.cooperatives.forgetting import declare_follower
from eventhub.cooperatives.permissions import declare_reader
from eventhub.fairs.copying import declare_copier
from eventhub.fairs.following import declare_days_follower, declare_page_of, declare_state_follower
from eventhub.fairs.links import declare_public_link
from eventhub.fairs.overview import declare_picture, declare_tile
from eventhub.fairs.sections import declare_section
from eventhub.fairs.states import EditionState
from eventhub.web.loading import loads

BLUEPRINTS = (blueprint,)
for _module in iter_modules(__path__, f"{__name__}."):
    import_module(_module.name)
DESK = desk.cards

declare_copier(copy_booths)
declare_state_follower(close_calls)
declare_days_follower(keep_days)
declare_page_of(EditionState.CALL, "booths.call")
declare_tile(tiles.booth_tiles)
declare_picture(tiles.floor)
declare_reader(screens_applicant)
declare_follower(forget_name)
declare_personal("applications", personal.collect, personal.forget)
declare_section(10, "booths.call", "bell", _l("Call"), Permission.EDIT_CALL)
declare_section(20, "booths.applications", "folder", _l("Applications"), Permission.LIST_APPLICATIONS)
declare_section(30, "booths.plan", "plan", _l("Plan"), Permission.SEE_PLAN)
declare_section(
    25,
    "booths.accounts",
    "money",
    _l("Exhibitors"),
    Permission.SEE_ACCOUNTS,
    also=("booths.sign_till", "booths.print_papers", "booths.paper_run"),
)
declare_section(
    26,
    "booths.requests_to_answer",
    "chat",
    _l("To answer"),
    Permission.ANSWER_REQUESTS,
    within="booths.accounts",
)
declare_section(
    27, "booths.write_messages", "mail", _l("Messages"), Permission.WRITE_MESSAGES, within="booths.accounts"
)
declare_section(
    29, "booths.see_sales", "receipt", _l("Daily sales"), Permission.SEE_SALES, within="booths.accounts"
)
declare_section(28, "booths.arrivals", "check", _l("Arrivals"), Permission.CHECK_IN, within="booths.accounts")
declare_public_link(20, "booths.exhibitors", "list", _l("Exhibitors"))
declare_public_link(30, "booths.public_map", "map", _l("Map"))
declare_public_link(
    40,
    "booths.apply",
    "stand",
    _l("Apply for a stand"),
    is_shown=lambda edition: any(call.is_open(now()) for call in calls_of(edition)),
    is_main=True,
)


def _here(find: Callable[[str], object]) -> Callable[[str, dict[str, object]], object]:
    """A loader of what belongs to the edition of the address, where it names one."""

    def loader(public_id: str, values: dict[str, object]) -> object:
        return of_its_edition(find(public_id), values)

    return loader


def _twin_here(public_id: str, values: dict[str, object]) -> object:
    """A pair that the file of the address is in."""
    found = _here(resemblance_by_public_id)(public_id, values)
    file_id = getattr(values.get("application"), "id", None)
    return found if file_id in (getattr(found, "one_id", 0), getattr(found, "other_id", 0)) else None


def _version_here(public_id: str, values: dict[str, object]) -> object:
    """A kept version of the plan of the edition in the address."""
    version = version_by_public_id(public_id)
    edition = values.get("edition")
    if version is None or version.plan.edition_id != getattr(edition, "id", None):
        return None
    return version


loads("plan_version", _version_here)
loads("application", queries.application_by_public_id)
loads("booth", _here(booth_by_public_id))
loads("allocation_run", run_by_public_id)
loads("cohort", cohort_by_public_id)
loads("message", message_by_public_id)
loads("bulk_action", _here(bulk_by_public_id))
loads("saved_filter", _here(saved_filter_by_public_id))
loads("resemblance", _twin_here)
loads("paper_run", paper_run_by_public_id)
