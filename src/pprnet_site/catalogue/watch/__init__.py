"""The watch: services are asked what has happened to the sources of published summaries.

It runs in the task worker. The scheduler, which publishes on time, only looks whether something is
due: a service may take a minute to answer, and no limit of a turn can be shorter than that. A turn
of the worker ends after a minute, so that imports wait no longer; the scheduler starts the next.
"""
