"""App configuration of the evidence of summaries."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvidenceConfig(AppConfig):
    """Full texts, claims and what people decided about them."""

    name = "pprnet_site.evidence"
    label = "evidence"
    verbose_name = _("Evidence")
