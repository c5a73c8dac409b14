"""What a web process reads before it can answer; `python -m bench starting` tells what it costs."""

import json
import os
import subprocess
import sys
from pathlib import Path

from bench.starting import LATER

ROOT = Path(__file__).parents[2]
FEW_DATACLASSES = 25
PROGRAM = """
import json, sys, wsgi
from dataclasses import is_dataclass
ours = [module for name, module in sys.modules.items() if name.startswith("eventhub.")]
found = {f"{each.__module__}.{each.__qualname__}" for module in ours for each in vars(module).values()
         if isinstance(each, type) and is_dataclass(each)}
print(json.dumps({"read": sorted(sys.modules), "dataclasses": sorted(found)}))
"""


def test_a_start_reads_nothing_heavy_and_compiles_few_classes(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env=os.environ
        | {
            "DATABASE_URL": f"sqlite:///{tmp_path / 'eventhub.sqlite3'}",
            "EVENTHUB_DATA": str(tmp_path),
            "SECRET_KEY": "a key for this test alone, which opens nothing at all",
            "METRICS_PORT": "",
        },
        check=True,
        capture_output=True,
        text=True,
    )
    told = json.loads(done.stdout)

    assert sorted(set(LATER) & set(told["read"])) == []
    ours = [name for name in told["dataclasses"] if name.startswith("eventhub.")]
    assert len(ours) <= FEW_DATACLASSES, f"a record is a Struct (docs/contributing.md): {ours}"
