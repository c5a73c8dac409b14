"""The edge of cooperatives, in two modules: `directory` (for everybody), `keeping` (for who acts for one)."""

from eventhub.cooperatives import cards, directory, keeping
from eventhub.cooperatives.blueprint import blueprint

__all__ = ["BLUEPRINTS", "cards", "directory", "keeping"]

BLUEPRINTS = (blueprint,)
