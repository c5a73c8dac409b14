"""PURE: which projects a funder looks for. Empty criteria mean any; every criterion given must hold."""

from collections.abc import Collection
from typing import Protocol


class Wanted(Protocol):
    """What a funder looks for; money in centimes."""

    @property
    def sectors(self) -> Collection[str]:
        """The sectors it supports."""

    @property
    def regions(self) -> Collection[str]:
        """The regions, by code."""

    @property
    def helps(self) -> Collection[str]:
        """What it gives."""

    @property
    def stages(self) -> Collection[str]:
        """How far a project is."""

    @property
    def least(self) -> int | None:
        """The smallest budget."""

    @property
    def most(self) -> int | None:
        """The largest budget."""

    @property
    def only_women_led(self) -> bool:
        """Only projects where women are at least half."""


class Project(Protocol):
    """What an idea is and asks for; money in centimes."""

    @property
    def sector(self) -> str:
        """Its sector."""

    @property
    def region_code(self) -> str:
        """Where it is."""

    @property
    def helps(self) -> Collection[str]:
        """What it asks for."""

    @property
    def stage(self) -> str:
        """How far it is."""

    @property
    def budget(self) -> int | None:
        """What it costs."""

    @property
    def is_women_led(self) -> bool:
        """Women are at least half of its members."""


def suits(wanted: Wanted, project: Project) -> bool:
    """Whether a funder looks for such a project; one that says nothing of its needs may need anything."""
    money = project.budget
    return (
        _holds(wanted.sectors, project.sector)
        and _holds(wanted.regions, project.region_code)
        and _holds(wanted.stages, project.stage)
        and (not wanted.helps or not project.helps or bool({*wanted.helps} & {*project.helps}))
        and (wanted.least is None or (money is not None and money >= wanted.least))
        and (wanted.most is None or (money is not None and money <= wanted.most))
        and (not wanted.only_women_led or project.is_women_led)
    )


def _holds(listed: Collection[str], value: str) -> bool:
    return not listed or value in listed
