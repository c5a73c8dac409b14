"""PURE: the common identifier of a company (ICE): whether its check digits agree."""


def is_valid(number: str) -> bool:
    """Whether the fifteen digits are right, by python-stdnum, imported when the first is asked about."""
    from stdnum.ma import ice

    return bool(ice.is_valid(number))
