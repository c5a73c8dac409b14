"""Idea contests: their rounds, ideas, eligibility, results, certificates and the public bank of projects.

Start with `models` (Contest, Round, Idea). Who judges, and how marks become a ranking, is in
`eventhub.judging`, which writes the results kept here.
"""
