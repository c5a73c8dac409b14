"""Thanks to all who judged, as one print in the order they came: what each may print alone."""

from eventhub.contests.models import Contest
from eventhub.judging.operations import publishing
from eventhub.judging.papers import binding, printing
from eventhub.judging.papers.binding import Binding


def binding_of(contest: Contest) -> Binding:
    """A page for each judge who completed a sheet, or whose time somebody counted."""
    pages = [printing.thanks_told(*served) for served in publishing.all_served(contest)]
    return binding.in_parts("thanks", contest, pages, printing.thanks_pdf)
