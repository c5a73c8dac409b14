"""Small allocation instances, drawn with every rule in play."""

import itertools
import random
from typing import Any

CATEGORIES = ("pottery", "honey", "cooked_food", "cosmetics")
TRAITS = {"cooked_food": ["cooking"], "cosmetics": ["fragrance"], "pottery": [], "honey": []}
LEVELS = [
    {"name": "kept", "terms": {"unplaced_previous": 1}},
    {"name": "quota", "terms": {"quota_shortfall": 1}},
    {"name": "tier1", "terms": {"unplaced_tier_1": 1}},
    {"name": "tier2", "terms": {"unplaced_tier_2": 1}},
    {"name": "merit", "terms": {"unplaced_score": 1}},
    {"name": "moves", "terms": {"moves": 1}},
    {
        "name": "comfort",
        "terms": {
            "preference": 1,
            "size_gap_m2": 1,
            "last_booth_lost": 1,
            "corner_unmet": 1,
            "near_unmet": 1,
            "avoid_hit": 1,
            "same_category_neighbour": 1,
        },
    },
]


def draw_instance(seed: int, applications: int = 8, rows: tuple[int, ...] = (4, 3, 3)) -> dict[str, Any]:
    """An instance of a few rows in two zones; the same seed draws the same."""
    rng = random.Random(seed)
    plan = _plan(rng, rows)
    people = [_application(rng, f"A{i}", plan) for i in range(applications)]
    for person in people:
        for field in ("near", "avoid", "apart"):
            others = [p["id"] for p in people if p is not person]
            if others and rng.random() < 0.2:
                person[field] = [rng.choice(others)]
    return {
        "format": "eventhub-allocation/1",
        "name": f"drawn-{seed}",
        "seed": seed,
        "plan": plan,
        "applications": people,
        "rules": _rules(rng, people, plan),
        "previous": None,
    }


def _plan(rng: random.Random, rows: tuple[int, ...]) -> dict[str, Any]:
    booths, lines, adjacency = [], [], []
    for number, length in enumerate(rows):
        ids = [f"B{number}{i}" for i in range(length)]
        zone = f"Z{number % 2}"
        lines.append({"id": f"R{number}", "zone": zone, "booths": ids})
        adjacency += [[a, b, "side"] for a, b in itertools.pairwise(ids)]
        booths += [_booth(rng, name, zone, f"R{number}", i, number) for i, name in enumerate(ids)]
    for upper, lower in itertools.pairwise(lines):
        kind = rng.choice(["back", "facing"])
        adjacency += [[a, b, kind] for a, b in zip(upper["booths"], lower["booths"], strict=False)]
    categories = [None, sorted(rng.sample(CATEGORIES, 3))]
    zones = [{"id": f"Z{z}", "hall": "H", "name": f"Zone {z}", "categories": categories[z]} for z in (0, 1)]
    halls = [{"id": "H", "name": "Hall", "step_free": True}]
    return {"halls": halls, "zones": zones, "rows": lines, "booths": booths, "adjacency": adjacency}


def _booth(rng: random.Random, name: str, zone: str, row: str, x: int, y: int) -> dict[str, Any]:
    width = rng.choice([2, 3])
    return {
        "id": name,
        "hall": "H",
        "zone": zone,
        "row": row,
        "x": 3.0 * x,
        "y": 4.0 * y,
        "w": width,
        "d": 3,
        "m2": width * 3,
        "corner": x == 0,
        "power_kw": rng.choice([0, 3, 6]),
        "water": rng.random() < 0.5,
        "cooking": rng.random() < 0.6,
        "heavy": rng.random() < 0.8,
        "accessible": rng.random() < 0.9,
        "price": rng.choice([400, 600, 900]),
        "status": "blocked" if rng.random() < 0.05 else "open",
    }


def _application(rng: random.Random, name: str, plan: dict[str, Any]) -> dict[str, Any]:
    category = rng.choice(CATEGORIES)
    size = rng.choice([1, 1, 1, 2])
    booths = [b["id"] for b in plan["booths"]]
    wishes = [{"zone": "Z0"}, {"zone": "Z1"}, {"booth": rng.choice(booths)}]
    return {
        "id": name,
        "name": f"Exhibitor {name}",
        "type": "cooperative",
        "category": category,
        "traits": TRAITS[category],
        "tags": ["rural"] if rng.random() < 0.5 else [],
        "tier": rng.choice([1, 2, 2]),
        "score": rng.randint(35, 40),
        "min_booths": size,
        "max_booths": rng.choice([size, size + 1]),
        "min_m2": 6 * size,
        "preferred_m2": 9 * size,
        "max_m2": 30,
        "needs": {
            "power_kw": rng.choice([0, 0, 3]),
            "water": rng.random() < 0.1,
            "cooking": category == "cooked_food",
            "heavy": rng.random() < 0.1,
            "accessible": rng.random() < 0.1,
        },
        "budget": rng.choice([700, 1000, 2500]) * size,
        "wants_corner": rng.random() < 0.2,
        "last_booths": [rng.choice(booths)] if rng.random() < 0.3 else [],
        "preferences": rng.sample(wishes, rng.randint(0, 3)),
        "near": [],
        "avoid": [],
        "apart": [],
    }


def _rules(rng: random.Random, people: list[dict[str, Any]], plan: dict[str, Any]) -> dict[str, Any]:
    booths = [b["id"] for b in plan["booths"]]
    return {
        "near_m": 4,
        "apart_m": 5,
        "incompatible": [{"a": "cooking", "b": "fragrance", "kinds": ["side", "back", "facing"]}],
        "same_category_kinds": ["side", "back"],
        "zone_caps": [{"zone": "Z0", "category": rng.choice(CATEGORIES), "max": rng.randint(0, 2)}],
        "quotas": [{"zone": "Z1", "tag": "rural", "min": rng.randint(0, 3)}],
        "pins": [],
        "forbidden": [{"application": rng.choice(people)["id"], "booth": rng.choice(booths)}]
        if people
        else [],
        "pref_cost": [0, 2, 4],
        "pref_cost_unranked": 9,
        "weights": {
            "preference": 1,
            "size_gap_m2": 1,
            "last_booth_lost": 8,
            "corner_unmet": 2,
            "near_unmet": 6,
            "avoid_hit": 5,
            "same_category_neighbour": 3,
        },
        "levels": LEVELS,
    }


def replan(instance: dict[str, Any], held: dict[str, list[str]], seed: int, max_moves: int) -> dict[str, Any]:
    """The same fair after somebody cancelled and a held booth was lost."""
    rng = random.Random(seed)
    gone = {rng.choice(sorted(held))} if held else set()
    kept = {name: booths for name, booths in held.items() if name not in gone}
    used = sorted(b for booths in kept.values() for b in booths)
    lost = {rng.choice(used)} if used else set()
    plan = {
        **instance["plan"],
        "booths": [
            {**b, "status": "blocked" if b["id"] in lost else b["status"]} for b in instance["plan"]["booths"]
        ],
    }
    return {
        **instance,
        "plan": plan,
        "applications": [a for a in instance["applications"] if a["id"] not in gone],
        "previous": {
            "assignments": kept,
            "cancelled": sorted(gone),
            "lost_booths": sorted(lost),
            "max_moves": max_moves,
        },
    }
