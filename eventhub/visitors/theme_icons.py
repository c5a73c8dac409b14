"""PURE: the pictures of the passport's pages: for who does not read, each page is a picture first."""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

from eventhub.cooperatives.kinds import CRAFTS, FOOD

ICONS = (
    *("pottery", "textile", "wood", "food", "honey", "oil", "herb", "cosmetic", "livestock"),
    *("service", "idea", "women", "youth", "cooperative", "leaf", "star"),
)
"""Names in the sprite that an organizer may choose from."""
ANY = "stamp"


def default_icon(sectors: Collection[str], icon_of: Mapping[Any, str]) -> str:
    """The picture of a page by its sectors, each of which has one in `icon_of`.

    Crafts together are a pot and food together is food; else the picture most of its sectors have, the first
    of those that are as many.
    """
    pictures = [icon_of[sector] for sector in sectors if sector in icon_of]
    if not pictures:
        return ANY
    if len(set(pictures)) > 1:
        for kinds, picture in ((CRAFTS, "pottery"), (FOOD, "food")):
            if set(sectors) <= set(kinds):
                return picture
    return Counter(pictures).most_common(1)[0][0]
