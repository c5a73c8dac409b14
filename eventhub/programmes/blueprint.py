"""The one blueprint of support programmes."""

from flask import Blueprint

blueprint = Blueprint("programmes", __name__)
