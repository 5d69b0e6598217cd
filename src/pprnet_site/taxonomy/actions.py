"""The vocabulary of the engine, written as rows."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from pprnet import vocab
from pprnet_site.taxonomy.models import ResearchType, Term, Topic, TypeGroup


def save_term(model: type[Term], key: str, **values: Any) -> Term:
    """Write one term where it is missing or differs; leave it alone where it is as it should be."""
    row, made = model.objects.get_or_create(key=key, defaults=values)
    if not made and any(getattr(row, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
    return row


def save_topics() -> None:
    """Write the topics, then what relates to what."""
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
    """Write the types of research under their groups."""
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
    """Bring topics and types up to the engine's vocabulary; a term is never taken away."""
    save_topics()
    save_research_types()
