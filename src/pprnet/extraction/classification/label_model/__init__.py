"""The learned model of topics and research types over the evidence of a text."""
