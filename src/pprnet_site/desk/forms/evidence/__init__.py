"""The form of the page of the evidence."""
