"""The one blueprint of contests, shared by the public pages and the organizers'."""

from flask import Blueprint

blueprint = Blueprint("contests", __name__)
