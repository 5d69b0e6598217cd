"""A git of its own for tests: no configuration of the user, no repository of a hook."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

IDENTITY = ("-c", "user.name=Example", "-c", "user.email=example@example.org")


def is_of_git(name: str) -> bool:
    """Return whether an environment variable would lead git elsewhere, as in a hook."""
    return name.startswith("GIT_")


def git(root: Path, *arguments: str) -> str:
    """Run git in a folder and return what it prints."""
    environment = {name: value for name, value in os.environ.items() if not is_of_git(name)}
    environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    command = ["git", "-C", str(root), *IDENTITY, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return done.stdout.strip()
