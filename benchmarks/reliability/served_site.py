"""`pprnet serve` in a process of its own, and its campaign: killed while editors write."""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from campaigns import PREPARE
from requests_to_desk import Answers, Editor, sessions, stored_notes, waiting_works
from sites import PPRNET, base_site, copied, environment, integrity, run

WORKS = 600
LONGEST = 12.0
"""Seconds after which the served site is killed at the latest."""


def free_port() -> int:
    """Return a port of the loopback address that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(home: Path, **more: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Serve a site; yield the process and the address, and stop it at the end."""
    port = free_port()
    process = subprocess.Popen(
        [*PPRNET, "serve", "--port", str(port)],
        env=environment(home, **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        for line in process.stdout or ():
            if "The site is at" in line:
                break
        else:
            raise SystemExit(f"the site in {home} did not start")
        threading.Thread(target=lambda: list(process.stdout or ()), daemon=True).start()
        yield process, f"http://127.0.0.1:{port}"
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(timeout=120)


def site_with_works(work: Path) -> Path:
    """Return a site with works that wait in the inbox."""
    base = work / "base-works"
    if not (base / "complete").exists():
        copied(base_site(work, "empty"), base)
        run(base, *PREPARE, "works", WORKS)
        (base / "complete").touch()
    return base


def editors_of(home: Path, address: str, answers: list[Answers]) -> list[Editor]:
    """Return the editors of a site, each with a share of the works."""
    keys, works = sessions(home), waiting_works(home)
    return [
        Editor(address, key, works[place :: len(keys)], answer)
        for place, (key, answer) in enumerate(zip(keys, answers, strict=True))
    ]


def work_until(end: threading.Event, editor: Editor) -> None:
    """Write decisions until the end, or until the site no longer answers."""
    while not end.is_set() and editor.decide():
        pass


def children(process: int) -> list[int]:
    """Return the processes that one has started, on Linux."""
    try:
        text = Path(f"/proc/{process}/task/{process}/children").read_text()
    except OSError:
        return []
    return [int(number) for number in text.split()]


def killed_while_written(home: Path, chance: random.Random) -> list[str]:
    """Serve a site, let five editors write, kill parent or a part; return the notes kept."""
    end = threading.Event()
    with served(home) as (process, address):
        answers = [Answers() for _key in sessions(home)]
        editors = editors_of(home, address, answers)
        threads = [threading.Thread(target=work_until, args=(end, each)) for each in editors]
        for thread in threads:
            thread.start()
        time.sleep(chance.uniform(0.5, LONGEST))
        target = chance.choice([process.pid, *children(process.pid)])
        os.kill(target, signal.SIGKILL)
        time.sleep(1)
        end.set()
        for thread in threads:
            thread.join()
    return [note for each in answers for note in each.acknowledged]


def served_campaign(work: Path, results: Path, wanted: int, seed: int) -> dict:
    """Kill the served site so many times; every acknowledged decision must be there after each."""
    found = json.loads(results.read_text()) if results.exists() else {}
    result = found.get("serve", {"kills": 0, "runs": 0, "seconds": 0, "writes": 0, "faults": []})
    base, home, written = site_with_works(work), work / "serve", set()
    copied(base, home)
    while result["kills"] < wanted:
        if len(waiting_works(home)) < WORKS // 4:
            copied(base, home)
            written.clear()
        chance = random.Random(f"{seed} serve {result['kills']}")
        acknowledged = killed_while_written(home, chance)
        written.update(acknowledged)
        lost, said = written - stored_notes(home), integrity(home)
        result["faults"] += [f"{len(lost)} writes lost"] if lost else []
        result["faults"] += [f"integrity: {said}"] if said != "ok" else []
        result["kills"], result["runs"] = result["kills"] + 1, result["runs"] + 1
        result["writes"] += len(acknowledged)
        found["serve"] = result
        results.write_text(json.dumps(found, indent=1))
    return result
