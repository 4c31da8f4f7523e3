"""Which database the tests run on: SQLite, or a PostgreSQL of their own, started here and stopped afterwards.

    .venv/bin/pytest                              # SQLite
    HANDEL_LANE=postgresql .venv/bin/pytest       # PostgreSQL

As root, the PostgreSQL server runs as a system user `pgserver`, made when it is missing, since PostgreSQL
refuses to run as root.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

LANE = os.environ.get("HANDEL_LANE", "sqlite")

# The tests' server holds nothing worth a disk's wait.
NOT_DURABLE = ("fsync", "synchronous_commit", "full_page_writes")


def start() -> None:
    """Point Handel's settings at a data folder and databases of the tests' own, before anything reads them.

    Whatever the surroundings say of a running Handel is forgotten first: no test may touch its data.
    Raises `ValueError` for a lane that does not exist.
    """
    if LANE not in {"sqlite", "postgresql"}:
        raise ValueError(f"HANDEL_LANE is sqlite or postgresql, not {LANE!r}")
    for name in list(os.environ):
        if name.startswith("HANDEL_") or name in {"DATABASE_URL", "PUBLIC_DATABASE_URL"}:
            del os.environ[name]
    folder = Path(tempfile.mkdtemp(prefix="handel-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["HANDEL_DATA"] = str(folder / "data")
    os.environ["DJANGO_SETTINGS_MODULE"] = "handel.sites.desk.settings"
    if LANE == "postgresql":
        start_postgresql(folder)


def start_postgresql(folder: Path) -> None:
    """Start PostgreSQL with its data and socket in `folder`, and name its two databases to the settings."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import pgserver
    import psycopg

    cluster = folder / "postgresql"
    cluster.mkdir()
    server = pgserver.get_server(cluster, cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for setting in NOT_DURABLE:
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
    os.environ["DATABASE_URL"] = server.get_uri("handel")
    os.environ["PUBLIC_DATABASE_URL"] = server.get_uri("handel_public")
