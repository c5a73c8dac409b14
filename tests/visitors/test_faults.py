"""The trials of `bench/` in small: processes killed while gates scan, queues of a day offline sent twice."""

from bench import kills, offline_day
from bench.gate_world import world


def test_what_was_acknowledged_outlives_killed_processes(tmp_path):
    with world("postgresql", tmp_path, badges=20) as made:
        assert "90 scans" in kills.trial(made, scans=90, clients=4)


def test_a_day_offline_is_there_once_and_recounted(tmp_path):
    gates = [f"G{number}" for number in range(len(offline_day.CLOCKS))]
    with world("sqlite", tmp_path, badges=20, gates=gates) as made:
        assert "150 scans" in offline_day.trial(made, scans=30)
