"""From score sheets to a ranking that says how sure it is. PURE: no Flask, no database, no clock.

`marks` is what comes in, `results` what goes out, `ranks` the one door between them.
"""
