"""`pprnet serve`: the site, its task worker and its scheduler, started and stopped together."""

from __future__ import annotations

import signal
import socket
import sys
import time
from http.client import HTTPConnection
from types import FrameType
from typing import Annotated

import typer

from pprnet.errors import SiteError
from pprnet_site.cli.serving.serve_lock import serve_lock
from pprnet_site.cli.serving.supervision import (
    POLL_INTERVAL,
    ServiceProcess,
    run_until_stopped,
    start,
    stop,
    tend,
)
from pprnet_site.cli.site import site

THREADS = 4
START_TIMEOUT = 60.0
"""Seconds for the site to answer after it was started."""
MANAGE = (sys.executable, "-m", "django")


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

        from pprnet_site.catalogue.derived import rebuild_derived
        from pprnet_site.settings.environment import HOME

        rebuild_derived()  # a restore may have been interrupted while it did this
        connection.close()
    address = f"http://{bind_address(host, port)}/"
    with serve_lock(HOME, address):
        ensure_port_free(host, port)
        run_parts(host, port, address)


def run_parts(host: str, port: int, address: str) -> None:
    """Run the three processes until Ctrl-C or SIGTERM."""
    signal.signal(signal.SIGTERM, stop_on_signal)
    parts = [ServiceProcess(name, command) for name, command in commands(host, port).items()]
    try:
        for part in parts:
            start(part)
        wait_for_answer(parts, host, port)
        typer.echo(f"The site is at {address} and the desk at /desk/. Press Ctrl-C to stop it.")
        run_until_stopped(parts)
    except KeyboardInterrupt:
        typer.echo("Stopping ...", err=True)
    finally:
        stop(parts)


def bind_address(host: str, port: int) -> str:
    """Return host and port as gunicorn and a browser read them."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def commands(host: str, port: int) -> dict[str, tuple[str, ...]]:
    """Return the command of each process of the site."""
    return {
        "site": (
            *(sys.executable, "-m", "gunicorn", "pprnet_site.wsgi:application"),
            *("--bind", bind_address(host, port), "--workers", "1", "--threads", str(THREADS)),
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


def stop_on_signal(_number: int, _frame: FrameType | None) -> None:
    """Raise `KeyboardInterrupt` when the process is asked to end."""
    raise KeyboardInterrupt


def wait_for_answer(parts: list[ServiceProcess], host: str, port: int) -> None:
    """Wait until the site has answered once: the first answer is slow."""
    end = time.monotonic() + START_TIMEOUT
    while time.monotonic() < end:
        tend(parts, time.monotonic())
        connection = HTTPConnection(host, port, timeout=START_TIMEOUT)
        try:
            connection.request("HEAD", "/")
            connection.getresponse()
        except OSError:
            time.sleep(POLL_INTERVAL)
        else:
            return
        finally:
            connection.close()
    raise SiteError(
        f"the site did not answer on port {port} within {START_TIMEOUT:g} seconds; the reason is "
        "in its output above. Start it again with `pprnet serve`"
    )
