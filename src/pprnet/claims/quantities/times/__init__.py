"""Points in time of a text: durations and stages of a study, in English and French."""
