"""Rules of publication: the gate, which can refuse, and the advice, which cannot."""
