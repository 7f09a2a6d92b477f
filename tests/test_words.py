"""How the sentences that people read are printed, wherever in the package they stand."""

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

import events
from events.words import Phrase, Plural, typeset

PLAIN = re.compile(r"'|\"")
BREAKING = re.compile(r" [:;!?»%€]|« ")
STRAY = {"nl": re.compile(r"(?i)evenement"), "fr": re.compile(r"(?i)courriel|activité|(?<!e-)\bmails?\b")}
"""Other words for what GLOSSARY.md has one word for: activiteit, événement, e-mail."""


@pytest.mark.parametrize(
    ("language", "written", "printed"),
    [
        ("fr", "L'heure : « à {time} » ?", "L’heure\u00a0: «\u00a0à {time}\u00a0»\u00a0?"),
        ("fr", "d'{name}, n° 3, 50 %", "d’{name}, n°\u00a03, 50\u00a0%"),
        ("nl", "foto's : niet zo", "foto’s : niet zo"),
        ("en", "the members' wish", "the members' wish"),
    ],
)
def test_what_is_typed_is_printed(language: str, written: str, printed: str) -> None:
    """Curved apostrophes, and in French no line that begins with a sign."""
    assert typeset(written, language) == printed


def test_facts_stay_as_they_are() -> None:
    """Only our own words are typeset, not what people wrote."""
    phrase = Phrase(nl="{title}", fr="L'événement : {title}", en="{title}", de="{title}")

    assert phrase.say("fr", title="Let's go !") == "L’événement\u00a0: Let's go !"


def test_every_phrase_is_printed() -> None:
    """In each module, whatever list or table it stands in."""
    found = list(every_phrase())

    plain = [text for one in found for text in (one.nl, one.fr, one.en, one.de) if PLAIN.search(text)]
    assert len(found) > 300
    assert plain == []
    assert [one.fr for one in found if BREAKING.search(one.fr)] == []


def test_every_phrase_speaks_the_words_of_the_glossary() -> None:
    """One idea, one word: not evenement, activité or courriel."""
    said = [(language, getattr(one, language)) for one in every_phrase() for language in STRAY]

    assert [text for language, text in said if STRAY[language].search(text)] == []


def every_phrase() -> Iterator[Phrase]:
    """All phrases that a module of the package names."""
    for module in pkgutil.walk_packages(events.__path__, "events."):
        if ".migrations" not in module.name:
            yield from phrases_in(list(vars(importlib.import_module(module.name)).values()))


def phrases_in(value: object) -> Iterator[Phrase]:
    if isinstance(value, Phrase):
        yield value
    elif isinstance(value, Plural):
        yield from (value.one, value.other)
    elif isinstance(value, dict):
        yield from phrases_in(list(value.values()))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from phrases_in(one)
