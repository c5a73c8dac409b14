"""What a web process reads and keeps before it can answer; `python -m bench starting` tells what it costs."""

import json
import os
import subprocess
import sys
from pathlib import Path

from bench.starting import LATER

ROOT = Path(__file__).parents[2]
FEW_DATACLASSES = 25
FEW_COPIES = 1_500
PROGRAM = """
import gc, json, sys, wsgi
from dataclasses import is_dataclass
ours = [module for name, module in sys.modules.items() if name.startswith("eventhub.")]
found = {f"{each.__module__}.{each.__qualname__}" for module in ours for each in vars(module).values()
         if isinstance(each, type) and is_dataclass(each)}
read = sorted(sys.modules)
from sqlalchemy import Column
from sqlalchemy.orm import configure_mappers
from sqlalchemy.sql.annotation import Annotated
configure_mappers()
copies = sum(isinstance(each, Annotated) and isinstance(each, Column) for each in gc.get_objects())
print(json.dumps({"read": read, "dataclasses": sorted(found), "copies": copies}))
"""


def test_a_start_reads_nothing_heavy_compiles_few_classes_and_copies_few_columns(tmp_path: Path) -> None:
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
    assert told["copies"] <= FEW_COPIES, "copied though nothing asked for them: see eventhub/database.py"
