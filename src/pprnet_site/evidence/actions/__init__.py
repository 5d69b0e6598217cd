"""Actions of the evidence: the only code that writes its tables."""
