"""Concepts of a text: arms, outcomes, populations, designs and stages, in English and French.

Call `find_concepts` with the abbreviations that the text and its sources define.
"""

from pprnet.claims.concepts.abbreviations import Abbreviation, Abbreviations, read_abbreviations
from pprnet.claims.concepts.concept_relations import broader_concepts, is_narrower, related
from pprnet.claims.concepts.concept_search import find_concepts
from pprnet.claims.concepts.concept_values import ConceptGroup, Mention

__all__ = [
    "Abbreviation",
    "Abbreviations",
    "ConceptGroup",
    "Mention",
    "broader_concepts",
    "find_concepts",
    "is_narrower",
    "read_abbreviations",
    "related",
]
