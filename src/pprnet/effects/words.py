"""The whole sentences of each language, kept as data, and the way to fill one."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from pprnet.effects.measures import Measure
from pprnet.errors import EffectError

LANGUAGES = ("en", "fr")


@cache
def templates(language: str) -> MappingProxyType[str, str]:
    """Read the sentences of a language, by their place in the file: "people.compared"."""
    if language not in LANGUAGES:
        raise EffectError(f"language: expected one of {', '.join(LANGUAGES)}, got {language!r}")
    text = files("pprnet.effects").joinpath(f"words.{language}.toml").read_text("utf-8")
    return MappingProxyType(dict(_flat(tomllib.loads(text))))


def _flat(table: dict[str, Any], place: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in table.items():
        inner = isinstance(value, dict)
        found += _flat(value, f"{place}{key}.") if inner else [(place + key, value)]
    return found


def fill(language: str, place: str, **slots: object) -> str:
    """Give a sentence with its slots filled; what fills them is never read as a template."""
    return templates(language)[place].format(**slots)


def name_of(measure: Measure, language: str) -> str:
    """Give the name of a measure as it stands before its value."""
    return templates(language)[f"names.{measure}"]
