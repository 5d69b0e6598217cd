"""The vocabulary of the engine, written as rows."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import transaction
from django.db.models import QuerySet

from pprnet import vocab
from pprnet_site.taxonomy.models import ResearchType, Term, Topic, TypeGroup

AnyTerm = TypeVar("AnyTerm", bound=Term)


def save_term(model: type[AnyTerm], key: str, **values: Any) -> AnyTerm:
    """Return the row of a term, written where it was missing or differed from the vocabulary."""
    terms: QuerySet[AnyTerm] = QuerySet(model)
    row, made = terms.get_or_create(key=key, defaults=values)
    if not made and any(getattr(row, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
    return row


def save_topics() -> None:
    """Save the topics, then which topics are related."""
    rows = {
        topic.key: save_term(
            Topic,
            topic.key,
            label=topic.label,
            label_fr=topic.label_fr,
            scope=topic.scope,
            scope_fr=topic.scope_fr,
            position=position,
        )
        for position, topic in enumerate(vocab.topics())
    }
    for topic in vocab.topics():
        rows[topic.key].related.set([rows[key] for key in topic.related])


def save_research_types() -> None:
    """Save the groups of research types, then the types."""
    groups = {
        group.key: save_term(
            TypeGroup, group.key, label=group.label, label_fr=group.label_fr, position=position
        )
        for position, group in enumerate(vocab.type_groups())
    }
    for position, kind in enumerate(vocab.research_types()):
        save_term(
            ResearchType,
            kind.key,
            label=kind.label,
            label_fr=kind.label_fr,
            plural=kind.plural,
            plural_fr=kind.plural_fr,
            group=groups[kind.group],
            position=position,
        )


@transaction.atomic
def sync_vocabulary() -> None:
    """Save the engine's topics and types of research; a term that it no longer has is kept."""
    save_topics()
    save_research_types()
