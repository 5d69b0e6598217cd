"""`pprnet user`: accounts, each with a random password that is shown once."""

from __future__ import annotations

import secrets
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from pprnet.errors import SiteError
from pprnet_site.cli.site import site

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PASSWORD_BYTES = 15
FULL_NAME = "Name of the person for readers, as in a byline (Enter to leave it open)"

user_app = typer.Typer(name="user", help="Create an account or reset it.", no_args_is_help=True)


class Role(StrEnum):
    """What an account may do."""

    EDITOR = "editor"
    WRITER = "writer"


def register(app: typer.Typer) -> None:
    """Add the verbs on accounts."""
    app.add_typer(user_app)


@user_app.command("add")
def add(
    name: Annotated[str, typer.Argument(help="The name to sign in with.")],
    role: Annotated[
        Role, typer.Option(help="An editor publishes; a writer writes drafts.")
    ] = Role.WRITER,
    email: Annotated[str, typer.Option(help="E-mail address of the person.")] = "",
    full_name: Annotated[
        str | None, typer.Option(help="Name of the person for readers, as in a byline.")
    ] = None,
) -> None:
    """Create an account and print its random password, once."""
    if full_name is None and sys.stdin.isatty():
        full_name = typer.prompt(FULL_NAME, default="", show_default=False)
    with site():
        show_once(name, add_user(name=name, role=role, email=email, full_name=full_name or ""))


@user_app.command("set-name")
def set_name(
    name: Annotated[str, typer.Argument(help="The name to sign in with.")],
    full_name: Annotated[str, typer.Argument(help="Name of the person for readers.")],
) -> None:
    """Set the name of a person that readers see; it is proposed as the author of drafts."""
    with site():
        save_full_name(name=name, full_name=full_name)
    typer.echo(f"Readers know {name} as {full_name}.")


@user_app.command("reset")
def reset(name: Annotated[str, typer.Argument(help="The name to sign in with.")]) -> None:
    """Set a new random password for an account, print it once, and end a lockout."""
    with site():
        show_once(name, reset_password(name=name))


@user_app.command("remove-two-factor")
def remove_second_step(
    name: Annotated[str, typer.Argument(help="The name to sign in with.")],
) -> None:
    """Remove the app and the recovery codes of an account whose device is lost."""
    with site():
        had = remove_two_factor(name=name)
    state = "is off now" if had else "was off already"
    typer.echo(f"Two-factor log-in of {name} {state}: the password alone is enough.")


@user_app.command("export")
def export(name: Annotated[str, typer.Argument(help="The name to sign in with.")]) -> None:
    """Print all that the site holds about a person with an account, as JSON."""
    with site():
        typer.echo(data_text(name=name))


@user_app.command("erase")
def erase(
    name: Annotated[str, typer.Argument(help="The name to sign in with.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask again.")] = False,
) -> None:
    """Erase the person of an account for ever; decisions and versions stay without a name."""
    with site():
        find_user(name)
        if not yes:
            typer.confirm(f"Erase the person of {name}? This cannot be undone", abort=True)
        typer.echo(
            f"{name} is erased. What was decided and written is kept as {erased(name=name)}."
        )


def show_once(name: str, password: str) -> None:
    """Print a password that is stored nowhere in plain text."""
    typer.echo(f"Name:     {name}\nPassword: {password}\n(It is shown only now.)")


def save_full_name(*, name: str, full_name: str) -> None:
    """Save the name of a person for readers.

    Raises:
        SiteError: There is no such account, or somebody logs in with that name.
    """
    from pprnet_site.core.display_names import set_display_name

    user = find_user(name)
    ensure_no_log_in_name(full_name)
    set_display_name(user=user, name=full_name)


def ensure_no_log_in_name(full_name: str) -> None:
    """Raise an error if somebody logs in with a name that is meant for readers."""
    from pprnet_site.core.display_names import is_log_in_name

    if is_log_in_name(full_name.strip()):
        raise SiteError(
            f"somebody logs in with the name {full_name}: choose the name that readers may see"
        )


def add_user(*, name: str, role: Role, email: str = "", full_name: str = "") -> str:
    """Create an account in the group of its role, and return its password.

    Raises:
        SiteError: There is an account of that name, or the full name is a log-in name.
    """
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group
    from django.db import transaction

    from pprnet_site.core.display_names import set_display_name
    from pprnet_site.digest.permissions import EDITORS, WRITERS, make_groups

    password = secrets.token_urlsafe(PASSWORD_BYTES)
    model = get_user_model()
    if model.objects.filter(username__iexact=name).exists():
        raise SiteError(
            f"an account named {name} already exists: choose another name, or set a new "
            f"password with `pprnet user reset {name}`"
        )
    with transaction.atomic():
        make_groups()
        user = model(username=name, email=email)
        user.set_password(password)
        user.full_clean()
        user.save()
        ensure_no_log_in_name(full_name)
        set_display_name(user=user, name=full_name)
        user.groups.add(Group.objects.get(name=EDITORS if role is Role.EDITOR else WRITERS))
    return password


def reset_password(*, name: str) -> str:
    """Set a new password, clear failed attempts and wrong codes, and return the password."""
    from axes.utils import reset as clear_attempts

    from pprnet_site.accounts.two_factor.devices import end_pauses

    user = find_user(name)
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    user.set_password(password)
    user.save(update_fields=["password"])
    clear_attempts(username=user.get_username())
    end_pauses(user)
    return password


def remove_two_factor(*, name: str) -> bool:
    """Remove the second step of an account, and return whether it had one."""
    from pprnet_site.accounts.two_factor import devices

    return devices.remove_second_step(find_user(name))


def data_text(*, name: str) -> str:
    """Return all that the site holds about a person, as the text of a JSON file."""
    import json

    from django.core.serializers.json import DjangoJSONEncoder
    from django.utils import timezone

    from pprnet_site.accounts.personal_data.export import personal_data

    data = personal_data(find_user(name), now=timezone.now())
    return json.dumps(data, cls=DjangoJSONEncoder, indent=2, ensure_ascii=False)


def erased(*, name: str) -> str:
    """Erase a person, and return the name that their account has now."""
    from django.utils import timezone

    from pprnet_site.accounts.personal_data.erasure import erase_person

    return erase_person(user=find_user(name), now=timezone.now())


def find_user(name: str) -> User:
    """Return an account by its name.

    Raises:
        SiteError: There is none.
    """
    from django.contrib.auth.models import User

    user = User.objects.filter(username=name).first()
    if user is None:
        known = ", ".join(User.objects.order_by("username").values_list("username", flat=True))
        raise SiteError(f"there is no account named {name}; there are: {known or 'none'}")
    return user
