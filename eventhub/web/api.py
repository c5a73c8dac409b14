"""Routes that belong to no feature: the description of the interface, the installable site."""

from eventhub.web import openapi, pwa

BLUEPRINTS = (openapi.blueprint, pwa.blueprint)
