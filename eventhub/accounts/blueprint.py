"""The blueprint that the three modules of views share: `doors`, `own`, `people`."""

from flask import Blueprint

blueprint = Blueprint("accounts", __name__)
