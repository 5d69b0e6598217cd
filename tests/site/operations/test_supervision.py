"""`pprnet serve` restarts its parts, gives up with a reason, and leaves no process behind."""

from __future__ import annotations

import os
import signal
import sys

import pytest
from processes import child_with, children, command, served, wait_for, words_of

from pprnet.errors import SiteError
from pprnet_site.cli.serving import supervision
from pprnet_site.cli.serving.serve_lock import LOCK_FILE, serve_lock
from pprnet_site.cli.serving.supervision import ServiceProcess, ending, note_end, start, stop, tend

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs Linux")


def test_pauses_grow_and_are_bounded(capsys):
    part = ServiceProcess("task worker", ())
    pauses = []
    for at in range(0, 240, 20):
        note_end(part, 1, float(at))
        pauses.append(part.start_at - at)
    assert pauses[:6] == [1, 2, 4, 8, 16, 30]
    assert max(pauses) == supervision.MAX_PAUSE
    assert "task worker ended unexpectedly with code 1" in capsys.readouterr().err


def test_ends_long_ago_do_not_count():
    part = ServiceProcess("scheduler", ())
    for day in range(20):
        note_end(part, 1, day * 86_400.0)
        assert part.start_at == day * 86_400.0 + 1


def test_five_ends_within_a_minute_end_the_site_and_say_why():
    part = ServiceProcess("task worker", ())
    for at in range(supervision.MAX_ENDS - 1):
        note_end(part, 1, float(at))
    with pytest.raises(SiteError, match=r"task worker ended 5 times within a minute.*signal 9"):
        note_end(part, -9, 10.0)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (3, "with code 3"),
        (-15, "by signal 15 (SIGTERM)"),
        (-9, "by signal 9 (SIGKILL, perhaps because memory was short)"),
        (-250, "by signal 250 (unknown)"),
    ],
)
def test_an_end_is_put_in_words(code, words):
    assert ending(code) == words


def test_a_part_that_ends_is_started_again_and_the_others_go_on():
    brief = ServiceProcess("brief", (sys.executable, "-c", "raise SystemExit(4)"))
    lasting = ServiceProcess("lasting", (sys.executable, "-c", "import time; time.sleep(600)"))
    try:
        for part in (brief, lasting):
            start(part)
        first = lasting.process
        brief.process.wait()
        tend([brief, lasting], 100.0)
        assert brief.process is None
        tend([brief, lasting], 100.5)
        assert brief.process is None
        tend([brief, lasting], 101.0)
        assert brief.process is not None
        assert lasting.process is first
    finally:
        stop([brief, lasting])
    assert lasting.process.returncode == -signal.SIGTERM


def test_one_folder_is_served_once(tmp_path):
    with (
        serve_lock(tmp_path, "http://127.0.0.1:8000/"),
        pytest.raises(SiteError, match=rf"older pprnet serves here \(process {os.getpid()}, http"),
        serve_lock(tmp_path, "http://127.0.0.1:8001/"),
    ):
        pass


def test_a_lock_file_that_was_left_behind_stops_nobody(tmp_path):
    (tmp_path / LOCK_FILE).write_text('{"process": 1, "address": "http://127.0.0.1:8000/"}')
    with serve_lock(tmp_path, "http://127.0.0.1:8001/"):
        assert "8001" in (tmp_path / LOCK_FILE).read_text()


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    with (
        pytest.raises(SiteError, match="PPRNET_HOME"),
        serve_lock(tmp_path / "missing", "http://127.0.0.1:8000/"),
    ):
        pass


@linux
@pytest.mark.slow
def test_killed_parts_come_back_a_second_server_is_refused_and_a_killed_one_leaves_nothing(home):
    with served(home) as (process, _port):
        for word in ("db_worker", "run_scheduler", "gunicorn"):
            before = wait_for(lambda word=word: child_with(process.pid, word))
            os.kill(before, signal.SIGKILL)

            def replaced(word=word, before=before):
                found = child_with(process.pid, word)
                return found if found != before else None

            wait_for(replaced)
        assert process.poll() is None
        second = command(home, "serve", "--port", "1")
        assert second.returncode == 1
        assert f"an older pprnet serves here (process {process.pid}" in second.stderr
        assert "Traceback" not in second.stderr
        parts = children(process.pid)
        everything = parts + [each for part in parts for each in children(part)]
        assert len(parts) == 3
        process.kill()
        process.wait()
        wait_for(lambda: not any(words_of(each) for each in everything))
    with served(home) as (process, _port):
        assert process.poll() is None


@pytest.mark.slow
def test_a_site_that_others_could_read_is_closed_by_setup(home):
    paths = [home / "secret_key", *home.glob("pprnet.sqlite3*")]
    for path in paths:
        path.chmod(0o644)
    assert command(home, "setup", "--no-sample").returncode == 0
    for path in [home / "secret_key", *home.glob("pprnet.sqlite3*")]:
        assert path.stat().st_mode & 0o777 == 0o600, path


@pytest.mark.slow
def test_only_the_owner_reads_what_is_written(home):
    for path in [home / "secret_key", *home.glob("pprnet.sqlite3*")]:
        assert path.stat().st_mode & 0o077 == 0, path
