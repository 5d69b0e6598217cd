"""Running a site: what is unavailable, which parts are alive, and what is removed in time."""
