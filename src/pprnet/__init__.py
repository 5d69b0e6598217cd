"""The engine of a practice research network's digest: a typed library without Django."""

__version__ = "0.1.0"
