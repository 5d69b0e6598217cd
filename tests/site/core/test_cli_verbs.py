"""The site's verbs, as somebody at a terminal meets them."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.models import Group, Permission
from django.db.migrations.recorder import MigrationRecorder
from typer.main import get_command
from typer.testing import CliRunner

from pprnet.cli import build_app, main, verb_table
from pprnet.errors import MissingSiteError, SiteError
from pprnet_site.catalogue.management.commands import run_scheduler
from pprnet_site.catalogue.models import ImportRun, Work
from pprnet_site.cli import serve, setup

SITE_VERBS = (
    *("import", "sample", "user", "backup", "restore"),
    *("reread", "watch", "setup", "serve", "manage"),
)
RIS = (
    "TY  - JOUR\nTI  - An example of a title of a work\nAU  - Example, Anna\nPY  - 2020\nER  - \n"
    "stray line\n\n"
)


def run(*words: str, **options):
    return CliRunner().invoke(build_app(), [*map(str, words)], **options)


def test_every_verb_of_the_site_is_named_where_the_site_is_not_installed(monkeypatch):
    assert set(SITE_VERBS) <= set(get_command(build_app()).commands)
    monkeypatch.setattr(verb_table, "find_spec", lambda _name: None)
    shown = run("--help").output
    assert shown.count("Needs the site: pip install 'pprnet[site]'") == len(SITE_VERBS)
    for words in (["import", "file.ris"], ["archive", "import", "page.txt"]):
        result = run(*words)
        assert isinstance(result.exception, MissingSiteError)
        assert "'pprnet[site]'" in str(result.exception)


def test_django_is_not_started_for_help():
    code = (
        "import sys; from pprnet.cli import build_app; import typer; "
        "list(typer.main.get_command(build_app()).commands.items()); "
        "sys.exit('django.conf' in sys.modules or 'wagtail' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("words", [[verb, "--help"] for verb in SITE_VERBS if verb != "manage"])
def test_every_verb_has_help(words):
    result = run(*words)
    assert result.exit_code == 0
    assert "Usage" in result.output


@pytest.mark.django_db
def test_import_reports_counts_and_each_problem(tmp_path):
    path = tmp_path / "example.ris"
    path.write_text(RIS)
    result = run("import", path)
    assert result.exit_code == 0
    assert "example.ris: 1 read, 0 already known, 0 merged" in result.output
    assert "line 6" in result.output
    assert "1 already known" in run("import", path).output
    assert Work.objects.count() == 1


@pytest.mark.django_db
def test_import_goes_on_after_a_file_that_cannot_be_read_and_ends_with_1(tmp_path):
    good, bad = tmp_path / "good.ris", tmp_path / "bad.zip"
    good.write_text(RIS)
    bad.write_bytes(b"PK\x03\x04")
    result = run("import", tmp_path / "none.ris", bad, good)
    assert result.exit_code == 1
    assert "none.ris" in result.output
    assert "bad.zip" in result.output
    assert "good.ris: 1 read" in result.output
    assert ImportRun.objects.count() == 2


@pytest.mark.django_db
def test_archive_import_makes_drafts(tmp_path, shared_data):
    result = run("archive", "import", shared_data / "archive/pprnet_blog_page.txt")
    assert result.exit_code == 0, result.output
    assert "6 drafts made" in result.output


@pytest.mark.django_db
def test_a_user_gets_a_random_password_that_is_shown_once():
    result = run("user", "add", "anna", "--role", "editor", "--email", "anna@example.org")
    password = word_after("Password:", result.output)
    user = get_user_model().objects.get(username="anna")
    assert user.check_password(password)
    assert [group.name for group in user.groups.all()] == ["Digest editors"]
    assert not user.is_superuser
    again = word_after("Password:", run("user", "reset", "anna").output)
    assert again != password
    assert authenticate(None, username="anna", password=again) == user


def word_after(label: str, text: str) -> str:
    return text.partition(label)[2].split()[0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["user", "reset", "nobody"], "no account named nobody"),
        (["user", "add", "not a name!"], "valid username"),
        (["restore", "none.tar.gz", "--yes"], "none.tar.gz"),
        (["backup", "/nowhere/at/all.tar.gz"], "/nowhere/at/all.tar.gz"),
    ],
)
def test_a_refused_command_prints_one_line(monkeypatch, capsys, upload_folder, words, said):
    monkeypatch.setattr(sys, "argv", ["pprnet", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    errors = capsys.readouterr().err
    assert said in errors
    assert "Traceback" not in errors


@pytest.mark.django_db
def test_the_same_name_is_not_given_twice():
    run("user", "add", "anna")
    assert isinstance(run("user", "add", "Anna").exception, SiteError)


@pytest.mark.django_db
def test_backup_and_restore_by_command(tmp_path, upload_folder):
    path = tmp_path / "site.tar.gz"
    run("user", "add", "anna")
    assert run("backup", path).exit_code == 0
    get_user_model().objects.all().delete()
    assert run("restore", path, input="n\n").exit_code == 1
    assert not get_user_model().objects.exists()
    assert "Restart it" in run("restore", path, "--yes").output
    assert get_user_model().objects.get().username == "anna"


@pytest.mark.django_db
def test_setup_twice_makes_one_account_and_no_sample_in_an_old_site(monkeypatch):
    monkeypatch.setattr(setup, "start_collecting", lambda: None)
    first = run("setup", "--no-sample")
    assert first.exit_code == 0, first.exception
    assert "Password:" in first.output
    assert "Password:" not in run("setup", "--sample").output
    assert get_user_model().objects.count() == 1
    assert not Work.objects.exists()


@pytest.mark.django_db
def test_what_a_kill_between_two_migrations_left_out_is_made_up_for(monkeypatch):
    """Rights are written after all migrations: none is left to run, and they are not there."""
    monkeypatch.setattr(setup, "start_collecting", lambda: None)
    expected = set(Permission.objects.values_list("content_type__app_label", "codename"))
    rights = {each.name: each.permissions.count() for each in Group.objects.all()}
    Permission.objects.filter(content_type__app_label__in=["catalogue", "digest"]).delete()
    Group.objects.all().delete()
    assert run("setup", "--no-sample").exit_code == 0
    assert set(Permission.objects.values_list("content_type__app_label", "codename")) == expected
    found = {each.name: each.permissions.count() for each in Group.objects.all()}
    assert found == {name: rights[name] for name in found}
    assert {"Digest editors", "Digest writers"} <= set(found)


@pytest.mark.django_db
@pytest.mark.parametrize("words", [["import", "x.ris"], ["serve"], ["backup", "x"], ["reread"]])
def test_a_set_up_that_was_not_completed_is_named(words):
    MigrationRecorder.Migration.objects.filter(app="digest").order_by("-pk").first().delete()
    said = run(*words).exception
    assert isinstance(said, SiteError)
    assert "not completed: run `pprnet setup` first" in str(said)


@pytest.mark.django_db
def test_manage_passes_its_arguments_on():
    assert run("manage", "check", "--tag", "models").exit_code == 0


@pytest.mark.django_db
def test_a_failing_job_does_not_block_others(settings, caplog):
    settings.SCHEDULED_JOBS = ["pprnet_site.no.such.job", *settings.SCHEDULED_JOBS]
    closed = []
    run_scheduler.connections = type("Connections", (), {"close_all": lambda: closed.append(1)})
    assert run_scheduler.run_due() == len(settings.SCHEDULED_JOBS) - 1
    assert "no.such.job failed" in caplog.text
    assert closed == [1]


def test_a_taken_port_is_refused_before_anything_starts():
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(SiteError, match="--port"):
            serve.ensure_port_free("127.0.0.1", taken.getsockname()[1])


@pytest.mark.slow
def test_a_site_that_was_not_set_up_says_so(tmp_path):
    result = command(tmp_path, "import", "x.ris")
    assert result.returncode == 1
    assert "pprnet setup" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.slow
def test_the_worker_logs_nothing_to_the_terminal_with_the_password(home):
    worked = command(home, "manage", "db_worker", "--batch")
    assert (worked.returncode, worked.stdout, worked.stderr) == (0, "", "")


def command(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from pprnet.cli import main; main()", *words],
        env=environment(home),
        capture_output=True,
        text=True,
        check=False,
    )


def environment(home: Path) -> dict[str, str]:
    settings = {"PPRNET_HOME": str(home), "DJANGO_SETTINGS_MODULE": "pprnet_site.settings.local"}
    return {k: v for k, v in os.environ.items() if k != "PPRNET_DATABASE_URL"} | settings


KILLED_SETUP = """
import os, sys
from django.db.migrations.operations import RenameField
from django.db.migrations.recorder import MigrationRecorder
change, record = RenameField.database_forwards, MigrationRecorder.record_applied
moment = sys.argv[1]
def changed(operation, *arguments):
    if operation.model_name_lower == moment:
        os._exit(9)
    change(operation, *arguments)
