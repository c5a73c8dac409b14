"""Volunteers of a fair: what they help with, their shifts, who takes which, who came, hours and days.

Start with `states` (what a volunteer has of a shift, and how hours are counted), then `models`; the verbs
that give places are in `operations.turns`.
"""
