"""The site's frame: its settings, middleware, base templates and style sheet."""
