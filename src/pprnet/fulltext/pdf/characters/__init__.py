"""Characters of a page as two readers find them, and the words on which they agree."""
