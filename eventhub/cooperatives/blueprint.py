"""The blueprint that the two modules of views share: `directory` and `keeping`."""

from flask import Blueprint

blueprint = Blueprint("cooperatives", __name__)
