"""The complete sentences of each language, kept as data, and the way to fill one."""

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
    """Return the sentences of a language by their key in the file, such as "people.compared".

    Args:
        language: "en" or "fr".

    Raises:
        EffectError: There are no sentences in the language.
    """
    if language not in LANGUAGES:
        raise EffectError(f"language: expected one of {', '.join(LANGUAGES)}, got {language!r}")
    text = (
        files("pprnet.effect_sizes.plain_language")
        .joinpath(f"sentences.{language}.toml")
        .read_text("utf-8")
    )
    return MappingProxyType(dict(_flat(tomllib.loads(text))))


def _flat(table: dict[str, Any], place: str = "") -> list[tuple[str, str]]:
    """Return nested tables as one list of keys and texts."""
    found: list[tuple[str, str]] = []
    for key, value in table.items():
        inner = isinstance(value, dict)
        found += _flat(value, f"{place}{key}.") if inner else [(place + key, value)]
    return found


def collapse_spaces(text: str) -> str:
    """Return a text on one line with single spaces; no-break spaces are unchanged.

    Args:
        text: of a user, any length.
    """
    return _BREAKS.sub(" ", text).strip(" ")


def fill_template(language: str, place: str, **slots: object) -> str:
    """Return a sentence with its slots filled; their content is never read as a template.

    Args:
        language: "en" or "fr".
        place: key of the sentence in the file, such as "people.compared".
        slots: content of each slot, by name.

    Raises:
        EffectError: There are no sentences in the language.
    """
    return sentence_templates_of(language)[place].format(**slots)


def measure_label(measure: Measure, language: str) -> str:
    """Return the name of a measure as it is printed before its value.

    Args:
        measure: any.
        language: "en" or "fr".

    Raises:
        EffectError: There are no sentences in the language.
    """
    return sentence_templates_of(language)[f"names.{measure}"]
