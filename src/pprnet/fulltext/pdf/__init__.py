"""PDF: two readers compared number by number, columns in order, tables as cells."""
