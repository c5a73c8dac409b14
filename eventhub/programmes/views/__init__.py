"""Pages of support programmes: organizers', agents', cooperatives'."""

from typing import Any

from eventhub.programmes import phrases, queries, seams
from eventhub.programmes.blueprint import blueprint
from eventhub.programmes.views import cooperatives, diagnosing, own, trainings, work
from eventhub.web.loading import loads

BLUEPRINTS = (blueprint,)
PAGES = (cooperatives, diagnosing, own, trainings, work, seams)

loads("programme", queries.programme_by_slug)
loads("enrolment", queries.enrolment_of)
loads("training", queries.training_of)
loads("licence", queries.licence_of)
loads("opportunity", queries.opportunity_of)
WORDS: dict[str, Any] = {"programme_words": phrases}
blueprint.record_once(lambda state: state.app.jinja_env.globals.update(WORDS))
