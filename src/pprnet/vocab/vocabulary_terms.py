"""The classes of the terms of the vocabulary."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Topic:
    """A controlled subject term."""

    key: str
    """Stable; can be part of an address."""
    label: str
    label_fr: str
    scope: str
    """When to give it, in one sentence."""
    scope_fr: str
    synonyms: tuple[str, ...] = ()
    mesh: tuple[str, ...] = ()
    """MeSH descriptors that point to it."""
    related: tuple[str, ...] = ()
    """Keys of topics that a reader may want next."""


@dataclass(frozen=True, slots=True)
class TypeGroup:
    """A heading under which types of research are listed."""

    key: str
    label: str
    label_fr: str


@dataclass(frozen=True, slots=True)
class ResearchType:
    """A study design."""

    key: str
    """Stable; can be part of an address."""
    group: str
    """Key of its group."""
    label: str
    """In sentence case, as "Randomised trial"."""
    plural: str
    """In lower case, for counts such as "2 narrative reviews"."""
    label_fr: str
    plural_fr: str
    synonyms: tuple[str, ...] = ()
