"""The anniversary year, to look at and to rehearse on: real offices and events, members made up."""

from events.samples.year import fill_if_empty, sign_in_links

__all__ = ["fill_if_empty", "sign_in_links"]
