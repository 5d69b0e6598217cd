"""`pprnet serve`: the site, its task worker and its scheduler, started and stopped together."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from http.client import HTTPConnection
from types import FrameType
from typing import Annotated

import typer

from pprnet.errors import SiteError
from pprnet_site.cli.site import site

THREADS = 4
TIMEOUT = 60.0
"""Seconds for the site to answer after it was started, and to end after it was told to."""
POLL_INTERVAL = 0.2
MANAGE = (sys.executable, "-m", "django")


@dataclass(frozen=True, slots=True)
class ServiceProcess:
    """One process of the site."""

    name: str
    process: subprocess.Popen[bytes]


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("serve")(serve)


def serve(
    port: Annotated[int, typer.Option(help="The port to listen on.", min=1, max=65535)] = 8000,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
) -> None:
    """Serve the site with its task worker and scheduler until Ctrl-C."""
    with site():
        from django.db import connection

        connection.close()
    ensure_port_free(host, port)
    signal.signal(signal.SIGTERM, stop_on_signal)
    parts: list[ServiceProcess] = []
    try:
        for name, command in commands(host, port).items():
            parts.append(start(name, command))
        wait_for_answer(parts, host, port)
        typer.echo(
            f"The site is at http://{host}:{port}/ and the desk at /desk/. Press Ctrl-C to stop it."
        )
        wait_while_running(parts)
    except KeyboardInterrupt:
        typer.echo("Stopping ...", err=True)
    finally:
        stop(parts)


def commands(host: str, port: int) -> dict[str, tuple[str, ...]]:
    """Return the command of each process of the site."""
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return {
        "site": (
            *(sys.executable, "-m", "gunicorn", "pprnet_site.wsgi:application"),
            *("--bind", address, "--workers", "1", "--threads", str(THREADS)),
            *("--log-level", "warning"),
        ),
        "task worker": (*MANAGE, "db_worker"),
        "scheduler": (*MANAGE, "run_scheduler"),
    }


def ensure_port_free(host: str, port: int) -> None:
    """Raise an error for a port in use, before anything is started."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise SiteError(
                f"cannot listen on {host}:{port} ({error.strerror}): choose another port with "
                "--port"
            ) from error


def start(name: str, command: tuple[str, ...]) -> ServiceProcess:
    """Start one process, detached from the terminal's Ctrl-C, which this process passes on."""
    return ServiceProcess(name, subprocess.Popen(command, start_new_session=True))


def stop_on_signal(_number: int, _frame: FrameType | None) -> None:
    """Raise `KeyboardInterrupt` when the process is asked to end."""
    raise KeyboardInterrupt


def wait_for_answer(parts: list[ServiceProcess], host: str, port: int) -> None:
    """Wait until the site has answered once: the first answer is slow."""
    end = time.monotonic() + TIMEOUT
    while time.monotonic() < end:
        ensure_alive(parts)
        connection = HTTPConnection(host, port, timeout=TIMEOUT)
        try:
            connection.request("HEAD", "/")
            connection.getresponse()
        except OSError:
            time.sleep(POLL_INTERVAL)
        else:
            return
        finally:
            connection.close()
    raise SiteError(f"the site did not answer on port {port} within {TIMEOUT:g} seconds")


def wait_while_running(parts: list[ServiceProcess]) -> None:
    """Wait while all processes run."""
    while True:
        ensure_alive(parts)
        time.sleep(POLL_INTERVAL)


def ensure_alive(parts: list[ServiceProcess]) -> None:
    """Raise an error if a process has ended."""
    for part in parts:
        code = part.process.poll()
        if code is not None:
            raise SiteError(
                f"the {part.name} stopped unexpectedly (code {code}), so everything was "
                "stopped; its output is shown above. Start it again with `pprnet serve`"
            )


def stop(parts: list[ServiceProcess]) -> None:
    """Ask every process to end, and kill those that do not."""
    for part in parts:
        if part.process.poll() is None:
            part.process.terminate()
    end = time.monotonic() + TIMEOUT
    for part in parts:
        try:
            part.process.wait(timeout=max(0.1, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            part.process.kill()
            part.process.wait()
