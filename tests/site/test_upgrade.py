"""A site that an earlier version wrote comes up whole: every row, and every derived table."""

from __future__ import annotations

import gzip
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from digest_factories import make_summary
from django.apps import apps
from django.db.models import CharField
from django.db.models.functions import Cast
from wagtail.models import ReferenceIndex
from wagtail.search.models import IndexEntry

from pprnet_site.backup import restore, write_backup
from pprnet_site.catalogue import models
from pprnet_site.catalogue.actions import open_import, run_import
from pprnet_site.catalogue.derived import DERIVED, rebuild_derived, rebuilding, stale_tables

DATA = Path(__file__).resolve().parents[1] / "data/upgrade"
FILES = ("openalex.jsonl", "made.ris", "made.nbib", "made-retraction-watch.csv")

# The database that an earlier version wrote

BEFORE_LINKS = """
    DROP TABLE catalogue_worklink;
    DROP TABLE catalogue_linkkey;
    DELETE FROM django_migrations WHERE app = 'catalogue' AND name = '0006_links';
"""
"""Takes a database back to the migration before works were linked."""

REBUILT = {"catalogue_linkkey", "catalogue_worklink", "taxonomy_topic_related"}
"""Tables whose rows may get other numbers."""
REREAD = {"catalogue_signal"}
"""Tables whose rows a later version may read otherwise."""

REORDERED = {"taxonomy_topic", "taxonomy_researchtype"}
"""Tables of terms, whose positions follow the vocabulary of the later version."""

CORRECTED = {
    "digest_keyfact": {"origin"},
    "digest_summarypage": {"author_name"},
    "wagtailcore_revision": {"content"},
}
"""Columns that spoke in a person's name: `tests/site/digest/test_attribution.py`."""

REPLACED = {"catalogue_work": {"is_retracted"}}
"""Columns whose content is in another one now: `test_a_retracted_work_stays_retracted`."""

RIGHTS = {
    *("auth_group", "auth_group_permissions", "wagtailcore_groupapprovaltask_groups"),
    *("wagtailcore_groupcollectionpermission", "wagtailcore_grouppagepermission"),
}
"""Tables of groups, which get other names and lose what Wagtail's own groups may do."""

ASK = """
import json, django
django.setup()
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult
from pprnet_site.digest.models import SummaryPage

client = Client(SERVER_NAME="localhost")
summary = SummaryPage.objects.live().get().get_url()
said = {path: client.get(path).status_code for path in ("/", summary, "/2023-02/")}
editor = get_user_model().objects.get(username="editor")
client.force_login(editor, "django.contrib.auth.backends.ModelBackend")
said |= {path: client.get(path).status_code for path in ("/desk/", "/desk/works/")}
for row in DBTaskResult.objects.all():
    import_string(row.task_path)  # what waits for the worker is still there to be called
print(json.dumps(said))
"""


def unpack(path: Path) -> Path:
    path.write_bytes(gzip.decompress((DATA / "site-0feb8d2.sqlite3.gz").read_bytes()))
    return path


def program(home: Path, *words: str) -> str:
    settings = {"PPRNET_HOME": str(home), "DJANGO_SETTINGS_MODULE": "pprnet_site.settings.local"}
    kept = {name: value for name, value in os.environ.items() if name != "PPRNET_DATABASE_URL"}
    done = subprocess.run(
        [sys.executable, "-c", *words],
        env=kept | settings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def setup(home: Path) -> str:
    return program(home, "from pprnet.cli import main; main()", "setup")


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory) -> tuple[Path, Path, str]:
    """The database as it was written, the upgraded home, and what `pprnet setup` printed."""
    home = tmp_path_factory.mktemp("home")
    before = unpack(tmp_path_factory.mktemp("before") / "pprnet.sqlite3")
    with sqlite3.connect(unpack(home / "pprnet.sqlite3")) as database:
        database.executescript(BEFORE_LINKS)
    database.close()
    return before, home, setup(home)


def tables(path: Path) -> dict[str, list[str]]:
    """The tables that hold something of ours, with their columns."""
    with sqlite3.connect(path) as database:
        names = [
            name
            for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith(("sqlite_", "wagtailsearch_indexentry", "django_migrations"))
        ]
        found = {
            name: [column[1] for column in database.execute(f'PRAGMA table_info("{name}")')]
            for name in names
        }
    database.close()
    return found


