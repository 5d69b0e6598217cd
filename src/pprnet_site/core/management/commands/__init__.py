"""Management commands of the frame of the site."""
