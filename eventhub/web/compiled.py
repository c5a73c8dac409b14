"""Templates compiled once: what Jinja makes of a page is kept in a folder for every process after the first.

Compiling the two hundred templates costs ten processor seconds, which each worker of each start would pay on
the first visits of its pages. A file is used only while source, Jinja and Python are those it was made of.
"""

import os
from pathlib import Path

from flask import Flask
from jinja2 import FileSystemBytecodeCache


def configure(app: Flask, cache: Path) -> None:
    """Keep compiled templates in a folder under `cache` that only this account may read and write."""
    folder = cache / "templates"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:  # a system that may not be written to: each process compiles for itself
        return
    about = folder.stat()
    if about.st_uid != os.getuid() or about.st_mode & 0o022:  # others could put code there
        return
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(folder))
