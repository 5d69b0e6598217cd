"""The second person: drafts handed in, assigned, read and commented on before publication."""
