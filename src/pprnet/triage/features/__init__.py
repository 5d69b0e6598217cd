"""Features: what a learner reads of a work, as a sparse matrix with named columns."""
