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
"""Seconds between two kills at the most."""
KILLS_OF_ONE_RUN = 8
FEW_WORKS = 100
"""Works that must wait for decisions if a part is to be killed."""
RECOVERY = 60.0
"""Seconds within which a site of which a part was killed takes a write again."""


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
    """Write decisions until the end; where the site does not answer, ask again."""
    while not end.is_set() and editor.works:
        if not editor.decide():
            time.sleep(0.2)


def descendants(process: int) -> list[int]:
    """Return the processes that one has started, and those that these have started, on Linux."""
    try:
        text = Path(f"/proc/{process}/task/{process}/children").read_text()
    except OSError:
        return []
    started = [int(number) for number in text.split()]
    return started + [each for child in started for each in descendants(child)]


def killed_while_written(
    home: Path, chance: random.Random, most: int
) -> tuple[int, list[str], list[str]]:
    """Serve a site and let five editors write while it, or a part of it, is killed.

    A site of which a part was killed must take writes again, and is killed again.

    Returns:
        The number of kills, the notes that were acknowledged, and what was wrong.
    """
    end, faults = threading.Event(), []
    with served(home) as (process, address):
        answers = [Answers() for _key in sessions(home)]
        editors = editors_of(home, address, answers)
        threads = [threading.Thread(target=work_until, args=(end, each)) for each in editors]
        for thread in threads:
            thread.start()
        kills, is_served = 0, True
        while is_served and kills < most and sum(len(each.works) for each in editors) > FEW_WORKS:
            time.sleep(chance.uniform(0.5, LONGEST))
            target = chance.choice([process.pid, *descendants(process.pid)])
            os.kill(target, signal.SIGKILL)
            kills += 1
            time.sleep(1)
            is_served = target != process.pid and written_again(answers)
            if target != process.pid and not is_served:
                faults.append(f"no write within {RECOVERY:.0f} s after a part was killed")
        end.set()
        for thread in threads:
            thread.join()
    return kills, [note for each in answers for note in each.acknowledged], faults


def written_again(answers: list[Answers]) -> bool:
    """Wait until one more write was acknowledged, and return whether one was."""
    before, latest = sum(len(each.acknowledged) for each in answers), time.monotonic() + RECOVERY
    while time.monotonic() < latest:
        if sum(len(each.acknowledged) for each in answers) > before:
            return True
        time.sleep(0.1)
    return False


def served_campaign(work: Path, results: Path, wanted: int, seed: int) -> dict:
    """Kill the served site so many times; every acknowledged decision must be there after each."""
    found = json.loads(results.read_text()) if results.exists() else {}
    result = found.get("serve", {"kills": 0, "runs": 0, "seconds": 0, "writes": 0, "faults": []})
    base, home = site_with_works(work), work / "serve"
    while result["kills"] < wanted:
        copied(base, home)
        chance = random.Random(f"{seed} serve {result['kills']}")
        most = min(KILLS_OF_ONE_RUN, wanted - result["kills"])
        kills, acknowledged, faults = killed_while_written(home, chance, most)
        lost, said = set(acknowledged) - stored_notes(home), integrity(home)
        result["faults"] += faults
        result["faults"] += [f"{len(lost)} writes lost"] if lost else []
        result["faults"] += [f"integrity: {said}"] if said != "ok" else []
        result["kills"], result["runs"] = result["kills"] + kills, result["runs"] + 1
        result["writes"] += len(acknowledged)
        found["serve"] = result
        results.write_text(json.dumps(found, indent=1))
    return result
