"""A checkout that names a registry, an index or this machine is found out; a clean one passes."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tools import check_no_hosts as check

Track = Callable[[str, str], Path]


@pytest.fixture
def track(tmp_path: Path) -> Track:
    """Write a file into a new checkout and track it; gives the checkout's folder."""
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)

    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        subprocess.run(["git", "-C", str(tmp_path), "add", name], check=True)
        return tmp_path

    return write


@pytest.mark.parametrize(
    "name",
    [
        "requirements/base.txt",
        "package-lock.json",
        "uv.lock",
        "dev.in",
        ".npmrc",
        "pip.conf",
        "pyproject.toml",
    ],
)
def test_a_lock_or_package_configuration_names_no_address_whatever_its_host(track: Track, name: str) -> None:
    top = track(name, "first line\nindex = https://packages.example/simple\n")
    [line] = check.findings(top, set(), set())
    assert line == f"{name}:2: a lock or package configuration names an address"


def test_an_address_elsewhere_is_no_fault(track: Track) -> None:
    top = track("README.md", "See https://www.legislation.gov.uk/ukpga/1971/38 for the Act.\n")
    assert check.findings(top, {"packages.example"}, set()) == []


def test_a_registry_is_found_in_any_file_whatever_its_case(track: Track) -> None:
    top = track("docs/set-up.md", "Fetch it from Packages.Example, then install.\n")
    assert check.findings(top, {"packages.example"}, set()) == [
        "docs/set-up.md:1: names the package registry packages.example"
    ]


def test_a_folder_of_this_machine_is_found(track: Track) -> None:
    top = track("notes.md", "x\n")
    track("notes.md", f"Run {top}/bin/serve.\n")
    assert check.findings(top, set(), {top}) == ["notes.md:1: names a folder of this machine"]


def test_folders_that_every_machine_has_are_no_secret() -> None:
    assert not {Path("/"), Path("/tmp"), Path("/home")} & check.machine_folders(Path("/tmp/handel"))
    assert Path("/tmp/handel") in check.machine_folders(Path("/tmp/handel"))


def test_a_host_is_read_without_the_name_and_password_in_front_of_it() -> None:
    said = "global.index-url='https://me:secret@index.example:8443/simple'\nother = http://plain.example"
    assert check.hosts_in(said) == {"index.example", "plain.example"}


def test_an_index_set_in_the_environment_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://index.example/simple")
    assert "index.example" in check.configured_hosts()


def test_a_folder_that_is_no_checkout_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="not a git repository"):
        check.findings(tmp_path, set(), set())
