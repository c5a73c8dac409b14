"""The one blueprint of fairs, shared by the public pages and the organizers'."""

from flask import Blueprint

blueprint = Blueprint("fairs", __name__)
