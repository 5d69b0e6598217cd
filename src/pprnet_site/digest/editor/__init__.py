"""What Wagtail's editor shows of the pages: panels and forms."""