def rows(path: Path, table: str, columns: list[str]) -> set[tuple]:
    chosen = ", ".join(f'"{name}"' for name in columns)
    with sqlite3.connect(path) as database:
        found = set(database.execute(f'SELECT {chosen} FROM "{table}"'))
    database.close()
    return found


@pytest.mark.slow
def test_every_row_is_there_with_equal_values(upgraded):
    before, home, _said = upgraded
    old = tables(before)
    assert {"catalogue_work", "desk_vote", "digest_summarypage", "auth_user"} < set(old)
    for table, columns in old.items():
        if table not in REREAD | RIGHTS:
            skipped = {"id"} if table in REBUILT else {"position"} if table in REORDERED else set()
            skipped |= CORRECTED.get(table, set()) | REPLACED.get(table, set())
            named = [name for name in columns if name not in skipped]
            lost = rows(before, table, named) - rows(home / "pprnet.sqlite3", table, named)
            assert not lost, table


@pytest.mark.slow
def test_a_fact_that_nobody_judged_is_marked(upgraded):
    _before, home, _said = upgraded
    assert rows(home / "pprnet.sqlite3", "digest_keyfact", ["label", "value", "stated_by"]) == {
        ("Participants", "128", "accepted"),
        ("Effect", "d = 0.45", "accepted"),
        ("Participants", "3,200", "typed"),
        ("Studies", "24", "read"),
    }


@pytest.mark.slow
def test_a_retracted_work_stays_retracted(upgraded):
    before, home, _said = upgraded
    old = rows(before, "catalogue_work", ["id", "is_retracted"])
    now = dict(rows(home / "pprnet.sqlite3", "catalogue_work", ["id", "state"]))
    retracted = {number for number, is_retracted in old if is_retracted}
    assert retracted
    assert {now[number] for number in retracted} == {"retracted"}
    assert "retracted" not in {now[number] for number, is_retracted in old if not is_retracted}


@pytest.mark.slow
def test_people_stay_in_their_groups(upgraded):
    before, home, _said = upgraded
    asked = """SELECT username, name FROM auth_user u JOIN auth_user_groups g ON g.user_id = u.id
        JOIN auth_group a ON a.id = g.group_id"""
    found = []
    for path in (before, home / "pprnet.sqlite3"):
        with sqlite3.connect(path) as database:
            found.append(set(database.execute(asked)))
        database.close()
    old, new = found
    assert old
    assert new == {(user, f"Digest {group.lower()}") for user, group in old}


@pytest.mark.slow
def test_an_upgrade_makes_the_links_of_a_fresh_import(upgraded):
    before, home, said = upgraded
    for table in ("catalogue_linkkey", "catalogue_worklink"):
        named = [name for name in tables(before)[table] if name != "id"]
        expected = rows(before, table, named)
        assert len(expected) > 5
        assert rows(home / "pprnet.sqlite3", table, named) == expected
    assert "Updating links between works" in said
    read = rows(before, "catalogue_signal", ["work_id"])
    assert rows(home / "pprnet.sqlite3", "catalogue_signal", ["work_id"]) >= read
    assert rows(home / "pprnet.sqlite3", "wagtailsearch_indexentry", ["title"])


EMPTY_LINKS = """
    DELETE FROM catalogue_worklink;
    DELETE FROM catalogue_linkkey;
"""
"""Takes a database back to an upgrade that made the tables of links and left them empty."""


@pytest.mark.slow
def test_links_that_an_earlier_upgrade_left_out_are_made(upgraded, tmp_path):
    before, _home, _said = upgraded
    with sqlite3.connect(unpack(tmp_path / "pprnet.sqlite3")) as database:
        database.executescript(EMPTY_LINKS)
    database.close()
    assert "Updating links between works" in setup(tmp_path)
    for table in ("catalogue_linkkey", "catalogue_worklink"):
        named = [name for name in tables(before)[table] if name != "id"]
        assert rows(tmp_path / "pprnet.sqlite3", table, named) == rows(before, table, named)


@pytest.mark.slow
def test_the_upgraded_site_answers(upgraded):
    _before, home, _said = upgraded
    answers = json.loads(program(home, ASK).splitlines()[-1])
    assert len(answers) == 5
    assert set(answers.values()) == {200}


@pytest.mark.slow
def test_a_second_setup_rebuilds_nothing(upgraded):
    _before, home, _said = upgraded
    assert setup(home) == ""


# Each derived table, thrown away and rebuilt

