"""The kinds of signal as the site uses them, derived from the engine's registry."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from pprnet.extraction.signal_registry import SIGNALS, SignalKind, ValueForm

__all__ = [
    "COUNT_KINDS",
    "KEY_FACT_LABELS",
    "SIGNAL_CHOICES",
    "SIGNAL_ROWS",
    "SINGLE_VALUE_KINDS",
    "SignalKind",
]

_STORED = sorted(
    (definition for definition in SIGNALS if definition.is_stored),
    key=lambda definition: definition.display_order or 0,
)

SIGNAL_ROWS: tuple[tuple[SignalKind, str | Promise, str | Promise], ...] = tuple(
    (definition.kind, gettext_lazy(definition.label), gettext_lazy(definition.absent))
    for definition in _STORED
)
"""The stored kinds in the order of the desk's table: label, and what is shown for no value."""

SIGNAL_CHOICES = [(kind.value, label) for kind, label, _absent in SIGNAL_ROWS]

SINGLE_VALUE_KINDS = frozenset(definition.kind for definition in _STORED if definition.is_single)
"""Kinds of which a work has one value at most: a correction replaces all others."""

COUNT_KINDS = frozenset(
    definition.kind for definition in _STORED if definition.form is ValueForm.COUNT
)

KEY_FACT_LABELS: dict[SignalKind, str | Promise] = {
    definition.kind: gettext_lazy(definition.label)
    for definition in SIGNALS
    if definition.is_key_fact
}
"""The counts that a draft starts with as key facts, in their order."""
