"""What `pprnet serve` needs: one server a folder, and three processes that are kept running."""
