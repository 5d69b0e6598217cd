"""What `pprnet cite` reads and prints."""
