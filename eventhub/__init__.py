"""EventHub: regional fairs and idea contests, from the call to the closing report.

This package imports nothing here, so that its pure parts (allocation, ranking, states) can be used
without Flask or a database. Start reading in `eventhub.app`.
"""

__version__ = "0.1.0"
