"""Cold start of both sites with the sample operation, and the memory that they hold when idle."""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.load import free_port, wait

TIMES = 3


def run() -> list[dict[str, Any]]:
    data = Path(tempfile.mkdtemp(prefix="handel-bench-start-"))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HANDEL_")}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    environment |= {"HANDEL_DATA": str(data)}
    try:
        build = [sys.executable, "-m", "handel", "demo", "--build-only"]
        began = time.perf_counter()
        subprocess.run(build, env=environment, check=True, stdout=subprocess.DEVNULL)
        built = time.perf_counter() - began
        starts, memory = zip(*(once(environment) for _ in range(TIMES)), strict=True)
    finally:
        shutil.rmtree(data, ignore_errors=True)
    return [
        {"what": "building the sample operation", "unit": "s", "measured": round(built, 1)},
        {
            "what": "cold start of both sites",
            "unit": "s",
            "measured": round(statistics.median(starts), 2),
            "limit": "< 3",
        },
        {
            "what": "memory of both sites, idle",
            "unit": "MB",
            "measured": round(statistics.median(memory)),
            "limit": "< 250",
        },
    ]


def once(environment: dict[str, str]) -> tuple[float, float]:
    """One start: seconds until both answer a page, and their memory in MB."""
    public, desk = free_port(), free_port()
    command = ["-m", "handel", "demo", "--public-port", str(public), "--desk-port", str(desk)]
    began = time.perf_counter()
    server = subprocess.Popen([sys.executable, *command], env=environment, stdout=subprocess.DEVNULL)
    try:
        wait(public, "/")
        wait(desk, "/demo/")
        seconds = time.perf_counter() - began
        time.sleep(5)
        return seconds, family_memory(server.pid)
    finally:
        server.terminate()
        server.wait(10)


def family_memory(pid: int) -> float:
    """Proportional set size of a process and its children, in MB: what is shared is counted once."""
    import psutil

    parent = psutil.Process(pid)
    family = [parent, *parent.children(recursive=True)]
    return sum(process.memory_full_info().pss for process in family) / 1e6
