"""The feature's one blueprint, and what its pages say everywhere."""

from flask import Blueprint

from eventhub import territory
from eventhub.booths import phrases
from eventhub.cooperatives import phrases as cooperative_phrases

blueprint = Blueprint("booths", __name__)


@blueprint.context_processor
def words() -> dict[str, object]:
    """Words of states, reasons and sectors for the templates of this feature."""
    return {
        "words": phrases,
        "sector_words": cooperative_phrases.SECTORS,
        "sector_icons": cooperative_phrases.ICONS,
        "place_named": territory.place,
        "provinces_of": territory.within,
        "document_words": cooperative_phrases.DOCUMENTS,
    }
