"""Tagged text: RIS, NBIB, EndNote, Web of Science, RefWorks and Ovid exports."""
