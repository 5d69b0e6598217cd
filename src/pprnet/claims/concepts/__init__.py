"""Concepts of a text: arms, outcomes, populations, designs and stages, in English and French."""
