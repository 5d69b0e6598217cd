"""Titles of works: sentence case as APA 7 prints it, proposed for a person to decide on."""

from pprnet.citations.titles.name_evidence import proper_nouns_in
from pprnet.citations.titles.sentence_case import ProposedTitle, sentence_case

__all__ = ["ProposedTitle", "proper_nouns_in", "sentence_case"]
