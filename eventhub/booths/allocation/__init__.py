"""Booth allocation, pure: who gets which booths, how sure that is, and why not.

Start at ``solve.allocate``; ``instance`` holds the values it takes. Nothing
here knows Flask, the database or the clock: time is a callable that says how
many seconds are left. numpy, scipy and highspy are loaded by the modules that
compute, never by this package or by ``instance`` and ``reading``.
"""
