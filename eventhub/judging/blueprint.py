"""The one blueprint of judging, shared by the judges' pages and the organizers'."""

from flask import Blueprint

blueprint = Blueprint("judging", __name__)
