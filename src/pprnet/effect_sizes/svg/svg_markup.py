"""Parts of SVG for a page with a strict content policy: classes, no style, every text escaped."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from pprnet.effect_sizes.plain_language.sentence_templates import collapse_spaces
from pprnet.errors import EffectError

_PREFIX = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}", re.ASCII)
# What XML 1.0 cannot hold, section 2.2: controls, surrogates and two non-characters.
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its key and caption."""

    svg: str
    """Markup for the page, unchanged; empty where there was nothing to draw."""
    key: str
    """A list that explains the marks, as markup with the class `key`; empty where none is."""
    caption: str
    """A text (not markup) for the caption: the computation, or why nothing is drawn."""


def escape_text(words: str) -> str:
    """Return a text in the form in which it may be in SVG, in an attribute or between two tags.

    Args:
        words: of a user; characters that XML cannot hold are removed.
    """
    return escape(collapse_spaces(_UNFIT.sub("", words)))


def svg_document(
    *,
    kind: str,
    size: tuple[int, int],
    prefix: str,
    language: str,
    title: str,
    desc: str,
    body: str,
) -> str:
    """Return a complete SVG that a screen reader names by its title and describes by its desc.

    Args:
        kind: class of the SVG.
        size: width and height, in units.
        prefix: start of the ids, unique on the page: a letter, then letters, digits, "-" or "_".
        language: of the texts, such as "en".
        title: text, escaped here.
        desc: text, escaped here.
        body: markup, taken as it is.

    Raises:
        EffectError: The prefix cannot begin an id.
    """
    if not _PREFIX.fullmatch(prefix):
        raise EffectError(
            f'prefix of ids: expected a letter, then letters, digits, "-" or "_", got {prefix!r}'
        )
    width, height = size
    return (
        f'<svg class="{kind}" viewBox="0 0 {width} {height}" role="img" lang="{language}"'
        f' aria-labelledby="{prefix}-title" aria-describedby="{prefix}-desc">'
        f'<title id="{prefix}-title">{escape_text(title)}</title>'
        f'<desc id="{prefix}-desc">{escape_text(desc)}</desc>'
        f"{body}</svg>"
    )


def format_coordinate(value: float) -> str:
    """Return a coordinate to a tenth of a unit.

    Args:
        value: in units.
    """
    return f"{value:.1f}".removesuffix(".0")
