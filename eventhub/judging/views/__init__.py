"""Pages of judging; a file for each matter.

This module knows them all, the names of addresses (loaders), and what templates may call.
"""

from eventhub.judging import desk, personal, phrases, queries
from eventhub.judging.blueprint import blueprint
from eventhub.judging.queries import aside
from eventhub.judging.queries import rectifying as rectifications
from eventhub.judging.queries import room as room_queries
from eventhub.judging.telling import sheets
from eventhub.judging.views import (
    after,
    judges,
    minutes,
    panel,
    paper,
    photos,
    public,
    rectifying,
    room,
    seats,
    staging,
    standing_aside,
    vote_cards,
    watching,
    work,
)
from eventhub.web.loading import loads

BLUEPRINTS = (blueprint,)
PAGES = (
    after,
    judges,
    photos,
    work,
    panel,
    seats,
    staging,
    watching,
    paper,
    public,
    room,
    minutes,
    rectifying,
    standing_aside,
    vote_cards,
)
DESK = (desk.cards, personal.collect)

loads("judge", queries.judge_by_public_id)
loads("sheet", queries.sheet_by_public_id)
loads("motion", room_queries.motion_by_public_id)
loads("conflict", aside.conflict_by_public_id)
loads("rectification", rectifications.rectification_by_public_id)
loads("amendment", rectifications.amendment_by_public_id)
blueprint.record_once(lambda state: state.app.jinja_env.globals.update(judging_words=phrases))
blueprint.add_app_template_global(sheets.anchor_for, "anchor_for")
blueprint.add_app_template_global(sheets.mask_words, "mask_words")
blueprint.add_app_template_global(queries.settings_of, "jury_settings")
blueprint.add_app_template_global(rectifications.published_of, "rectifications_of")
blueprint.add_app_template_global(room_queries.deliberation_of, "minutes_of")
