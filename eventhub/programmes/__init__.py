"""Support programmes: cooperatives join, are diagnosed, trained and followed; what came of it is counted.

Start with `models` (Programme, Enrolment). What a diagnosis asks is in `questionnaire`, what answers say in
`scoring`; what was achieved is never typed: `queries.results` counts it from rows, beside the targets.
"""
