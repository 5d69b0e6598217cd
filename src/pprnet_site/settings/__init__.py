"""Settings: `base` for all, `local` for `make run`, `production`, and `test`."""
