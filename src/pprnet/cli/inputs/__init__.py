"""Text that the command reads from files and from standard input."""
