"""The only module that calls pandoc, a program and not a library: in its sandbox, timed."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import Any

from pprnet.errors import CitationError, PandocMissingError

TIMEOUT_SECONDS = 5.0
"""A batch of 200 takes about two seconds on a slow core; a hostile title would take days."""
HEAP_LIMIT = "-M512M"
"""The most memory that pandoc's heap may take; 200 references take about 100 MB."""
INSTALL_ADVICE = "install it with: pip install pypandoc-binary"


def pandoc_path() -> str:
    """Return the path of pandoc: of the package that ships it, else of the system.

    It only looks for the file, and starts no program.

    Raises:
        PandocMissingError: It is not installed.
    """
    package = find_spec("pypandoc")
    folders = package.submodule_search_locations if package else None
    shipped = [Path(folder) / "files" / "pandoc" for folder in folders or ()]
    found = next((str(path) for path in shipped if path.is_file()), None) or which("pandoc")
    if found is None:
        raise PandocMissingError(
            f"references are formatted with pandoc, which is not installed: {INSTALL_ADVICE}"
        )
    return found


def run_citeproc(
    items: Sequence[Mapping[str, object]],
    *,
    style: str,
    locale: str,
    seconds: float = TIMEOUT_SECONDS,
) -> dict[str, Any]:
    """Return the formatted bibliography of some items, as pandoc's document tree.

    Args:
        items: CSL-JSON, each with an id.
        style: CSL.
        locale: such as "en-US".
        seconds: limit of time.

    Raises:
        PandocMissingError: Pandoc is not installed or cannot be started.
        CitationError: Pandoc failed or did not answer in time.
    """
    with tempfile.TemporaryDirectory(prefix="pprnet-") as folder:
        style_file = Path(folder) / "style.csl"
        style_file.write_text(style, encoding="utf-8")
        command = [pandoc_path(), "--sandbox", "--citeproc", "--from=csljson", "--to=json"]
        command += ["+RTS", HEAP_LIMIT, "-RTS"]
        command += [f"--csl={style_file}", f"--metadata=lang={locale}"]
        answer = _run_program(command, json.dumps(items).encode(), seconds=seconds)
    document: dict[str, Any] = json.loads(answer)
    return document


def _run_program(command: list[str], data: bytes, *, seconds: float) -> bytes:
    """Return the output of a program, turning each way to fail into our error."""
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=seconds, check=True)
    except subprocess.TimeoutExpired as error:
        raise CitationError(f"pandoc did not answer within {seconds:g} seconds") from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip() or "nothing"
        raise CitationError(f"pandoc failed with exit code {error.returncode}: {said}") from error
    except OSError as error:
        raise PandocMissingError(
            f"pandoc could not be started ({error}): {INSTALL_ADVICE}"
        ) from error
    return done.stdout
