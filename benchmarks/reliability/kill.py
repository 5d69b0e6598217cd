"""Kill each verb of the site at random moments, run it again, and compare with a clean run.

    python benchmarks/reliability/kill.py --kills 200 [--only restore --only import]

Every second kill falls on any moment of the run, the others on its last quarter. After each kill
`PRAGMA integrity_check` and the campaign's own rule must hold; after at most four kills the verb is
run to its end, and every table, the links between rows and the uploads must equal those of a clean
run. Only kills of a running process count. Results are kept in `--work`; the same command continues
where it was interrupted. Verbs are forks of a process in which the site is loaded. The moments come
from `--seed`.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import dataclass, field
from pathlib import Path

from campaigns import Campaign, campaigns
from forked_verbs import VerbStarter, verb_starter
from served_site import served_campaign
from sites import differences, integrity, state

KILLS_IN_A_ROW = 4
LAST_PART = 0.75


def moment(chance: random.Random, number: int, longest: float) -> float:
    """Return after how many seconds the next kill comes."""
    return longest * chance.uniform(0.0 if number % 2 else LAST_PART, 1.0)


@dataclass
class Target:
    """A verb that is killed, and what is known of it."""

    campaign: Campaign
    verbs: VerbStarter
    expected: dict[str, list[str]] = field(default_factory=dict)
    """The state after a run that nothing interrupts."""
    longest: float = 0.0
    """Seconds of a run to its end."""

    def run_clean(self) -> None:
        """Run it twice without a kill, the first time to fill caches."""
        for _turn in range(2):
            home = self.campaign.start()
            start = time.monotonic()
            self.verbs.run(self.campaign.command(home))
            self.longest = time.monotonic() - start
        self.expected = state(home)


def interrupted_run(
    target: Target, chance: random.Random, most: int
) -> tuple[int, list[str], Path]:
    """Kill a verb in one site some times, then run it to its end; return what was wrong.

    A verb that had done all when it was killed, or that ended before, is not run again.
    """
    campaign, faults, kills = target.campaign, [], 0
    home = campaign.start()
    for _turn in range(most):
        command = campaign.command(home)
        if not target.verbs.killed(command, moment(chance, kills, target.longest)):
            target.longest *= 0.9  # the machine is faster now
            return kills, faults, home
        kills += 1
        said = integrity(home)
        faults += [f"integrity: {said}"] if said != "ok" else []
        fault = campaign.after_kill(home, target.verbs.run)
        faults += [fault] if fault else []
        if has_tables(home) and campaign.is_done(home, target.expected):
            return kills, faults, home
    start = time.monotonic()
    target.verbs.run(campaign.command(home))
    target.longest = max(target.longest, time.monotonic() - start)
    return kills, faults, home


def has_tables(home: Path) -> bool:
    """Return whether a site has a database with tables."""
    file = home / "pprnet.sqlite3"
    return file.exists() and file.stat().st_size > 0


def measured(campaign: Campaign, results: Path, wanted: int, seed: int) -> dict:
    """Run a campaign until it has so many kills, and return its result."""
    found = json.loads(results.read_text()) if results.exists() else {}
    result = found.get(campaign.name, {"kills": 0, "runs": 0, "faults": []})
    if result["kills"] >= wanted:
        return result
    with campaign.services, verb_starter(campaign.start()) as verbs:
        target = Target(campaign, verbs)
        target.run_clean()
        result["seconds"] = round(target.longest, 2)
        while result["kills"] < wanted:
            chance = random.Random(f"{seed} {campaign.name} {result['runs']}")
            most = min(KILLS_IN_A_ROW, wanted - result["kills"])
            kills, faults, home = interrupted_run(target, chance, most)
            different = differences(state(home), target.expected)
            faults += [f"differs: {different}"] if different else []
            result["kills"] += kills
            result["runs"] += 1
            result["faults"] += [f"run {result['runs']}: {fault}" for fault in faults]
            found[campaign.name] = result
            results.write_text(json.dumps(found, indent=1))
    return result


def main() -> None:
    """Run the campaigns and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--only", action="append", help="name of a campaign, or `serve`")
    parser.add_argument("--seed", type=int, default=9)
    parser.add_argument("--work", type=Path, default=Path("build/reliability"))
    stated = parser.parse_args()
    work = stated.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    results = work / "kills.json"
    print("| campaign | kills | runs to the end | seconds of a clean run | faults |")
    print("|---|---|---|---|---|", flush=True)
    faults = []
    prepared = campaigns(work)
    for name in stated.only or [*prepared, "serve"]:
        if name == "serve":
            result = served_campaign(work, results, stated.kills, stated.seed)
        else:
            result = measured(prepared[name](), results, stated.kills, stated.seed)
        row = (name, result["kills"], result["runs"], result["seconds"], len(result["faults"]))
        print("| " + " | ".join(map(str, row)) + " |", flush=True)
        faults += [f"{name}: {fault}" for fault in result["faults"]]
    print("\n".join(faults))


if __name__ == "__main__":
    main()
