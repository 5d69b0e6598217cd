"""Stand-ins that can be read: services on this machine, with the manners of the real ones."""
