"""The certificates of all who have a place, as one print by the order of the places."""

from eventhub.contests import certificates, queries
from eventhub.contests.models import Contest
from eventhub.judging.papers import binding
from eventhub.judging.papers.binding import Binding


def binding_of(contest: Contest) -> Binding:
    """A certificate a page, as each owner may print their own."""
    results = [each for each in queries.results_of(contest) if each.certificate_code is not None]
    sheets = [certificates.told(each, len(results)) for each in results]
    return binding.in_parts("certificates", contest, sheets, certificates.pdf)
