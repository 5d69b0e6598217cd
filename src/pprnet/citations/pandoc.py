"""The only module that calls pandoc, a program and not a library: in its sandbox, timed."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pprnet.errors import CitationError

TIMEOUT_SECONDS = 60.0
"""A batch of 200 takes about two seconds on a slow core."""
INSTALL_ADVICE = "install it with: pip install pypandoc-binary"


def pandoc_path() -> str:
    """Return the path of pandoc.

    Raises:
        CitationError: It is not installed.
    """
    try:
        import pypandoc  # type: ignore[import-untyped]  # it ships no types

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError) as error:
        raise CitationError(
            f"references are formatted with pandoc, which is not installed: {INSTALL_ADVICE}"
        ) from error


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
        CitationError: Pandoc is missing, failed or did not answer in time.
    """
    with tempfile.TemporaryDirectory(prefix="pprnet-") as folder:
        style_file = Path(folder) / "style.csl"
        style_file.write_text(style, encoding="utf-8")
        command = [pandoc_path(), "--sandbox", "--citeproc", "--from=csljson", "--to=json"]
        command += [f"--csl={style_file}", f"--metadata=lang={locale}"]
        answer = _run_program(command, json.dumps(items).encode(), seconds=seconds)
    document: dict[str, Any] = json.loads(answer)
    return document


def _run_program(command: list[str], data: bytes, *, seconds: float) -> bytes:
    """Return the output of a program, turning each way to fail into our error."""
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=seconds, check=True)
    except subprocess.TimeoutExpired as error:
        raise CitationError(
            f"pandoc did not answer within {seconds:g} seconds: format fewer references at once"
        ) from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip() or "nothing"
        raise CitationError(f"pandoc failed with exit code {error.returncode}: {said}") from error
    except OSError as error:
        raise CitationError(f"pandoc could not be started ({error}): {INSTALL_ADVICE}") from error
    return done.stdout
