"""The claims of a summary, compared with its sources."""

from __future__ import annotations

from dataclasses import dataclass

from pprnet import __version__
from pprnet.claims import ClaimFinding, check_claims
from pprnet.extraction.text_processing.sentence_splitter import split_sentences
from pprnet_site.evidence.checking.result_cache import ResultCache
from pprnet_site.evidence.checking.source_texts import SummarySources
from pprnet_site.evidence.claim_keys import ClaimKey, ClaimPlace, number_claims
from pprnet_site.evidence.draft_content import DraftContent, TextPiece


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """A claim of one text of a summary, as the engine judged it."""

    key: ClaimKey
    item: int
    start: int
    end: int
    """Characters of the text."""
    finding: ClaimFinding


_RESULTS: ResultCache[tuple[FoundClaim, ...]] = ResultCache()


def find_claims(content: DraftContent, sources: SummarySources) -> tuple[FoundClaim, ...]:
    """Return the claims of a summary in the order of its page."""
    key = (__version__, content.fingerprint, sources.fingerprint)
    return _RESULTS.get(key, lambda: compare_claims(content, sources))


def compare_claims(content: DraftContent, sources: SummarySources) -> tuple[FoundClaim, ...]:
    """Return the claims of a summary, compared with its sources now."""
    findings = check_claims(content.whole, sources.texts)
    sentences = {piece.start: sentence_bounds(piece.text) for piece in content.pieces}
    placed = [
        (content.piece_at(finding.claim.start), finding)
        for finding in sorted(findings, key=lambda each: each.claim.start)
    ]
    keys = number_claims(
        [claim_place(piece, finding, sentences[piece.start]) for piece, finding in placed]
    )
    return tuple(
        FoundClaim(key, piece.item, *bounds_in(piece, finding), finding)
        for key, (piece, finding) in zip(keys, placed, strict=True)
    )


def sentence_bounds(text: str) -> list[tuple[int, int]]:
    """Return where each sentence of a text begins and ends."""
    return [(start, end) for start, end, _label in split_sentences(text)]


def bounds_in(piece: TextPiece, finding: ClaimFinding) -> tuple[int, int]:
    """Return the characters of a claim in its text; one that reaches beyond it is cut."""
    start, end = finding.claim.start - piece.start, finding.claim.end - piece.start
    return start, min(end, len(piece.text))


def claim_place(
    piece: TextPiece, finding: ClaimFinding, sentences: list[tuple[int, int]]
) -> ClaimPlace:
    """Return the claim with its sentence."""
    start, end = bounds_in(piece, finding)
    around = next(((a, b) for a, b in sentences if a <= start < b), (0, len(piece.text)))
    sentence = piece.text[around[0] : around[1]]
    return ClaimPlace(piece.field, finding.claim.kind.value, piece.text[start:end], sentence)
