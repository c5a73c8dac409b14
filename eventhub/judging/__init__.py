"""Judging: panels, assignment, score sheets, severity, deliberation.

Start with `ranking.py` for how marks become a ranking, `assignment.py` for who judges what.
"""
