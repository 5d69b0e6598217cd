"""`pprnet watch`: what has happened to the sources of published summaries."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

from pprnet_site.cli.site import site

if TYPE_CHECKING:
    from pprnet_site.catalogue.queries import ServiceState, WatchState
    from pprnet_site.catalogue.watch.watch_runs import WatchResult

output = Console(highlight=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, soft_wrap=True)

watch_app = typer.Typer(name="watch", invoke_without_command=True)


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.add_typer(watch_app)


@watch_app.callback()
def watch(
    context: typer.Context,
    now: Annotated[
        bool, typer.Option("--now", help="Ask about all works, also those asked about lately.")
    ] = False,
) -> None:
    """Ask the services what has happened to the sources of published summaries.

    Crossref, PubMed and Europe PMC are asked about each source, and the Retraction Watch file is
    read if it has changed. The site does so every night.
    """
    if context.invoked_subcommand:
        return
    with site():
        result = watch_with_bar(everything=now)
        report(result)
    if any(service.failure for service in result.services):
        raise typer.Exit(1)


@watch_app.command("status")
def status() -> None:
    """Print whether the watch runs, and when each service last answered."""
    with site():
        from pprnet_site.catalogue.queries import watch_state

        state = watch_state()
        output.print(first_line(state))
        for service in state.services:
            output.print(f"{service.label}: {service_line(service)}")


def watch_with_bar(*, everything: bool) -> WatchResult:
    """Ask the services, with a progress bar for each on a terminal."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from pprnet_site.catalogue.actions import run_watch
    from pprnet_site.catalogue.watch.lookup_turns import TurnResult

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal) as bar:
        tasks = {}

        def show(turn: TurnResult) -> None:
            if turn.key not in tasks:
                tasks[turn.key] = bar.add_task(turn.label)
            bar.update(tasks[turn.key], completed=turn.asked, total=turn.total)

        return run_watch(everything=everything, on_turn=show)


def report(result: WatchResult) -> None:
    """Print what came of each service on one line, and its problem on another."""
    if not result.services:
        output.print("Nothing is due. `pprnet watch --now` asks about all works again.")
    for turn in result.services:
        asked = f"{turn.asked} {'rows read' if turn.is_file else 'works asked about'}"
        known = "" if turn.is_file else f", {turn.unknown} not known there"
        output.print(f"{turn.label}: {asked}{known}, {turn.notices} new notices")
        if turn.problem:
            errors.print(f"  problem: {escape(turn.problem)}")
        if turn.failure:
            errors.print(f"[bold red]error[/] {escape(turn.failure)}")


def first_line(state: WatchState) -> str:
    """Return whether the watch runs, and if not, why."""
    if not state.is_on:
        return "The watch is switched off by PPRNET_WATCH."
    if not state.has_contact:
        return "Nothing is asked: no contact address is set. Set PPRNET_CONTACT."
    if state.is_running:
        return f"{state.watched} works are watched. The services are being asked just now."
    return f"{state.watched} works are watched. The next night begins {moment(state.next_night)}."


def service_line(service: ServiceState) -> str:
    """Return when a service last answered, and its problem."""
    said = moment(service.answered_at) if service.answered_at else "never"
    line = f"last answer {said}"
    if service.failing_since:
        line += f", failing since {moment(service.failing_since)}"
    if service.retry_at:
        line += f", asked again {moment(service.retry_at)}"
    return escape(f"{line}; {service.problem}" if service.problem else line)


def moment(at: datetime) -> str:
    """Return a moment in the time zone of the site."""
    from django.utils import timezone

    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"
