"""Classification: topics, type of research and trial decision, and learning from corrections."""
