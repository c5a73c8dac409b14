"""Routes that belong to no feature: the description of the interface, the installable site."""

from eventhub.web import contact, openapi, pwa

BLUEPRINTS = (openapi.blueprint, pwa.blueprint, contact.blueprint)
