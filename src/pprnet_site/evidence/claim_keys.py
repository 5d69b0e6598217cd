"""How a stored decision finds its claim again after the text has changed elsewhere."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from pprnet_site.evidence.models.decisions import MAX_CLAIM


class ClaimKey(NamedTuple):
    """What a claim is known by, in the order of the columns of a decision."""

    field: str
    claim_kind: str
    claim: str
    sentence_hash: str
    number: int
    """Among claims of the same field, kind, text and sentence, from 0."""


class ClaimPlace(NamedTuple):
    """A claim in a field, and the sentence that it stands in."""

    field: str
    kind: str
    text: str
    sentence: str


def number_claims(places: Sequence[ClaimPlace]) -> list[ClaimKey]:
    """Return the key of each claim, in the order given, which is that of the text."""
    seen: Counter[tuple[str, str, str, str]] = Counter()
    keys = []
    for place in places:
        named = (place.field, place.kind, short_claim(place.text), hash_sentence(place.sentence))
        keys.append(ClaimKey(*named, seen[named]))
        seen[named] += 1
    return keys


def claim_anchor(key: ClaimKey) -> str:
    """Return a short name for a claim that is the same wherever its sentence moves."""
    return short_name("\x00".join(map(str, key)))


def finding_anchor(code: str, field: str, text: str) -> str:
    """Return a short name for what a rule found."""
    return short_name("\x00".join((code, field, text)))


def short_name(text: str) -> str:
    """Return twelve hexadecimal digits that stand for a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def short_claim(text: str) -> str:
    """Return the text of a claim or finding as it is stored."""
    return " ".join(text.split())[:MAX_CLAIM]


def hash_sentence(sentence: str) -> str:
    """Return the SHA-256 of a sentence, whatever its white space."""
    return hashlib.sha256(" ".join(sentence.split()).encode()).hexdigest()