SOURCES = {"Work", "Record", "ImportRun", "StateChange", "SavedSearch", "DerivedTable"}
"""Tables that a fresh import fills and that follow from nothing else."""

THROW_AWAY = {
    "fingerprints": lambda: models.Record.objects.update(fingerprint=Cast("pk", CharField())),
    "work-keys": models.WorkKey.objects.all().delete,
    "signals": models.Signal.objects.all().delete,
    "notices": models.WorkNotice.objects.exclude(source="retraction-watch").delete,
    "events": lambda: (
        models.WorkEvent.objects.all().delete(),
        models.Work.objects.update(state="current"),
    ),
    "citation-origins": lambda: models.Citation.objects.update(origins={}),
    "reference-forms": models.ReferenceForms.objects.all().delete,
    "links": lambda: (
        models.WorkLink.objects.all().delete(),
        models.LinkKey.objects.all().delete(),
    ),
    "pairs": models.WorkPair.objects.filter(verdict="open").delete,
    "search-index": IndexEntry.objects.all().delete,
    "references": ReferenceIndex.objects.all().delete,
}


@pytest.fixture
def imported(db) -> None:
    for name in FILES:
        run_import(run=open_import(name=name, path=DATA / name, by=None), path=DATA / name)


def catalogue() -> dict[str, list[str]]:
    """Every row of the catalogue, without its number and the time at which it was written."""
    return {
        model.__name__: sorted(
            json.dumps({k: v for k, v in row.items() if k not in ignored(model)}, default=str)
            for row in model.objects.values()
        )
        for model in apps.get_app_config("catalogue").get_models()
    }


def ignored(model) -> set[str]:
    """The columns that tell when a row was written; an event is not rebuilt with its import."""
    times = {"id", "added_at", "reported_at"}
    return times | {"run_id"} if model is models.WorkEvent else times


def forget_derived() -> None:
    """Leave the site as a version did that knew of no derived table."""
    for throw_away in THROW_AWAY.values():
        throw_away()
    models.DerivedTable.objects.all().delete()


def test_each_derived_table_is_rebuilt_as_a_fresh_import_fills_it(imported):
    assert set(THROW_AWAY) == {table.key for table in DERIVED}
    page = make_summary(works=[models.Work.objects.earliest("pk")], live=False)
    fresh = catalogue()
    forget_derived()
    emptied = catalogue()
    assert [table.key for table in rebuild_derived()] == [table.key for table in DERIVED]
    assert catalogue() == fresh
    changed = {name for name in fresh if emptied[name] != fresh[name]}
    filled = {name for name in fresh if fresh[name]}
    assert filled - changed <= SOURCES
    assert IndexEntry.objects.filter(object_id=str(page.pk)).exists()
    assert ReferenceIndex.objects.exists()
    assert stale_tables() == []


def test_rows_that_are_right_stay(imported):
    before = {model: list(model.objects.values()) for model in (models.Signal, models.WorkPair,
              models.WorkLink, models.WorkKey, models.WorkNotice)}  # fmt: skip
    models.DerivedTable.objects.all().delete()
    rebuild_derived()
    assert {model: list(model.objects.values()) for model in before} == before


def test_signals_of_another_version_are_read_again(imported):
    fresh = catalogue()
    models.Signal.objects.update(version="0", value="example")
    models.DerivedTable.objects.filter(key="signals").update(version="rules 0")
    assert [table.key for table in rebuild_derived()] == ["signals"]
    assert catalogue() == fresh


def test_a_rebuild_that_was_cut_off_resumes_where_it_was(imported, monkeypatch):
    monkeypatch.setattr(rebuilding, "BATCH", 5)
    fresh = catalogue()
    forget_derived()

    def cut_off(progress):
        if progress.table.key == "links" and progress.done == 10:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild_derived(on_progress=cut_off)
    seen = []
    rebuild_derived(on_progress=seen.append)
    assert (seen[0].table.key, seen[0].total) == ("links", models.Work.objects.count() - 10)
    assert catalogue() == fresh


def test_a_new_site_has_nothing_to_rebuild(db):
    assert stale_tables() == []


def test_a_backup_of_an_earlier_version_gets_its_links_too(imported, tmp_path, upload_folder):
    fresh = catalogue()
    forget_derived()
    write_backup(tmp_path / "site.tar.gz")
    restore(tmp_path / "site.tar.gz")
    assert catalogue() == fresh
