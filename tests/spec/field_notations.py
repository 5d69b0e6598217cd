"""One invented reference in the notation of each tagged format, of BibTeX and of tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """A reference; empty text means that it does not state a field."""

    kind: str = "article"
    authors: tuple[str, ...] = ("Example, A.",)
    """In index order, a suffix last."""
    shortened: bool = False
    group: str = ""
    translator: str = ""
    year: str = "2001"
    """The year, or what stands in its place."""
    month: str = ""
    original: str = ""
    publisher: str = ""
    genre: str = ""
    journal: str = ""
    event: str = ""


TITLE = "Invented"
RIS_KINDS = {"article": "JOUR", "book": "BOOK", "thesis": "THES", "conference": "CPAPER"}
NAMED_KINDS = {
    "article": "Journal Article",
    "book": "Book",
    "thesis": "Thesis",
    "conference": "Conference Paper",
}
REFWORKS_KINDS = {**NAMED_KINDS, "book": "Book, Whole", "thesis": "Dissertation/Thesis"}
OVID_KINDS = {
    "article": "Journal Article",
    "book": "Book",
    "thesis": "Dissertation Abstract",
    "conference": "Conference Abstract",
}
BIBTEX_KINDS = {"thesis": "phdthesis", "conference": "inproceedings"}
CSL_KINDS = {
    "article": "article-journal",
    "book": "book",
    "thesis": "thesis",
    "conference": "paper-conference",
}


def _lines(fields: Iterable[tuple[str, str]], form: str) -> str:
    """Return the fields that have a text, a line each."""
    return "".join(form.format(tag, text) + "\n" for tag, text in fields if text)


def printed_names(case: Case) -> list[str]:
    """Return all authors as printed, with what stands for those left out."""
    group = [case.group] if case.group else []
    return [*case.authors, *group, *(["et al."] if case.shortened else [])]


def marked_names(case: Case) -> list[str]:
    """Return all authors, a group with EndNote's comma at its end."""
    return [f"{name}," if name == case.group else name for name in printed_names(case)]


def name_parts(name: str) -> tuple[str, str, str]:
    """Return family name, given names and suffix."""
    family, given, suffix = (*name.split(", "), "", "")[:3]
    return family, given, suffix


def ris(case: Case) -> str:
    """Return the case in RIS."""
    conference = case.kind == "conference"
    fields = [
        *(("AU", name) for name in marked_names(case)),
        ("A4", case.translator),
        ("TI", TITLE),
        ("T2", case.event or case.journal),
        ("C3", case.journal if conference else ""),
        ("PY", case.year),
        ("DA", f"{case.year} {case.month}" if case.month else ""),
        ("OP", case.original),
        ("PB", case.publisher),
        ("M3", case.genre),
    ]
    return _lines([("TY", RIS_KINDS[case.kind]), *fields], "{}  - {}") + "ER  - \n"


def enw(case: Case) -> str:
    """Return the case in EndNote's tagged export."""
    conference = case.kind == "conference"
    fields = [
        ("0", NAMED_KINDS[case.kind]),
        *(("A", name) for name in marked_names(case)),
        ("?", case.translator),
        ("T", TITLE),
        ("B", case.event or case.journal),
        ("3", case.journal if conference else ""),
        ("D", case.year),
        ("8", case.month),
        ("I", case.publisher),
        ("9", case.genre),
    ]
    return _lines(fields, "%{} {}")


def refworks(case: Case) -> str:
    """Return the case in RefWorks' tagged export."""
    fields = [
        ("RT", REFWORKS_KINDS[case.kind]),
        ("SR", "Electronic(1)"),
        *(("A1", name) for name in printed_names(case)),
        ("T1", TITLE),
        ("YR", case.year),
        ("FD", case.month),
        ("PB", case.publisher),
    ]
    return _lines(fields, "{} {}")


