"""Booths of a fair: the plan, the call for exhibitors, and who gets which booth."""
