"""LaTeX in BibTeX fields: to plain Unicode, and the little that must be escaped back."""

from __future__ import annotations

import re
import unicodedata

from pprnet.text import shift_digits

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    '"': "\u0308", "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328",
    "r": "\u030a", "d": "\u0323", "b": "\u0331",
}  # fmt: skip
_SYMBOLS = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ",
    "OE": "Œ", "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ",
    "TH": "Þ", "dj": "đ", "DJ": "Đ", "textendash": "–", "textemdash": "—", "ldots": "…",
    "dots": "…", "textbackslash": "\x02", "textasciitilde": "~", "textasciicircum": "^",
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "theta": "θ",
    "kappa": "κ", "lambda": "λ", "mu": "μ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ",
    "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "eta": "η", "Delta": "Δ", "times": "×",
    "pm": "±", "leq": "≤", "geq": "≥", "le": "≤", "ge": "≥", "textquoteright": "’",
    "textquoteleft": "‘", "copyright": "©", "textregistered": "®", "texttrademark": "™",
    "S": "§", "P": "¶", "pounds": "£", "euro": "€", "texteuro": "€", "degree": "°", "infty": "∞",
}  # fmt: skip
_ACCENT = re.compile(
    r"""\\(?:([`'^~=."])\s*|([uvHckrdb])(?:\s+|(?=\{)))(?:\{\s*(\\?[^\W\d_])\s*\}|(\\?[^\W\d_]))"""
)
_COMMAND = re.compile(r"\\([A-Za-z]+)(?:\s+|\{\}|(?![A-Za-z]))")
_SHIFTED = re.compile(
    r"\$([\^_])\{?([-+]?\d{1,4})\}?\$|(?<=\d)(\^)\{([-+]?\d{1,4})\}"
    r"|\\text(super|sub)script\s?\{\$?([-+]?\d{1,4})\$?\}"
)
"""Digits above or below the line."""
_ESCAPED = re.compile(r"\\([&%$#_{}\s])")
_SPECIAL = re.compile(r"[\\{}%&$#_~^]")
_LONG = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_LIGATURE = re.compile(r"(?<=-)-|(?<=')'|(?<=`)`")
_HIDDEN = {"{": "\x03", "}": "\x04", "$": "\x05", "~": "\x06"}
_SHOWN = str.maketrans({"\x02": "\\", "\x03": "{", "\x04": "}", "\x05": "$", "\x06": "~"})
_DROPPED = str.maketrans("", "", "{}$")


def to_unicode(text: str) -> str:
    """Return LaTeX as plain text.

    Args:
        text: LaTeX, as in the field of an entry.
    """
    if "\\" in text or "^" in text or "_" in text:
        text = _SHIFTED.sub(_shifted, text)
        text = _ESCAPED.sub(lambda found: _HIDDEN.get(found[1], found[1]), text)
        text = _ACCENT.sub(_accented, text)
        text = _COMMAND.sub(_symbol, text)
    text = text.replace("~", " ").replace("\x06", "~")
    text = text.replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”")
    return text.translate(_DROPPED).translate(_SHOWN)


def _shifted(found: re.Match[str]) -> str:
    """Return digits above or below the line, apart from a number before them."""
    mark, digits = next((found[at], found[at + 1]) for at in (1, 3, 5) if found[at])
    before = found.string[max(0, found.start() - 1) : found.start()]
    return shift_digits(before, digits, raised=mark in ("^", "super"))


def _accented(found: re.Match[str]) -> str:
    letter = (found[3] or found[4]).removeprefix("\\")
    return unicodedata.normalize("NFC", letter + _ACCENTS[found[1] or found[2]])


def _symbol(found: re.Match[str]) -> str:
    """Return a command's character; one that only sets the type leaves its argument."""
    if found[1] in ("textasciitilde",):
        return "\x06"
    return _SYMBOLS.get(found[1], "")


def to_latex(text: str) -> str:
    """Return text with what LaTeX would interpret escaped; other characters stay Unicode.

    Args:
        text: plain text.
    """
    text = _SPECIAL.sub(lambda found: _LONG.get(found[0]) or "\\" + found[0], text)
    return _LIGATURE.sub(lambda found: "{}" + found[0], text)
