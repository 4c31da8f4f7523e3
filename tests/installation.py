"""An installation of Handel for one test: its own data folder and databases, used by processes as people use it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from urllib.parse import urlsplit

import pytest

SECONDS = 120  # for any one process: far more than it needs

SETUP = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "handel.sites.{site}.settings"
import django
django.setup()
"""


@dataclass(frozen=True)
class Installation:
    """Where it keeps its data, and the environment of its processes."""

    data: Path
    environment: dict[str, str]

    def handel(self, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        """Run `handel ARGUMENTS`, with nobody at the keyboard."""
        return self._run("-m", "handel", *arguments, **environment)

    def python(self, script: str, site: str = "desk") -> "subprocess.CompletedProcess[str]":
        """Run a script with the settings of a site, in a process of its own."""
        return self._run("-c", SETUP.format(site=site) + script)

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        """Start `handel ARGUMENTS` and leave it running; what it prints comes by its pipes."""
        return subprocess.Popen(
            [sys.executable, "-m", "handel", *arguments],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def _run(self, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, *arguments],
            env=self.environment | environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )


def named(folder: Path, database: str) -> Installation:
    """An installation in `folder`; on PostgreSQL its databases are called `database` and `database`_public."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HANDEL_")}
    kept.pop("PUBLIC_DATABASE_URL", None)
    kept["HANDEL_DATA"] = str(folder)
    if url := kept.get("DATABASE_URL"):
        kept["DATABASE_URL"] = urlsplit(url)._replace(path=f"/{database}").geturl()
    return Installation(folder, kept)


def on_server(*statements: str) -> None:
    """Run statements on the lane's PostgreSQL server, where there is one."""
    if url := os.environ.get("DATABASE_URL"):
        import psycopg

        with psycopg.connect(url, dbname="postgres", autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)


def drop(database: str) -> None:
    on_server(*(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)" for name in (database, f"{database}_public")))


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Installation, str]]:
    """An installation just after `handel setup`, for others to begin as; not to be used itself."""
    database = f"prepared_{token_hex(4)}"
    on_server(f"CREATE DATABASE {database}")
    made = named(tmp_path_factory.mktemp("prepared") / "data", database)
    answer = made.handel("setup")
    assert answer.returncode == 0, answer.stderr
    yield made, database
    drop(database)


@pytest.fixture(scope="module")
def install(
    prepared: tuple[Installation, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[], Installation]]:
    """Make an installation that is set up, and has nobody in it yet."""
    original, template = prepared
    made: list[str] = []

    def make() -> Installation:
        database = f"unit_{token_hex(4)}"
        made.append(database)
        folder = tmp_path_factory.mktemp("unit") / "data"
        shutil.copytree(original.data, folder)
        on_server(
            f"CREATE DATABASE {database} TEMPLATE {template}",
            f"CREATE DATABASE {database}_public TEMPLATE {template}_public",
        )
        return named(folder, database)

    yield make
    for database in made:
        drop(database)


@pytest.fixture
def installation(install: Callable[[], Installation]) -> Installation:
    """An installation that is set up, and has nobody in it yet."""
    return install()
