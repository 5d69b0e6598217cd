"""What the catalogue adds to `manage`."""
