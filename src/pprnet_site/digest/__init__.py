"""Issues and summaries: what readers see, and the gate before it."""
