"""Run a command with a PostgreSQL server of its own, which is removed after it.

Usage: python scripts/with_postgres.py COMMAND [ARGUMENT...]

The server listens on a socket in a temporary folder only. Root cannot run PostgreSQL, so
as root it runs as the user `postgres`, which Debian's package makes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

SERVER_USER = "postgres"


def find_binaries() -> Path | None:
    """Return the folder of the newest server that is installed."""
    versions = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])
    )
    if versions:
        return versions[-1].parent
    found = shutil.which("initdb")
    return Path(found).parent if found else None


def run_as_server(*command: str | Path) -> None:
    """Run a program of the server, as its own user where this process is root."""
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["runuser", "-u", SERVER_USER, "--", *words]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)


def start(binaries: Path, folder: Path) -> None:
    """Make a cluster in a folder and start its server there."""
    run_as_server(
        binaries / "initdb", "-D", folder / "data", "-U", SERVER_USER, "-A", "trust", "-E", "UTF8"
    )
    options = (
        f"-k {folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off -c jit=off"
        " -c synchronous_commit=off -c autovacuum=off -c wal_level=minimal -c max_wal_senders=0"
    )
    control = (binaries / "pg_ctl", "-D", folder / "data", "-w")
    run_as_server(*control, "-o", options, "-l", folder / "log", "start")
    run_as_server(binaries / "createdb", "-h", folder, "-U", SERVER_USER, "pprnet")


def main(command: list[str]) -> int:
    """Run the command with `PPRNET_DATABASE_URL` set, and return its exit code."""
    binaries = find_binaries()
    if binaries is None:
        print("PostgreSQL tests SKIPPED: no server here (Debian: apt-get install postgresql)")
        return 0
    with tempfile.TemporaryDirectory(prefix="pprnet-pg-") as name:
        folder = Path(name)
        if os.geteuid() == 0:
            shutil.chown(folder, user=SERVER_USER)
        folder.chmod(0o755)
        start(binaries, folder)
        try:
            address = f"postgresql://{SERVER_USER}@{quote(name, safe='')}/pprnet"
            environment = {**os.environ, "PPRNET_DATABASE_URL": address}
            return subprocess.run(command, check=False, env=environment).returncode
        finally:
            run_as_server(binaries / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
