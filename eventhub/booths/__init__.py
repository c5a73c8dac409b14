"""Booths of a fair: the plan, the call for exhibitors, and who gets which booth.

Start with `states` (what can happen to an application) and `models`. The verbs are in `operations`:
`calls`, `plans`, `applying`, `screening`, `allocating`, `assigning`, `offers`, `sales`; each moves an
application through `operations.moving.move`. The arithmetic of a plan is `ground`, the solver is the pure
package `allocation`, and `problems` makes its input from rows.
"""
