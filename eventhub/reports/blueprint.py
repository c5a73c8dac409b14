"""The one blueprint of reports."""

from flask import Blueprint

blueprint = Blueprint("reports", __name__)
