"""The table fitted by `benchmarks/fit_directions.py`: what shared things weigh."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class EvidenceTable:
    """Weights of features, in their order."""

    pairs: tuple[float, ...]
    """Of what a claim and a statement share."""
    kinds: tuple[tuple[float, ...], ...]
    """Of each kind of relation: its own weight, and those of a few features."""
    claims: tuple[float, ...]
    """Of what is known of a claim, the constant last."""


@cache
def evidence_table() -> EvidenceTable:
    """Return the table of this version."""
    place = files("pprnet.claims.statements.evidence").joinpath("evidence.toml")
    table = tomllib.loads(place.read_text(encoding="utf-8"))
    return EvidenceTable(
        tuple(table["pairs"]), tuple(map(tuple, table["kinds"])), tuple(table["claims"])
    )
