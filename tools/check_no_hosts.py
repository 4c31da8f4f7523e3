#!/usr/bin/env python3
"""Check that no tracked file ties Handel to one machine or one package registry.

A lock or a package configuration names no address at all: whoever installs Handel decides where packages
come from, and the hashes decide whether they are the right ones. No other tracked file names a registry's
host, the index that this machine is set up with, or a folder of this machine.

    python tools/check_no_hosts.py      # exit 0 when clean; otherwise lists file:line: what, and exits 1
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

PACKAGE_CONFIGURATION = (
    "requirements*",
    "*.lock",
    "*lock.json",
    "*.in",
    ".npmrc",
    "pip.conf",
    "uv.toml",
    "pyproject.toml",
)

# Written in two halves, so that this file passes its own check.
REGISTRIES = tuple(
    f"{name}.{domain}"
    for name, domain in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("yarnpkg", "com"))
)

# Folders that stand on every machine and so say nothing about this one.
COMMON_FOLDERS = {
    Path(name) for name in ("/", "/home", "/mnt", "/opt", "/root", "/srv", "/tmp", "/usr/src", "/var/tmp")
}

ENVIRONMENT = (
    "PIP_INDEX_URL",
    "PIP_EXTRA_INDEX_URL",
    "UV_INDEX",
    "UV_DEFAULT_INDEX",
    "UV_INDEX_URL",
    "UV_EXTRA_INDEX_URL",
    "npm_config_registry",
)


def hosts_in(text: str) -> set[str]:
    """The hosts of the addresses in `text`: "https://me:secret@index.example/a" gives {"index.example"}."""
    found = (urlsplit(address).hostname for address in re.findall(r"https?://[^\s\"',;]+", text))
    return {host for host in found if host}


def configured_hosts() -> set[str]:
    """The hosts of the package indexes that this machine is set up with: pip's, uv's and npm's."""
    said = [os.environ.get(name, "") for name in ENVIRONMENT]
    for command in (
        [sys.executable, "-m", "pip", "config", "list"],
        ["pip", "config", "list"],
        ["npm", "config", "get", "registry"],
    ):
        if shutil.which(command[0]):
            said.append(subprocess.run(command, capture_output=True, text=True, check=False).stdout)
    for path in (Path.home() / ".config/uv/uv.toml", Path("/etc/uv/uv.toml")):
        if path.is_file():
            said.append(path.read_text())
    return set().union(*(hosts_in(text) for text in said))


def machine_folders(top: Path) -> set[Path]:
    """The folders that give this machine away: the checkout, the one it stands in, and the person's own."""
    return {top, top.parent, Path.home()} - COMMON_FOLDERS


def grep(top: Path, *arguments: str) -> Iterator[str]:
    """`file:line` of each match of `git grep` in the tracked text files under `top`."""
    command = ["git", "-C", str(top), "grep", "-nIo", *arguments]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode > 1:  # 1 is "no match"
        raise RuntimeError(result.stderr.strip())
    for line in result.stdout.splitlines():
        name, number, _ = line.split(":", 2)
        yield f"{name}:{number}"


def findings(top: Path, hosts: Iterable[str], folders: Iterable[Path]) -> list[str]:
    """What ties the checkout at `top` to a host or a machine, one line each; empty when it is clean.

    Raises `RuntimeError` when `top` is no git checkout.
    """
    lines = [
        f"{place}: a lock or package configuration names an address"
        for place in grep(top, "-E", "https?://", "--", *PACKAGE_CONFIGURATION)
    ]
    for host in sorted(hosts):
        lines += [f"{place}: names the package registry {host}" for place in grep(top, "-iF", host)]
    for folder in sorted(folders):
        lines += [f"{place}: names a folder of this machine" for place in grep(top, "-F", f"{folder}/")]
    return lines


def main() -> int:
    top = Path(__file__).resolve().parent.parent
    found = findings(top, {*REGISTRIES, *configured_hosts()}, machine_folders(top))
    for line in found:
        print(line, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
