"""The French interface: complete, with its blanks in place, and set as French is set."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

import messages as script

BLANK = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%[sd]|</?\w+[^>]*>|`[^`]*`")
"""What stands for something else in a text, the tags in it, and what is typed as it stands."""


def translated_pairs() -> list[tuple[str, str]]:
    """Return each text in both languages, with both forms of a plural."""
    pairs = []
    for message in script.messages(script.stored()).values():
        if message.pluralizable:
            pairs += zip(message.id, message.string, strict=True)
        else:
            pairs.append((message.id, message.string))
    return pairs


def test_every_text_has_its_french_and_none_is_left_over():
    assert script.catalogue_differences() == []


def test_the_script_finds_no_difference():
    done = subprocess.run(
        [sys.executable, script.__file__, "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_update_leaves_a_synchronised_catalogue_unchanged(tmp_path):
    copy = tmp_path / "django.po"
    copy.write_bytes(script.FRENCH.read_bytes())
    script.update(copy)
    assert copy.read_bytes() == script.FRENCH.read_bytes()


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ('msgid "Topics"\nmsgstr "Thèmes"', 'msgid "Topics"\nmsgstr ""', "not translated"),
        ('msgid "Topics"\n', 'msgid "Topic words"\n', "not used any more"),
        ('msgid "Topics"\n', '#, fuzzy\nmsgid "Topics"\n', "fuzzy"),
    ],
)
def test_each_difference_is_reported(tmp_path, before, after, line):
    text = script.FRENCH.read_text("utf-8")
    assert text.count(before) == 1
    damaged = tmp_path / "django.po"
    damaged.write_text(text.replace(before, after), "utf-8")
    assert any(
        found.startswith(f"{line}: 'Topic") for found in script.catalogue_differences(damaged)
    )


def test_the_engine_names_of_fields_are_among_the_texts():
    found = script.messages(script.template())
    assert ("Journal", None) in found
    assert ("Add the year of publication.", None) in found


def test_the_blanks_are_the_same_in_both_languages():
    wrong = [
        (en, fr)
        for en, fr in translated_pairs()
        if sorted(BLANK.findall(en)) != sorted(BLANK.findall(fr))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        (r"'", "a straight apostrophe"),
        (r'(?<!=)"(?!>)', "a straight quotation mark"),
        (r"“|”", "English quotation marks"),
        (r"\.\.\.", "three dots instead of …"),
        (r"[  ][;:?!»](?!\w)", "a wide space before ; : ? ! or »"),
        (r"[^\s\d\u202f][?!»]", "no space before ? ! or »"),
        (r"[^\s\u202f]:(?!//|\d)", "no space before a colon"),
        (r"«[^\u202f]", "no narrow space after «"),
    ],
)
def test_french_follows_french_typography(pattern, fault):
    assert [fr for _en, fr in translated_pairs() if re.search(pattern, fr)] == [], fault


def test_texts_keep_their_position_in_a_sentence():
    """A text that ends a sentence in English ends one in French."""
    ends = (".", ":", "?", "…")
    wrong = [
        (en, fr)
        for en, fr in translated_pairs()
        if en.endswith(ends) != fr.endswith(ends) and not en.startswith("This content is only")
    ]
    assert wrong == []
