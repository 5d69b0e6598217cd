"""How long one decision at the desk takes, order updated: fifty of them over a real screening.

    PPRNET_TEST_DATA=... python benchmarks/desk.py

Imports a file of OpenAlex works into a site of its own (thrown away at the end), then screens
with Django's test client: each decision is the POST and the page that it leads to, as in the
browser. Wall times are printed, and the processor time of this process.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

DECISIONS = 50
BAR = 0.200
"""Seconds at the 95th percentile."""


def main() -> int:
    """Find the data, make a site of its own and measure there."""
    data = Path(os.environ.get("PPRNET_TEST_DATA", "")) / "screening" / "Oud_2018.works.jsonl.gz"
    if not data.is_file():
        print("set PPRNET_TEST_DATA to the folder of real fixtures")
        return 2
    with tempfile.TemporaryDirectory(prefix="pprnet-bench-") as home:
        os.environ["PPRNET_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "pprnet_site.settings.local"
        os.environ["PPRNET_SECRET_KEY"] = "bench"
        return run(data)


def run(data: Path) -> int:
    """Import, screen and report; 1 where the bar is missed."""
    import django
    from django.conf import settings

    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from pprnet_site.catalogue.actions import open_import, run_import
    from pprnet_site.catalogue.models import Work

    run_import(run=open_import(name=data.name, by=None, path=data), path=data)
    client = editor()
    cold = once(lambda: client.get("/desk/"))
    times = [decision(client, number) for number in range(DECISIONS)]
    report("a decision", times)
    report("undo", [step(client, verdict="undo") for _ in range(DECISIONS // 2)])
    print(f"works {Work.objects.count()}, first page (words weighed) {cold[0] * 1000:.0f} ms")
    return 0 if percentile([wall for wall, _cpu in times], 0.95) <= BAR else 1


def editor():
    """Sign an editor in."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client(HTTP_HOST="localhost")
    client.force_login(
        get_user_model().objects.create_superuser("bench"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return client


def once(act) -> tuple[float, float]:
    """Time one thing, by the wall and by this process's processor time."""
    wall, cpu = time.perf_counter(), time.process_time()
    response = act()
    assert response.status_code == 200, response.status_code
    return time.perf_counter() - wall, time.process_time() - cpu


def first() -> int:
    """Return the work that the order puts first."""
    from pprnet_site.desk.ordering.ranking_cache import current_order

    return current_order().ids[0]


def decision(client, number: int) -> tuple[float, float]:
    """Include every fourth work, exclude the others: the learner learns from the third on."""
    work = first()
    return step(client, work=work, verdict="in" if number % 4 == 0 else "out")


def step(client, **form) -> tuple[float, float]:
    """Send one form and fetch the page that it leads to."""
    return once(lambda: client.post("/desk/decide/", form, follow=True))


def percentile(values: list[float], share: float) -> float:
    """Return the value below which this share of the values lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def report(what: str, times: list[tuple[float, float]]) -> None:
    """Print the times of one kind of step."""
    for name, at in (("wall", 0), ("processor", 1)):
        values = [each[at] for each in times]
        print(
            f"{what}, {name}: median {percentile(values, 0.5) * 1000:.0f} ms, "
            f"95th percentile {percentile(values, 0.95) * 1000:.0f} ms"
        )


if __name__ == "__main__":
    sys.exit(main())
