"""Who judges what. PURE.

`assignment` is the door: seats by flow (`seating`), then a well linked jury (`linking`).
"""
