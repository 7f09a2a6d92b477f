"""Descriptions: Markdown in, safe HTML or plain text out, and plain text from elsewhere made Markdown."""

import html as entities
import re
from collections.abc import Sequence
from urllib.parse import urlsplit

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

TAGS = {
    "a", "blockquote", "br", "code", "em", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "strong", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}
LINKS_ARE = "noopener nofollow ugc"
"""The writers are organisers, but a page of the cooperative vouches for no other site."""

_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def html(markdown: str) -> str:
    """The text as HTML that is safe to put below a page's h1: a `#` becomes h2, a picture its description."""
    return nh3.clean(
        _MARKDOWN.render(_INVISIBLE.sub("", markdown)),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=LINKS_ARE,
    ).strip()


def plain(markdown: str) -> str:
    """The text as one would type it in a mail: paragraphs apart, lists with dashes, addresses written out."""
    blocks = _Blocks()
    for token in _MARKDOWN.parse(_INVISIBLE.sub("", markdown)):
        blocks.take(token)
    return "\n".join(blocks.lines).strip("\n")


def from_plain(text: str) -> str:
    """Markdown that shows this plain text, or the simple HTML that some calendars write, as it was: lines and links."""
    if _HTML.search(text):
        text = _without_html(text)
    lines = [line.strip() for line in _INVISIBLE.sub("", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    paragraphs = re.split(r"\n{2,}", "\n".join(lines).strip("\n"))
    return "\n\n".join("\\\n".join(_literal(line) for line in part.split("\n")) for part in paragraphs)


def _link_allowed(address: str) -> bool:
    """Whether a link may lead there. What may not stays in the text as it was typed."""
    try:
        return urlsplit(address.strip()).scheme.lower() in SCHEMES
    except ValueError:
        return False


def _lower_headings(state: StateCore) -> None:
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + 1)}"


def _describe_picture(_: object, tokens: Sequence[Token], index: int, *__: object) -> str:
    return entities.escape(tokens[index].content)


def _made() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False, "linkify": False})
    made.validateLink = _link_allowed  # type: ignore[method-assign,assignment]
    made.core.ruler.push("lower_headings", _lower_headings)
    made.add_render_rule("image", _describe_picture)
    return made


_MARKDOWN = _made()


class _Blocks:
    """The lines of the plain text so far, and the lists and quotations that the next one stands in."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.margin: list[str] = []
        self.numbers: list[int | None] = []
        self.mark = ""

    def take(self, token: Token) -> None:
        match token.type:
            case "bullet_list_open":
                self.numbers.append(None)
            case "ordered_list_open":
                self.numbers.append(int(token.attrGet("start") or 1))
            case "bullet_list_close" | "ordered_list_close":
                self.numbers.pop()
                self._blank()
            case "list_item_open":
                self._open_item()
            case "blockquote_open":
                self.margin.append("> ")
            case "list_item_close" | "blockquote_close":
                self.margin.pop()
                self._blank(closing=token.type == "blockquote_close")
            case "inline":
                self._put(_inline(token.children or []).split("\n"))
            case "fence" | "code_block":
                self._put(token.content.rstrip("\n").split("\n"))
                self._blank()
            case "hr":
                self._put(["* * *"])
                self._blank()
            case "paragraph_close" | "heading_close":
                self._blank(closing=not token.hidden)

    def _open_item(self) -> None:
        number = self.numbers[-1]
        self.mark = "- " if number is None else f"{number}. "
        if number is not None:
            self.numbers[-1] = number + 1
        self.margin.append(" " * len(self.mark))

    def _put(self, lines: list[str]) -> None:
        for line in lines:
            margin = "".join(self.margin)
            if self.mark:
                margin, self.mark = margin[: len(margin) - len(self.mark)] + self.mark, ""
            self.lines.append((margin + line).rstrip())

    def _blank(self, *, closing: bool = True) -> None:
        if closing and self.lines and self.lines[-1]:
            self.lines.append("")


def _inline(tokens: list[Token]) -> str:
    """The text of a line, with the address after each link that does not say it already."""
    said: list[str] = []
    links: list[tuple[str, int]] = []
    for token in tokens:
        match token.type:
            case "softbreak":
                said.append(" ")
            case "hardbreak":
                said.append("\n")
            case "link_open":
                links.append((str(token.attrGet("href") or ""), len(said)))
            case "link_close":
                address, start = links.pop()
                address = address.removeprefix("mailto:")
                if "".join(said[start:]).strip() not in (address, address.removeprefix("https://")):
                    said.append(f" ({address})")
            case _:
                said.append(token.content)
    return "".join(said)


_HTML = re.compile(r"</?(?:a|b|br|div|em|i|li|ol|p|span|strong|u|ul)\b[^<>]*>", re.IGNORECASE)
_BREAKS = re.compile(r"<br\s*/?>|</(?:p|div|li)>", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]]")
_SPECIAL = re.compile(r"[\\`*_\[\]<>#&~|]|^[-+=](?=\s|$|[-=])|^(?:\d{1,9})(?=[.)])")


def _without_html(text: str) -> str:
    linked = re.sub(r"<a\b[^<>]*href=\"([^\"<>]*)\"[^<>]*>(.*?)</a>", _link_in_words, text, flags=re.I | re.S)
    return entities.unescape(_HTML.sub("", _BREAKS.sub("\n", linked)))


def _link_in_words(found: re.Match[str]) -> str:
    address, said = found.groups()
    return said if address in said else f"{said} ({address})"


def _literal(line: str) -> str:
    """The line with what Markdown would read as signs escaped, and its web addresses made links."""
    parts: list[str] = []
    end = 0
    for found in _ADDRESS.finditer(line):
        parts += [_escaped(line[end : found.start()], at_start=end == 0), f"<{found[0]}>"]
        end = found.end()
    return "".join(parts) + _escaped(line[end:], at_start=end == 0)


def _escaped(text: str, *, at_start: bool) -> str:
    def escape(found: re.Match[str]) -> str:
        if found[0].isdigit():
            return f"{found[0]}\\" if at_start else found[0]
        return f"\\{found[0]}" if at_start or found[0] not in "-+=" else found[0]

    return _SPECIAL.sub(escape, text)