def isi(case: Case) -> str:
    """Return the case in the tagged export of Web of Science."""
    first, *others = [name for name in printed_names(case) if name != case.group]
    people = "\n   ".join([first, *others])
    fields = [
        ("PT", "C" if case.kind == "conference" else "J"),
        ("AU", people),
        ("CA", case.group),
        ("TI", TITLE),
        ("SO", case.journal),
        ("CT", case.event),
        ("PD", case.month.upper()),
        ("PY", case.year),
    ]
    return f"FN Clarivate Analytics Web of Science\nVR 1.0\n{_lines(fields, '{} {}')}ER\n\nEF\n"


def ovid(case: Case) -> str:
    """Return the case in Ovid's text export."""
    translator = [f"{case.translator} [Trans]"] if case.translator else []
    source = f"{case.journal}. Conference: {case.event}. Sampletown. 12(3):4-5, {case.year}."
    fields = [
        ("Author", "; ".join([*printed_names(case), *translator])),
        ("Title", f"{TITLE}."),
        ("Year of Publication", case.year),
        ("Publication Date", f"{case.month} {case.year}" if case.month else ""),
        ("Source", source if case.event else ""),
        ("Publication Type", OVID_KINDS[case.kind]),
        ("Publisher", case.publisher),
    ]
    return "<1>\n" + _lines(fields, "{}\n  {}")


def nbib(case: Case) -> str:
    """Return the case in NBIB, where a suffix follows the given names without a comma."""
    names = [" ".join(name.rsplit(", ", max(0, name.count(", ") - 1))) for name in case.authors]
    fields = [
        ("PMID", "1"),
        ("TI", f"{TITLE}."),
        *(("FAU", name) for name in names),
        ("FAU", "et al." if case.shortened else ""),
        ("CN", case.group),
        ("PT", "Academic Dissertation" if case.kind == "thesis" else "Journal Article"),
        ("DP", f"{case.year} {case.month}".strip()),
    ]
    return _lines(fields, "{:<4}- {}")


def csv(case: Case) -> str:
    """Return the case as a table with commas."""
    cells = {
        "title": TITLE,
        "authors": "; ".join(printed_names(case)),
        "year": case.year,
        "month": case.month,
        "translators": case.translator,
        "publisher": case.publisher,
        "work type": CSL_KINDS[case.kind],
        "genre": case.genre,
        "original date": case.original,
        "journal": case.journal,
        "event": case.event,
    }
    stated = {name: text for name, text in cells.items() if text}
    return ",".join(stated) + "\n" + ",".join(f'"{text}"' for text in stated.values()) + "\n"


def bibtex(case: Case) -> str:
    """Return the case in BibTeX, in which a suffix stands before the given names."""
    names = []
    for family, given, suffix in map(name_parts, case.authors):
        names.append(", ".join(filter(None, (family, suffix, given))))
    return _bibtex_entry(case, names, {"year": case.year, "month": case.month})


def biblatex(case: Case) -> str:
    """Return the case in BibLaTeX: parts of names by their keys, a particle in natural order."""
    names = []
    for family, given, suffix in map(name_parts, case.authors):
        parts = [f"family={family}", f"given={given}" if given else ""]
        parts.append(f"suffix={suffix}" if suffix else "")
        natural = family[:1].islower() and not suffix
        names.append(f"{given} {family}" if natural else ", ".join(filter(None, parts)))
    dated = case.year.isdecimal()
    year = {"date": case.year} if dated else {"pubstate": case.year.replace(" ", "")}
    return _bibtex_entry(case, names, year)


def _bibtex_entry(case: Case, names: list[str], dates: dict[str, str]) -> str:
    others = [f"{{{case.group}}}"] if case.group else []
    others += ["others"] if case.shortened else []
    fields = {
        "title": TITLE,
        "author": " and ".join(names + others),
        "translator": case.translator,
        **dates,
        "origdate": case.original,
        "school" if case.kind == "thesis" else "publisher": case.publisher,
        "type": case.genre,
        "booktitle" if case.kind == "conference" else "journal": case.journal,
        "eventtitle": case.event,
    }
    stated = ", ".join(f"{name}={{{text}}}" for name, text in fields.items() if text)
    return f"@{BIBTEX_KINDS.get(case.kind, case.kind)}{{a, {stated}}}\n"
