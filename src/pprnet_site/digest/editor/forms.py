"""The forms of Wagtail's editor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.forms.models import ModelChoiceField, ModelChoiceIterator, ModelChoiceIteratorValue
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.choosers import BaseFilterForm

from pprnet_site.catalogue.models import Work
from pprnet_site.digest.enums import StatedBy


class GroupedTypeIterator(ModelChoiceIterator):
    """Research types under the names of their groups."""

    def __iter__(self) -> Iterator[Any]:
        """Yield each group with its choices."""
        groups: dict[str, list[tuple[ModelChoiceIteratorValue, str]]] = {}
        for kind in self.queryset.select_related("group").order_by("group__position", "position"):
            groups.setdefault(kind.group.name, []).append(self.choice(kind))
        yield from groups.items()


class SummaryForm(WagtailAdminPageForm):  # type: ignore[misc]  # Wagtail has no types
    """A summary; what is missing for publication is shown after saving and never prevents it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        types = self.fields.get("research_types")
        if isinstance(types, ModelChoiceField):
            types.iterator = GroupedTypeIterator
            types.widget.choices = types.choices = GroupedTypeIterator(types)

    def save(self, commit: bool = True) -> Any:
        """Save a new summary as a draft: Wagtail would save it as live before it publishes."""
        if self.instance._state.adding:  # noqa: SLF001 - a public interface of Django
            self.instance.live = False
        for row in self.formsets["key_facts"].forms if "key_facts" in self.formsets else ():
            state_typed_fact(row)
        return super().save(commit=commit)


def state_typed_fact(row: forms.ModelForm[Any]) -> None:
    """Record that a person wrote a fact whose value was typed, where they chose nothing else."""
    is_typed = row.instance.pk is None or "value" in row.changed_data
    if is_typed and "stated_by" not in row.changed_data:
        row.instance.stated_by = StatedBy.TYPED


class WorkFilterForm(BaseFilterForm):  # type: ignore[misc]  # Wagtail has no types
    """Find a work by parts of its title, authors or DOI."""

    q = forms.CharField(
        label=_("Find a work"),
        widget=forms.TextInput(attrs={"placeholder": _("Title, author, year or DOI")}),
        required=False,
    )

    def filter(self, objects: QuerySet[Work]) -> QuerySet[Work]:
        """Return the works that contain every word."""
        objects = super().filter(objects)
        self.search_query = self.cleaned_data.get("q", "")
        self.is_searching = bool(self.search_query)
        for word in self.search_query.split()[:12]:
            found = Q(title__icontains=word) | Q(authors__icontains=word) | Q(doi__icontains=word)
            objects = objects.filter(found | Q(year=int(word)) if is_year(word) else found)
        return objects


def is_year(word: str) -> bool:
    """Return whether a word can be a year."""
    return len(word) == 4 and word.isascii() and word.isdigit()  # noqa: PLR2004 - as years are
