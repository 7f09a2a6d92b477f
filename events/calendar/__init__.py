"""Calendars: each event as one iCalendar entry, rendered once, and the feeds and files joined from entries."""

from events.calendar.entries import entry
from events.calendar.feeds import etag, feed, invitation
from events.calendar.phrases import FEED

__all__ = ["FEED", "entry", "etag", "feed", "invitation"]
