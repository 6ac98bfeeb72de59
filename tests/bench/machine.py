"""What the figures were taken on."""

import os
import platform
import sqlite3
import tempfile
from pathlib import Path
from time import perf_counter

from tests.bench.figure import Figure, median

_PAGE = b"\0" * 4096


def machine(folder: Path | None) -> Figure:
    """How long it takes to write 4 KiB for good where the databases go: every append waits for it once or more."""
    samples = []
    with tempfile.NamedTemporaryFile(dir=folder) as file:
        for _ in range(100):
            started = perf_counter()
            file.write(_PAGE)
            file.flush()
            os.fsync(file.fileno())
            samples.append((perf_counter() - started) * 1000)
    about = {
        "cores": os.cpu_count(),
        "processor": _processor(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
    }
    return Figure("durable_write_median", median(samples), "ms", "none", 0, about)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
