"""Keep the French catalogue in step with the interface: `python scripts/messages.py [--check]`.

No gettext tools are needed: Babel reads the Python files, and the templates after Django has
turned them into Python. Without an argument the catalogue takes new texts in (empty, to be
translated) and drops old ones; translations are kept. `--check` only says what is out of step.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from pprnet.citations.completeness import REQUIRED_FIELDS
from pprnet.extraction.signal_registry import SIGNALS

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "src/pprnet_site"
FRENCH = SITE / "locale/fr/LC_MESSAGES/django.po"

HEADER = r"""# The interface in Canadian French; `python scripts/messages.py` keeps it in step.
msgid ""
msgstr ""
"Project-Id-Version: pprnet\n"
"Language: fr\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"

"""
"""Written as it stands, so that no date changes from one run to the next."""

ONE, MANY = None, (1, 2)
IN_CONTEXT, MANY_IN_CONTEXT = ((1, "c"), 2), ((1, "c"), 2, 3)
KEYWORDS = {
    "_": ONE,
    "gettext": ONE,
    "gettext_lazy": ONE,
    "gettext_noop": ONE,
    "ngettext": MANY,
    "ngettext_lazy": MANY,
    "pgettext": IN_CONTEXT,
    "pgettext_lazy": IN_CONTEXT,
    "npgettext": MANY_IN_CONTEXT,
    "npgettext_lazy": MANY_IN_CONTEXT,
}

Found = tuple[str, str | tuple[str, ...], str | None]
"""A file, a text (or singular and plural), and the context of the text if it has one."""
Key = tuple[str, str | None]


def sources() -> Iterator[tuple[str, str]]:
    """Return each file of the site that may hold texts, as Python."""
    for path in sorted(SITE.rglob("*")):
        name = path.relative_to(ROOT).as_posix()
        if path.suffix == ".py" and "migrations" not in path.parts:
            yield name, path.read_text("utf-8")
        elif path.is_file() and "templates" in path.parts and "static" not in path.parts:
            yield name, templatize(path.read_text("utf-8"), origin=name)


def texts() -> Iterator[Found]:
    """Return every text of the interface with where it stands."""
    for name, code in sources():
        found = extract("python", BytesIO(code.encode()), keywords=KEYWORDS)
        yield from ((name, text, context) for _line, text, _comments, context in found)
    yield from engine_texts()


def engine_texts() -> Iterator[Found]:
    """Return the engine's plain English that the site translates as it shows it."""
    for needs in REQUIRED_FIELDS.values():
        for need in needs:
            for text in (need.missing.label, need.missing.advice):
                yield "src/pprnet/citations/completeness.py", text, None
    for signal in SIGNALS:
        if signal.is_stored:
            yield "src/pprnet/extraction/signal_registry.py", signal.label, None
            yield "src/pprnet/extraction/signal_registry.py", signal.absent, None


def template() -> Catalog:
    """Gather the texts of the interface, untranslated."""
    catalog = Catalog()
    for name, text, context in texts():
        catalog.add(text, locations=[(name, None)], context=context)
    return catalog


def stored(path: Path = FRENCH) -> Catalog:
    """Read the catalogue."""
    with path.open("rb") as file:
        return read_po(file, locale="fr", domain="django")


def key_of(message: Message) -> Key:
    """Name a message as catalogues do: by its singular and its context."""
    text = message.id if isinstance(message.id, str) else message.id[0]
    return text, message.context


def messages(catalog: Catalog) -> dict[Key, Message]:
    """Return the messages of a catalogue by name, without its header."""
    return {key_of(message): message for message in catalog if message.id}


def is_translated(message: Message) -> bool:
    """Return whether a message has all its forms."""
    forms = (message.string,) if isinstance(message.string, str) else message.string
    return all(forms) and len(forms) == (2 if message.pluralizable else 1)


def catalogue_differences(path: Path = FRENCH) -> list[str]:
    """Return what is missing, fuzzy or unused in the catalogue, one line each."""
    wanted, there = messages(template()), messages(stored(path))
    lines = [f"not translated: {key[0]!r}" for key in wanted if not has_translation(there.get(key))]
    lines += [f"fuzzy: {key[0]!r}" for key, message in there.items() if message.fuzzy]
    return lines + [f"not used any more: {key[0]!r}" for key in there if key not in wanted]


def has_translation(message: Message | None) -> bool:
    """Return whether a message is in the catalogue with its translation."""
    return message is not None and is_translated(message)


def update(path: Path = FRENCH) -> None:
    """Take new texts in and drop old ones; order and form depend on the texts alone."""
    catalog = stored(path)
    catalog.update(template(), no_fuzzy_matching=True)
    body = BytesIO()
    write_po(
        body,
        catalog,
        width=99,
        omit_header=True,
        sort_output=True,
        ignore_obsolete=True,
        include_lineno=False,
    )
    path.write_bytes(HEADER.encode() + body.getvalue().strip() + b"\n")


def main() -> int:
    """Update the catalogue or check it; say what is still to do."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing")
    if not parser.parse_args().check:
        update()
    lines = catalogue_differences()
    print("\n".join([*lines, f"{len(messages(stored()))} texts, {len(lines)} out of step."]))
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
