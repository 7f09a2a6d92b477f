"""Convoke calls a cooperative together: events, tickets, the door, calendars and assemblies."""

__version__ = "0.1.0"
