"""Points in time of a text against those of its sources: stages, roles, calendar, frequencies."""
