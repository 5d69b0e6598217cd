"""Elements of JATS and HTML as headings, paragraphs and tables."""
