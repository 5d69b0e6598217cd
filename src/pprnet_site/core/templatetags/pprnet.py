"""Text, languages and fonts in templates."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.defaultfilters import date as format_date
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

register = template.Library()

EMPTY_LINE = re.compile(r"\n[ \t\r]*\n\s*")
STATISTIC = re.compile(r"\b([rdpngNkK])(?=\s*[=<>≤≥])")
"""Letters that stand for a statistic are set in italics: *r*, *d*, *p*, *n*, *g*, *k*."""
UNSAFE_IN_SCRIPT = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
FRENCH_MONTHS = (
    *("Janv", "Févr", "Mars", "Avr", "Mai", "Juin"),
    *("Juil", "Août", "Sept", "Oct", "Nov", "Déc"),
)
PRELOADED = ("newsreader-display", "newsreader-text", "public-sans")


@register.filter
def inline(text: str) -> SafeString:
    """Return a line of plain text, escaped, with the letters of statistics in italics."""
    parts = STATISTIC.split(str(text or ""))
    marked = (f"<i>{part}</i>" if at % 2 else escape(part) for at, part in enumerate(parts))
    return mark_safe("".join(marked))  # noqa: S308 - every part is escaped or one letter


@register.filter
def prose(text: str) -> SafeString:
    """Return plain text as paragraphs, separated at empty lines."""
    paragraphs = EMPTY_LINE.split(str(text or "").replace("\r\n", "\n").strip())
    made = (format_html("<p>{}</p>", inline(" ".join(p.split()))) for p in paragraphs if p)
    return mark_safe("\n".join(made))  # noqa: S308 - each is made by format_html


@register.filter
def month(value: dt.date | None) -> str:
    """Return a month as it begins a sentence: "February 2023", "Février 2023"."""
    text = format_date(value, "F Y")
    return text[:1].upper() + text[1:]


@register.filter
def month_alone(value: dt.date | None) -> str:
    """Return a month without its year, as it begins a sentence."""
    text = format_date(value, "F")
    return text[:1].upper() + text[1:]


@register.filter
def month_short(value: dt.date) -> str:
    """Return a short name of a month: "Jul", "Juil" (not "Jui", which is also June)."""
    if get_language() == "fr":
        return FRENCH_MONTHS[value.month - 1]
    return format_date(value, "M")


@register.filter
def day(value: dt.date | None) -> str:
    """Return a day in full: "3 March 2023", "3 mars 2023", "1er mars 2023"."""
    first = value is not None and value.day == 1 and get_language() == "fr"
    return format_date(value, r"j\e\r F Y" if first else "j F Y")


@register.filter
def partial_date(stated: str) -> str:
    """Return a date that may lack day or month, in words: "2023", "August 2023", "3 May 2023"."""
    try:
        if len(stated) == len("2023-08"):
            return format_date(dt.date.fromisoformat(f"{stated}-01"), "F Y")
        return day(dt.date.fromisoformat(stated))
    except ValueError:
        return stated


@register.filter
def translated_field(value: Any, name: str) -> str:
    """Return a text of the digest's settings in the language of the interface."""
    translated = getattr(value, f"{name}_{get_language()}", "")
    return str(translated or getattr(value, name, ""))


@register.filter
def lang_of(language: str) -> SafeString:
    """Return the `lang` attribute of content in another language than the interface."""
    if not language or language == get_language():
        return SafeString("")
    return format_html(' lang="{}"', language)


@register.simple_tag
def join_list(parts: Iterable[Any]) -> SafeString:
    """Return parts joined as in a sentence: "A, B and C"."""
    safe = [conditional_escape(part) for part in parts]
    if len(safe) < 2:  # noqa: PLR2004 - one part is no list
        return SafeString("".join(safe))
    pattern = _("{first} and {last}")
    return format_html(pattern, first=SafeString(", ".join(safe[:-1])), last=SafeString(safe[-1]))


@register.filter
def as_links(things: Iterable[Any]) -> list[SafeString]:
    """Return a link to the page of each topic or type."""
    return [format_html('<a href="{}">{}</a>', t.get_absolute_url(), t.name) for t in things]


@register.filter
def in_language(path: str, language: str) -> str:
    """Return the address of the same page in another language; French is below `/fr/`."""
    bare = path[3:] if re.match(r"/fr(/|$)", path) else path
    return bare or "/" if language == settings.LANGUAGE_CODE else f"/{language}{bare or '/'}"


@register.simple_tag
def json_ld(data: Mapping[str, Any]) -> SafeString:
    """Return data for search engines; the policy allows a data block, which is not executed."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(UNSAFE_IN_SCRIPT)
    return format_html('<script type="application/ld+json">{}</script>', SafeString(text))


@cache
def built_font_files() -> tuple[str, ...]:
    """Return the fonts to preload, if they were built; determined once per process."""
    if not finders.find("pprnet/fonts/fonts.css"):
        return ()
    return tuple(f"pprnet/fonts/{name}.woff2" for name in PRELOADED)


@register.simple_tag
def fonts() -> tuple[str, ...]:
    """Return the fonts to preload; none if they were not built."""
    return built_font_files()
