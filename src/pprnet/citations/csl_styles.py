"""The citation styles that ship with the package, as CSL files of the CSL project.

Their origin and their licence (CC BY-SA 3.0) are in `styles/README.md`.
"""

from __future__ import annotations

import re
from importlib.resources import files

from pprnet.errors import CitationError

STYLES = {
    "apa": "APA, 7th edition",
    "american-medical-association": "AMA, 11th edition",
    "chicago-author-date": "Chicago, 18th edition (author and date)",
    "elsevier-vancouver": "Vancouver",
    "harvard-cite-them-right": "Harvard",
    "modern-language-association": "MLA, 9th edition",
}
"""Every style by its key, with its name for a person; a test finds a file for each."""

SHORT_NAMES = {
    "ama": "american-medical-association",
    "chicago": "chicago-author-date",
    "harvard": "harvard-cite-them-right",
    "mla": "modern-language-association",
    "vancouver": "elsevier-vancouver",
}
"""Styles by a name that is quicker to type."""

OWN_LOCALE = "en-US"
OWN_LOCALES = {"harvard-cite-them-right": "en-GB"}
"""Locales of the styles that are not American: they decide on quotation marks and dates."""

RETRIEVED = re.compile(
    r'(<text term="retrieved" text-case="capitalize-first"/>\s*<group delimiter=", ">\s*'
    r'<date form="text" variable="accessed"/>\s*<text term="from"/>\s*</group>)'
)
"""What the style of APA prints before an address: the word, the date and "from"."""
DISAMBIGUATION = re.compile(r'\sdisambiguate-add-(?:names|givenname|year-suffix)="true"')
BIBLIOGRAPHY_LAYOUT = re.compile(
    r"(<bibliography\b[^>]*>\s*(?:<sort>.*?</sort>\s*)?)<layout\b.*?</layout>", re.DOTALL
)
YEAR_LETTER = re.compile(r'<text variable="year-suffix"([^>]*/>)')
LETTER_FIELD = "stated-year-suffix"
"""The field of an item that states its letter; CSL has none for it."""
LETTER_MARK = "."
UNPLACED_NAMES = re.compile(
    r"(<names(?:\s[^>]*[^>/])?>\s*)(<label\s[^>]*/>\s*(?=</names>|<substitute>))"
)
"""Names with a label and without the element that places the names."""


def read_style(name: str) -> str:
    """Return the CSL of a style.

    Args:
        name: key of `STYLES`, which is the CSL project's name of the style, such as `apa`.

    Raises:
        CitationError: The name is none of `STYLES`.
    """
    if name not in STYLES:
        raise CitationError(
            f"citation style: expected the name of a CSL style, one of {', '.join(STYLES)}; "
            f'got "{name[:60]}"'
        )
    return (files("pprnet.citations") / "styles" / f"{name}.csl").read_text(encoding="utf-8")


def own_locale(name: str) -> str:
    """Return the locale that a style is made for.

    Args:
        name: key of `STYLES`.
    """
    return OWN_LOCALES.get(name, OWN_LOCALE)


def drops_hyphens(name: str) -> bool:
    """Return whether a style prints the initials of "Ann-Marie" as "AM".

    Args:
        name: key of `STYLES`.
    """
    return 'initialize-with-hyphen="false"' in read_style(name)


def adapt_style(style: str) -> str:
    """Return a style as pandoc's citeproc needs it to print what the style means.

    The style of APA prints "Retrieved" for every page without a date of publication; it should be
    there only with a date of retrieval. Citeproc prints the label "eds." before the names where a
    style does not say where the names go.

    Args:
        style: CSL, as `read_style` returns it.
    """
    style = UNPLACED_NAMES.sub(r"\1<name/>\2", style)
    return RETRIEVED.sub(r'<group delimiter=" ">\1</group>', style)


def remove_list_rules(style: str) -> str:
    """Return a style changed so that no reference depends on the others of its batch.

    Two works of the same authors and year are distinguished as 2020a and 2020b in one list, and
    some styles print a dash for authors named before. Our references are shown alone, one to a
    page, where the letter or dash would point to nothing.

    Args:
        style: CSL, as `read_style` returns it.
    """
    return re.sub(
        r'subsequent-author-substitute(?:-rule)?="[^"]*"', "", remove_disambiguation(style)
    )


def remove_disambiguation(style: str) -> str:
    """Return a style that prints each work's names and year as if no other were like it.

    What a style adds to distinguish two citations in a text, further names and full given names,
    citeproc prints in the list as well, where a style like APA has its own number of names.

    Args:
        style: CSL, as `read_style` returns it.
    """
    return DISAMBIGUATION.sub("", style)


def has_year_letters(style: str) -> bool:
    """Return whether a style distinguishes works of the same authors and year by letters.

    Args:
        style: CSL, as `read_style` returns it.
    """
    return 'disambiguate-add-year-suffix="true"' in style


def only_year_letters(style: str) -> str:
    """Return a style that prints the letter of each work after a mark, and nothing else.

    Args:
        style: CSL, as `read_style` returns it.
    """
    layout = f'<layout><text value="{LETTER_MARK}"/><text variable="year-suffix"/></layout>'
    return BIBLIOGRAPHY_LAYOUT.sub(lambda found: found[1] + layout, style)


def stated_year_letters(style: str) -> str:
    """Return a style that prints letters which the items state, and adds none.

    Args:
        style: CSL, as `read_style` returns it.
    """
    chosen = (
        rf'<choose><if variable="{LETTER_FIELD}"><text variable="{LETTER_FIELD}"\1</if></choose>'
    )
    return YEAR_LETTER.sub(chosen, remove_disambiguation(style))
