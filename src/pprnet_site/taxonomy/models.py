"""The controlled subject terms and research types; loaded from the engine's vocabulary."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


def in_french() -> bool:
    """Return whether the language of the interface is French."""
    return (get_language() or "en").startswith("fr")


class Term(models.Model):
    """A name in both languages, with the stable key that addresses and files use."""

    key = models.SlugField(_("key"), max_length=64, unique=True)
    label = models.CharField(_("name in English"), max_length=120)
    label_fr = models.CharField(_("name in French"), max_length=120)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        abstract = True
        ordering = ["position", "label"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the interface."""
        return self.label_fr if in_french() else self.label


class Topic(Term):
    """A controlled subject term."""

    scope = models.TextField(_("scope note in English"), blank=True)
    scope_fr = models.TextField(_("scope note in French"), blank=True)
    related = models.ManyToManyField("self", verbose_name=_("related topics"), blank=True)

    class Meta(Term.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    @property
    def scope_note(self) -> str:
        """The scope note in the language of the interface."""
        return self.scope_fr if in_french() else self.scope

    def get_absolute_url(self) -> str:
        """Return the address of the topic's page."""
        return reverse("topic", args=[self.key])


class TypeGroup(Term):
    """A family of research types, such as trials."""

    class Meta(Term.Meta):
        verbose_name = _("group of research types")
        verbose_name_plural = _("groups of research types")


class ResearchType(Term):
    """The design of a study."""

    plural = models.CharField(_("plural in English"), max_length=120, blank=True)
    plural_fr = models.CharField(_("plural in French"), max_length=120, blank=True)
    group = models.ForeignKey(
        TypeGroup, verbose_name=_("group"), on_delete=models.PROTECT, related_name="types"
    )

    class Meta(Term.Meta):
        verbose_name = _("type of research")
        verbose_name_plural = _("types of research")

    def get_absolute_url(self) -> str:
        """Return the address of the page of the type."""
        return reverse("type", args=[self.key])
