"""Words that lost an fi, fl or ff, which many PDFs do not map to letters."""

from __future__ import annotations

import re

from pprnet.fulltext.line_joins import Vocabulary
from pprnet.fulltext.pdf.characters.glyphs import UNMAPPED

_LIGATURES = ("ffi", "ffl", "fi", "fl", "ff")
_STEMS = (
    "signi.fi.can", "speci.fi.c", "e.ff.ect", "e.ffi.cac", "e.ffi.cien", "di.ff.eren",
    "con.fi.den", "coe.ffi.cien", "su.ffi.cien", "bene.fi.t", "bene.fi.ci", "identi.fi.",
    "classi.fi.", "modi.fi.", "strati.fi.", "con.fl.ict", "re.fl.ect", "in.fl.uen",
    "di.ffi.cult", "a.ff.ect", ".fi.delity", ".fi.nding", ".fl.exib", ".fl.uctuat",
    "quanti.fi.", "veri.fi.", "arti.fi.cial", "scienti.fi.c", "satis.fi.ed",
)  # fmt: skip
"""Parts of words of the field, with the ligature between points."""
_WORD = re.compile(rf"(?:[^\W\d_]|{UNMAPPED})+")
_SHORTEST = 4


def _lost_forms() -> dict[str, str]:
    """Return the stems as they are printed without their ligature, with the complete ones."""
    forms = {}
    for stem in _STEMS:
        before, ligature, after = stem.split(".") if stem.count(".") == 2 else ("", "", "")  # noqa: PLR2004
        if len(before + after) >= _SHORTEST and before and after.isalpha():
            forms[before + after] = before + ligature + after
            forms[f"{before} {after}"] = before + ligature + after
    return forms


_FORMS = _lost_forms()
_LOST = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, _FORMS), key=len, reverse=True))})")


def with_ligatures(text: str, vocabulary: Vocabulary) -> str:
    """Return a text in which words have the letters again that a ligature stood for.

    Args:
        text: of a line.
        vocabulary: the words of the document.
    """
    if UNMAPPED in text:
        text = _WORD.sub(lambda found: _completed(found[0], vocabulary), text)
    return _LOST.sub(lambda found: _FORMS[found[0]], text)


def _completed(word: str, vocabulary: Vocabulary) -> str:
    """Return a word with the one ligature that makes it a known word, else as it is."""
    if UNMAPPED not in word:
        return word
    options = [word.replace(UNMAPPED, ligature) for ligature in _LIGATURES]
    known = [option for option in options if option in vocabulary]
    known = known or [option for option in options if _has_stem(option.lower())]
    return known[0] if len(known) == 1 else word


def _has_stem(word: str) -> bool:
    return any(word.startswith(stem.replace(".", "")) for stem in _STEMS)
