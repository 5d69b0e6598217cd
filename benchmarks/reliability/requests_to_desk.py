"""An editor at the desk over HTTP, who writes decisions and remembers which were acknowledged."""

from __future__ import annotations

import sqlite3
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx

ERRORS = (httpx.HTTPError, OSError)


@dataclass
class Answers:
    """What came back: times in seconds by kind, states, and the notes of acknowledged writes."""

    times: dict[str, list[float]] = field(default_factory=dict)
    states: dict[int, int] = field(default_factory=dict)
    acknowledged: list[str] = field(default_factory=list)
    lines_cut: int = 0

    def add(self, kind: str, seconds: float, state: int) -> None:
        """Record one answer."""
        self.times.setdefault(kind, []).append(seconds)
        self.states[state] = self.states.get(state, 0) + 1


class Editor:
    """A session at the desk that decides on its own share of the works."""

    def __init__(self, address: str, session: str, works: list[int], answers: Answers) -> None:
        self.client = httpx.Client(base_url=address, timeout=60, cookies={"sessionid": session})
        self.works, self.answers = works, answers

    def ask(self, kind: str, method: str, path: str, **more: object) -> httpx.Response | None:
        """Send a request and record its answer; None if the line was cut."""
        start = time.perf_counter()
        try:
            answer = self.client.request(method, path, **more)
        except ERRORS:
            self.answers.lines_cut += 1
            return None
        self.answers.add(kind, time.perf_counter() - start, answer.status_code)
        return answer

    def decide(self) -> bool:
        """Decide on the next work, and return whether there was one and the site answered."""
        if not self.works:
            return False
        shown = self.ask("desk", "GET", "/desk/")
        token = self.client.cookies.get("csrftoken")
        if shown is None or not token:
            return False
        work = self.works.pop()
        note = f"note of work {work}"
        data = {"work": work, "verdict": "in", "note": note, "csrfmiddlewaretoken": token}
        answer = self.ask("decide", "POST", "/desk/decide/", data=data)
        if answer is not None and answer.status_code == httpx.codes.FOUND:
            self.answers.acknowledged.append(note)
        return answer is not None


def run_for(seconds: float, end: threading.Event, threads: list[threading.Thread]) -> None:
    """Run threads for some seconds, and then until each has its last answer.

    Args:
        seconds: after how many `end` is set.
        end: what the threads look at before each request.
        threads: not yet started.
    """
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    end.set()
    for thread in threads:
        thread.join()


def sessions(home: Path) -> list[str]:
    """Return the keys of the sessions of a site's editors."""
    return (home / "sessions.txt").read_text(encoding="utf-8").split()


def waiting_works(home: Path) -> list[int]:
    """Return the numbers of the works in the inbox of a site with SQLite."""
    with sqlite3.connect(home / "pprnet.sqlite3") as database:
        found = [row[0] for row in database.execute(
            "SELECT id FROM catalogue_work WHERE status = 'found' ORDER BY id")]  # fmt: skip
    database.close()
    return found


def stored_notes(home: Path) -> set[str]:
    """Return the notes of the decisions that a site with SQLite holds."""
    with sqlite3.connect(home / "pprnet.sqlite3", timeout=60) as database:
        found = {row[0] for row in database.execute("SELECT note FROM catalogue_move")}
    database.close()
    return found
