"""Progress of rebuilding of each derived table."""

from __future__ import annotations

from django.db import models


class DerivedTable(models.Model):
    """The version that a derived table was last rebuilt for, and the progress."""

    key = models.CharField(max_length=32, primary_key=True)
    version = models.CharField(max_length=32)
    reached = models.PositiveBigIntegerField(default=0)
    """Number of the last row that an unfinished rebuild has processed; it resumes there."""
    is_complete = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.key} {self.version}"
