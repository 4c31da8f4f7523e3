"""Naming the machine that a figure was measured on."""

import os
import platform
from pathlib import Path


def machine() -> str:
    """For example "2 cores, 24 GB, Linux x86_64"."""
    pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    return f"{os.cpu_count()} cores, {pages * size / 1e9:.0f} GB, {_model()}, {platform.system()} {platform.machine()}"


def _model() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return "processor unknown"
