"""Publication: the gate, the advice beside it, and the signal receivers that enforce both."""
