"""Judging: panels, assignment, score sheets, severity, deliberation.

Two cores are PURE: `ranking/` (how marks become a ranking: start with `ranking/ranks.py`) and `assigning/`
(who judges what: `assigning/assignment.py`). `files/` and `commands` give them to the command line;
`operations/` and `views/` to the web. What people read is put together in `telling/`, what they hold in
their hands in `papers/`.
"""
