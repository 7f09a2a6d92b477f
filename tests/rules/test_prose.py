"""Descriptions: safe as HTML, readable as text, and plain text from elsewhere unharmed as Markdown."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.rules.prose import ATTRIBUTES, LINKS_ARE, TAGS, from_plain, html, plain

TRICKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java&Tab;script:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](vbscript:x) [x](data:text/html;base64,PHNjcmlwdD4=) [x](file:///etc/passwd)",
    "[x](//evil.example) [x](/events) [x](\\\\evil.example)",
    "<javascript:alert(1)>",
    '[x](https://x.be "\\" onmouseover=\\"alert(1)")',
    "[x]: javascript:alert(1)\n\n[x]",
    "![x](javascript:alert(1))",
    '![x" onerror="alert(1)](https://x.be/a.png)',
    "![](https://tracker.example/pixel.gif)",
    "```<script>\nalert(1)\n```",
    '```" onclick="alert(1)\nx\n```',
    "<style>*{display:none}</style><iframe src=//x></iframe><form action=//x><button>",
    "<!-- --!><script>alert(1)</script> -->",
    "<math><mtext></p><style><img src=x onerror=alert(1)>",
    "x\x00<b onclick=1>\u202egnp.exe",
    "[[[[[[" * 2000,
    "> " * 5000 + "x",
    "*a_ " * 4000,
]


class Seen(HTMLParser):
    """The tags and attributes a browser would see."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str, str | None]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]


def check_safe(shown: str) -> None:
    seen = Seen(shown)
    assert seen.tags <= TAGS
    for tag, name, value in seen.attributes:
        assert name in ATTRIBUTES[tag] or (tag, name, value) == ("a", "rel", LINKS_ARE)
        assert name != "href" or re.match(r"(?:https?://|mailto:)", value or "")


@pytest.mark.parametrize("trick", TRICKS)
def test_tricks(trick: str) -> None:
    """Whatever somebody types, only the few tags and addresses we allow come out."""
    check_safe(html(trick))


@given(st.text(st.sampled_from("<>&\"'/=[]()!`*_~#:\\ \n\tajsvcriptonehx.1-\x00\u2028")))
def test_any_text_is_safe(text: str) -> None:
    """The same for texts nobody thought of."""
    check_safe(html(text))
    check_safe(html(from_plain(text)))


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("", ""),
        ("One\n\n*two* **three**", "<p>One</p>\n<p><em>two</em> <strong>three</strong></p>"),
        ("# A\n## B\n###### F", "<h2>A</h2>\n<h3>B</h3>\n<h6>F</h6>"),
        ("Title\n=====", "<h2>Title</h2>"),
        ("a\\\nb", "<p>a<br>\nb</p>"),
        ("3. x\n4. y", '<ol start="3">\n<li>x</li>\n<li>y</li>\n</ol>'),
        ("[x](https://x.be)", f'<p><a href="https://x.be" rel="{LINKS_ARE}">x</a></p>'),
        ("<mailto:a@x.be>", f'<p><a href="mailto:a@x.be" rel="{LINKS_ARE}">mailto:a@x.be</a></p>'),
        ("https://x.be", "<p>https://x.be</p>"),
        ("![A *tree*](https://x.be/a.png)", "<p>A *tree*</p>"),
        ("1 < 2 & <b>3</b>", "<p>1 &lt; 2 &amp; &lt;b&gt;3&lt;/b&gt;</p>"),
    ],
)
def test_html(markdown: str, shown: str) -> None:
    """Paragraphs, stress, lists and links; headings below the page's own; pictures as their description."""
    assert html(markdown) == shown


@pytest.mark.parametrize(
    ("markdown", "said"),
    [
        ("", ""),
        ("# Title\n\nOne\ntwo\\\nthree **four** `five`", "Title\n\nOne two\nthree four five"),
        ("- a\n- b\n  1. c\n  2. d\n- e", "- a\n- b\n  1. c\n  2. d\n\n- e"),
        ("- a\n\n- b\n\nc", "- a\n\n- b\n\nc"),
        ("> said\n>\n> again\n\nafter", "> said\n\n> again\n\nafter"),
        ("[us](https://x.be) <https://x.be> [mail](mailto:a@x.be)", "us (https://x.be) https://x.be mail (a@x.be)"),
        ("[x.be](https://x.be)", "x.be"),
        ("```\na\n  b\n```\nc", "a\n  b\n\nc"),
        ("a\n\n---\n\nb", "a\n\n* * *\n\nb"),
        ("![A tree](https://x.be/a.png)", "A tree"),
        ("&eacute;t&eacute; \\*", "été *"),
    ],
)
def test_plain(markdown: str, said: str) -> None:
    """Text for mails and calendars keeps the lines, lists and addresses, and loses the signs."""
    assert plain(markdown) == said


@pytest.mark.parametrize(
    "text",
    [
        "one\ntwo\n\nthree",
        "# no heading\n- no list\n1. no number\n> no quote",
        "*a* _b_ `c` [d](e) <f> g\\h ~i~ | &amp;",
        "---",
        "a\n===",
        "2023. was a year",
        "+ - =",
        "https://x.be/a_b_c?d=*e* (https://x.be).",
    ],
)
def test_plain_text_becomes_markdown_that_shows_it(text: str) -> None:
    """Text from another calendar reads the same after it was made Markdown, and its addresses are links."""
    assert plain(from_plain(text)) == text


def test_html_from_another_calendar() -> None:
    """The simple HTML that some calendars write in a description becomes text with lines and links."""
    text = '<p>Bonjour &amp; <b>bienvenue</b></p><a href="https://x.be">ici</a><br>fin'

    assert plain(from_plain(text)) == "Bonjour & bienvenue\nici (https://x.be)\nfin"