def recorded(recorder, app, name):
    if app == moment:
        os._exit(9)
    record(recorder, app, name)
RenameField.database_forwards, MigrationRecorder.record_applied = changed, recorded
from pprnet.cli import main
sys.argv[1:] = ["setup", "--no-sample"]
main()
"""
"""A set-up that is killed when it renames a field of a model, or records a migration of an app."""
KILLS = ("revision", "digest")
"""In the one migration of Wagtail that is not atomic, and between the tables and their record."""


@pytest.mark.slow
def test_a_new_site_is_set_up_for_its_owner_only_served_and_stopped(tmp_path):
    home = tmp_path / "home"
    killed = [sys.executable, "-c", KILLED_SETUP]
    before = os.umask(0o000)
    try:
        for moment in KILLS:
            ended = subprocess.run([*killed, moment], env=environment(home), check=False)
            assert ended.returncode == 9
        made = command(home, "setup", "--no-sample")
    finally:
        os.umask(before)
    assert made.returncode == 0, made.stderr
    opened = [each for each in (home, *home.iterdir()) if each.stat().st_mode & 0o077]
    assert opened == []
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-c", "from pprnet.cli import main; main()", "serve", "--port", str(port)],
        env=environment(home),
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert str(port) in process.stdout.readline()
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", "/")
        assert connection.getresponse().status == 200
        connection.close()
    finally:
        process.terminate()
    process.communicate(timeout=60)
    assert process.returncode == 0
    with pytest.raises(ConnectionRefusedError):
        wait_until_closed(port)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_closed(port: int) -> None:
    for _ in range(20):
        HTTPConnection("127.0.0.1", port, timeout=5).connect()
        time.sleep(0.2)
