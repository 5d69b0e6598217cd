"""How titles, journals, books, numbers and notes are printed in a reference."""

from __future__ import annotations

import re

QUOTED = re.compile(
    r"^[“\"](?P<title>[^”\"]{1,600}(?:[”\"](?![ ,.;]|$)[^”\"]{0,600}){0,3})[”\"] ?[,.]? ?"
)
SINGLE_QUOTED = re.compile(r"^[‘'](?P<title>.{1,600}?)[’'](?: ?[,.] ?| (?=[A-Z]|in ))")
SENTENCE_END = re.compile(
    r"(?<=[.?!…])(?<![A-Z]\.[A-Z]\.)(?<!\bDr\.)(?<!\bSt\.)(?<!\bvs\.)(?<!\bNo\.)"
    r"(?:[”\"’)\]]{0,2})\s+"
)
NOTE = re.compile(
    r" ?\((?=[^()]{0,150}(?:\beds?\b|\btrans\.|\bvols?\.|\bno\. |version|series|illus\.|icpsr))"
    r"(?P<note>[^()]{2,150})\)(?= ?(?:\.|\[|$))",
    re.IGNORECASE,
)
"""What APA prints in brackets after the title of a book or report: edition, translator, number."""
PEOPLE_OF_NOTE = re.compile(
    r"^(?P<names>[^,;]{2,80}), (?P<role>Eds?\.(?: & Trans\.)?|Trans\.)$", re.IGNORECASE
)
TAIL = re.compile(
    r"(?:(?P<comma>,)\s?|\s)(?:[Vv]ol(?:ume|\.)\s?)?"
    r"(?P<volume>\d{1,5}(?:[-–]\d{1,4})?|[IVXLC]{1,8}(?=[(,]))?"
    r"\s?(?:[(,]\s?(?:[Nn]o\.\s?)?(?P<issue>[^(),]{1,30})\)"
    r"|,\s?(?:[Nn]o\.|[Ii]ssue|[Nn]r\.|[Hh]eft)\s?(?P<number>\d{1,4}(?:[-–/]\d{1,4})?))?"
    r"(?:\s?(?P<sign>[,:])\s?(?:pp?\.\s?|[Ss]\.\s)?(?P<where>(?:Article\s)?[A-Za-z]{0,4}\d[\w.]{0,15}"
    r"(?:\s?[-‐–—]\s?[A-Za-z]{0,3}\d{1,6}[a-z]?)?)(?:[;,] ?[a-z]{0,12} ?[\d–-]{1,12}){0,2})?\s?\.?$"
)
PLACE = re.compile(
    r"(?P<volume>[^:;()\s,]{1,12})?\s?(?:\((?P<issue>[^()]{1,30})\))?\s?"
    r"(?::\s?(?P<where>[A-Za-z]{0,4}\d[\w.]{0,15}(?:\s?[-‐–—]\s?[A-Za-z]{0,3}\d{1,6}[a-z]?)?))?"
    r"\.?$"
)
PAGES = re.compile(r"\bpp?\.\s?(?P<where>[A-Za-z]?\d[\w]{0,6}(?:\s?[-‐–—]\s?[A-Za-z]?\d{1,6})?)")
IN_BOOK = re.compile(r"(?:^|(?<=[.?!,”’\"]))\s?(?:In:?|in)\s+(?=\S)")
BRACKETED = re.compile(r"\s?\[(?P<genre>[^\[\]]{3,120})\]")
EDITION = re.compile(r"\b(?P<edition>\d{1,2})(?:st|nd|rd|th)\s(?:ed\b\.?|edn\b\.?|edition\b)", re.I)
EDITORS_LAST = re.compile(r"^(?P<names>.{2,400}?),?\s\((?:eds?\.?|editors?)\)[.,]?\s?", re.I)
EDITORS_NAMED = re.compile(r"^(?P<names>.{2,400}?),?\s(?:eds?|editors?)\.\s+", re.I)
EDITED_BY = re.compile(r",?\sedited by (?P<names>.{2,300})(?=\.\s[^.]{1,200}\.?$)", re.IGNORECASE)
ADVANCE = re.compile(r"\.?\s?(?P<status>Advance online publication|Epub ahead of print)\.?", re.I)
PREPRINT_WORDS = re.compile(r"\bpreprint(?: posted online\b|,)\.?\s?", re.IGNORECASE)
THESIS_WORDS = re.compile(
    r"(?:^|(?<=[.”\"’?!]))\s?(?P<genre>[^.,”\"]{0,40}\b(?:dissertation|thesis))[.,]\s(?P<where>[^.]{3,200})\.?$",
    re.IGNORECASE,
)
THESIS = re.compile(r"\b(?:dissertation|thesis)\b", re.IGNORECASE)
SHORT_WORD = re.compile(r"[A-Z][a-z]{0,8}\.?")
