"""The whole sentences of each language, kept as data, and the way to fill one."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from pprnet.effect_sizes.effect_measures import Measure
from pprnet.errors import EffectError

LANGUAGES = ("en", "fr")

# str.split would take the no-break spaces of French for spaces like any other.
_BREAKS = re.compile("[\t-\r\x1c-\x1f \x85\u2028\u2029]+")


@cache
def sentence_templates_of(language: str) -> MappingProxyType[str, str]:
    """Read the sentences of a language, by their place in the file: "people.compared"."""
    if language not in LANGUAGES:
        raise EffectError(f"language: expected one of {', '.join(LANGUAGES)}, got {language!r}")
    text = (
        files("pprnet.effect_sizes.plain_language")
        .joinpath(f"sentences.{language}.toml")
        .read_text("utf-8")
    )
    return MappingProxyType(dict(_flat(tomllib.loads(text))))


def _flat(table: dict[str, Any], place: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in table.items():
        inner = isinstance(value, dict)
        found += _flat(value, f"{place}{key}.") if inner else [(place + key, value)]
    return found


def collapse_spaces(text: str) -> str:
    """Give a text on one line with single spaces; those that may not break stay as they are."""
    return _BREAKS.sub(" ", text).strip(" ")


def fill_template(language: str, place: str, **slots: object) -> str:
    """Give a sentence with its slots filled; what fills them is never read as a template."""
    return sentence_templates_of(language)[place].format(**slots)


def measure_label(measure: Measure, language: str) -> str:
    """Give the name of a measure as it stands before its value."""
    return sentence_templates_of(language)[f"names.{measure}"]
