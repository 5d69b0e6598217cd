"""The texts of the rules in English and French, and their measured rates of false alarms."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pprnet.lint.lint_findings import BilingualText


@dataclass(frozen=True, slots=True)
class RuleTexts:
    """What a rule is called, what it explains, and its messages by variant."""

    title: BilingualText
    explanation: BilingualText
    messages: Mapping[str, BilingualText]


@dataclass(frozen=True, slots=True)
class FalseAlarmRate:
    """How often a rule was wrong on published texts."""

    texts: int
    """Texts to which the rule applies."""
    texts_with_alarms: int
    alarms: int

    @property
    def percent(self) -> float:
        """Return the share of texts with a false alarm in percent."""
        return 100 * self.texts_with_alarms / self.texts if self.texts else 0.0


@cache
def rule_texts() -> Mapping[str, RuleTexts]:
    """Return the texts of all rules by code."""
    return {code: _texts_of(entry) for code, entry in _data("rule_texts.toml").items()}


@cache
def false_alarm_rates() -> Mapping[str, FalseAlarmRate]:
    """Return the measured rates by code."""
    return {code: FalseAlarmRate(**entry) for code, entry in _data("false_alarms.toml").items()}


def _data(name: str) -> dict[str, Any]:
    """Return the content of a packaged file."""
    return tomllib.loads(files("pprnet.lint").joinpath(name).read_text(encoding="utf-8"))


def _texts_of(entry: Mapping[str, Any]) -> RuleTexts:
    """Return the texts of one entry of the file."""
    messages = {
        variant: BilingualText(english, entry["messages_fr"][variant])
        for variant, english in entry["messages"].items()
    }
    return RuleTexts(
        BilingualText(entry["title"], entry["title_fr"]),
        BilingualText(entry["explanation"], entry["explanation_fr"]),
        messages,
    )
