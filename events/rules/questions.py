"""What may be asked, and what may be said in answer."""

import unicodedata

from events.errors import Mend, TooManyQuestions
from events.rules.events import Texts, texts_mends
from events.rules.people import shows

TEXT_LIMIT = 2000
ANSWER_LIMIT = 8000


def tidy_lines(text: str) -> str:
    """The text composed, without spaces at its ends and at those of its lines, and without more than one empty line."""
    lines = [" ".join(line.split()) for line in unicodedata.normalize("NFC", text).splitlines()]
    kept = [line for n, line in enumerate(lines) if line or (n and lines[n - 1])]
    return "\n".join(kept).strip()


def text_mends(field: str, text: str, limit: int = TEXT_LIMIT) -> list[Mend]:
    """What to mend in a tidied text of several lines."""
    if not shows(text):
        return [Mend(field, "empty")]
    if len(text) > limit:
        return [Mend(field, "too_long", {"limit": limit})]
    if any(unicodedata.category(letter) == "Cc" and letter != "\n" for letter in text):
        return [Mend(field, "control_character")]
    return []


def check_may_ask(asked: int, limit: int) -> None:
    """Refuse a question beyond what each member may ask. asked: before. Raises TooManyQuestions."""
    if asked >= limit:
        raise TooManyQuestions(limit=limit)


def tidy_texts(texts: Texts) -> Texts:
    """The texts, tidied, without those that say nothing."""
    return {language: said for language, text in texts.items() if shows(said := tidy_lines(text))}


def said_mends(field: str, texts: Texts, limit: int = ANSWER_LIMIT) -> list[Mend]:
    """What to mend in a tidied text per language; one of them at least says something."""
    return texts_mends(field, texts, limit) or ([] if texts else [Mend(field, "empty")])
