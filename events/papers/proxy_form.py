"""The form on which a member gives a proxy by pen, in their language.

It bears nobody's name, so that all who read one language share it: a roll of 35,000 is called with four forms.
"""

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from events.papers import phrases
from events.papers.sheets import one_line, sheet
from events.rules.events import EventFacts
from events.wording import when, where
from events.words import best_text


class Resolution(msgspec.Struct, frozen=True, kw_only=True):
    """What is put to the vote: its place on the agenda, its title, and how many an election fills, or None."""

    position: int
    title: dict[str, str]
    seats: int | None


def proxy_form(
    event: EventFacts,
    resolutions: Sequence[Resolution],
    until: str,
    language: str,
    organisation: str,
) -> bytes:
    """The form as PDF. until: the moment in words until when it is taken."""
    title, house = one_line(best_text(event.title, language)), one_line(organisation)
    data = {
        "lang": language,
        "file_title": phrases.FORM_FILE.say(language, title=title),
        "organisation": house,
        "hue": event.office.hue,
        "title": title,
        "when": when(event.starts_at, event.ends_at, event.timezone, language),
        "where": one_line(where(event.mode, event.venue, event.office.city, language)),
        "words": _words(language, house, until),
        "kinds": [
            phrase.say(language) for phrase in (phrases.GENERAL, phrases.NAMED, phrases.INSTRUCTED, phrases.QUORUM_ONLY)
        ],
        "items": [
            {
                "position": str(one.position),
                "title": one_line(best_text(one.title, language)),
                "whom": phrases.WHOM.say(language) if one.seats else "",
            }
            for one in resolutions
        ],
    }
    return _made(msgspec.json.encode(data), int(event.changed_at.timestamp()))


@lru_cache(maxsize=32)
def _made(data: bytes, made_at: int) -> bytes:
    return sheet("proxy.typ", data, made_at)


def _words(language: str, organisation: str, until: str) -> dict[str, str]:
    plain = {
        "form": phrases.FORM_TITLE, "name": phrases.NAME, "number": phrases.NUMBER, "for_what": phrases.FOR_WHAT,
        "for_what_how": phrases.FOR_WHAT_HOW, "items": phrases.ITEMS, "item": phrases.ITEM,
        "this_item": phrases.THIS_ITEM, "in_favour": phrases.IN_FAVOUR, "against": phrases.AGAINST,
        "abstain": phrases.ABSTAIN, "signature": phrases.SIGNATURE, "holder": phrases.HOLDER,
    }  # fmt: skip
    return {
        **{name: phrase.say(language) for name, phrase in plain.items()},
        "giver": phrases.GIVER.say(language, organisation=organisation),
        "until": phrases.UNTIL.say(language, organisation=organisation, until=until),
    }
