"""A ticket on paper: the facts in the reader's language, a code that scans, a structure a screen reader follows."""

import io
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
import pypdf
import pytest
import typst
import zxingcpp
from PIL import Image

from events.tickets import pdf
from events.tickets.pdf import tickets_pdf
from events.words import Language, Mode, Shape
from tests.golden_files import check_golden
from tests.tickets.cast import BRUSSELS, a_code, a_ticket, an_event

PARTY = [a_ticket("Ada Lovelace", 1, 2), a_ticket("Bram", 2, 2)]


def opened(file: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(file))


def text_of(file: bytes) -> str:
    pages = [page.extract_text().splitlines() for page in opened(file).pages]
    return "\n\n".join("\n".join(line.rstrip() for line in lines) for lines in pages) + "\n"


def read_page(file: bytes, page: int) -> list[str]:
    """The codes a scanner finds on a page, as a printer would put it on paper at a modest 100 dots an inch."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "ticket.pdf").write_bytes(file)
        sheet = f'#set page(width: 210mm, height: 297mm, margin: 0pt)\n#image("ticket.pdf", page: {page}, width: 100%)'
        Path(folder, "sheet.typ").write_text(sheet)
        picture = typst.compile(Path(folder, "sheet.typ"), format="png", ppi=100)
    assert isinstance(picture, bytes)
    return [found.text for found in zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))]


def tags(tree: Any) -> tuple[set[str], list[str]]:
    """The kinds of element in a structure tree, and the words that stand in for pictures."""
    kinds: set[str] = set()
    alternatives: list[str] = []
    queue = [tree]
    while queue:
        element = queue.pop()
        if isinstance(element, pypdf.generic.IndirectObject):
            element = element.get_object()
        if isinstance(element, list):
            queue.extend(element)
        elif isinstance(element, dict):
            kinds.add(str(element.get("/S")))
            alternatives += [str(element["/Alt"])] if "/Alt" in element else []
            queue.append(element.get("/K"))
    return kinds, alternatives


@pytest.mark.parametrize("language", list(Language))
def test_the_words_are_as_reviewed(language: Language) -> None:
    """Each language reads as its golden file, for a party of two."""
    check_golden(f"ticket-{language}.txt", text_of(tickets_pdf(an_event(), PARTY, language, "Smart")))


def test_the_same_ticket_is_the_same_file() -> None:
    """Asked for again next year, not a byte differs: its date is that of the event's last change."""
    once = tickets_pdf(an_event(), PARTY, "nl", "Smart")

    assert tickets_pdf(an_event(), PARTY, "nl", "Smart") == once
    metadata = opened(once).metadata
    assert metadata is not None
    assert metadata.creation_date == an_event().changed_at


@pytest.mark.parametrize("shape", list(Shape))
def test_each_code_scans_from_paper(shape: Shape) -> None:
    """Every page carries its own person's code, whatever the mark of the office."""
    file = tickets_pdf(an_event(office=msgspec.structs.replace(BRUSSELS, shape=shape)), PARTY, "fr", "Smart")

    assert [read_page(file, page) for page in (1, 2)] == [[ticket.code] for ticket in PARTY]


def test_a_screen_reader_finds_its_way() -> None:
    """Language, title, headings and a picture with words: PDF/UA-1."""
    file = opened(tickets_pdf(an_event(), [a_ticket("Ada Lovelace")], "de", "Smart"))
    root: Any = file.trailer["/Root"]

    assert root["/Lang"].startswith("de")
    assert root["/MarkInfo"]["/Marked"]
    assert file.metadata is not None
    assert file.metadata.title == "Ticket: Neujahrsempfang: 25 Jahre Smart"
    assert file.metadata.author == "Smart"
    assert b"pdfuaid" in root["/Metadata"].get_data()
    kinds, alternatives = tags(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/P", "/Figure", "/L"} <= kinds
    assert "QR-Code des Tickets von Ada Lovelace" in alternatives


ODD_NAMES = [
    "A",
    "x" * 300,
    "Ng\tO\n\n\u0000Brien",
    "محمد عبد الله",
    "王小明",
    "Ada 🎉",
    "\ue000",
    "Ａｄａ",
    "a\u0301" * 40,
]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_any_name_makes_one_page_that_scans(name: str) -> None:
    """One letter, three hundred, Arabic, Chinese, an emoji, a letter no font has: each gets a ticket."""
    file = tickets_pdf(an_event(), [a_ticket(name)], "en", "Smart")

    assert len(opened(file).pages) == 1
    assert read_page(file, 1) == [a_code()]


def test_a_megabyte_of_name_is_cut() -> None:
    """Nobody's name holds up the printer."""
    text = text_of(tickets_pdf(an_event(), [a_ticket("Ada " * 250_000)], "en", "Smart"))

    assert "…" in text
    assert len(text) < 3000


MARKUP = [
    "#panic()",
    "$x$ *bold* _it_ `raw`",
    "= Heading",
    '"]); #import "/etc/passwd"',
    "\\u{41} {facts} @ref <label>",
]


@pytest.mark.parametrize("words", MARKUP)
def test_words_are_never_markup(words: str) -> None:
    """What people type is set as they typed it, in every place of the ticket."""
    event = an_event(title={"en": f"1 {words}"}, venue=f"2 {words}")
    text = text_of(tickets_pdf(event, [a_ticket(f"3 {words}")], "en", f"4 {words}"))

    flat = "".join(text.split())
    for place in "123":
        assert place + "".join(words.split()) in flat


def test_a_long_title_stays_in_its_band() -> None:
    """Two hundred characters keep the page to one, and the code readable."""
    for title in ("Les très longues assemblées " * 7, "W" * 200, "Rindfleischetikettierungsüberwachung" * 5):
        file = tickets_pdf(an_event(title={"en": title[:200]}), [a_ticket()], "en", "Smart")
        assert len(opened(file).pages) == 1
        assert read_page(file, 1) == [a_code()]


def test_a_missing_language_falls_back() -> None:
    """A title written only in French still heads the German ticket, which speaks German otherwise."""
    text = text_of(tickets_pdf(an_event(title={"fr": "Portes ouvertes"}, venue=None), [a_ticket()], "de", "Smart"))

    assert "Portes ouvertes" in text
    assert "Am Eingang" in text
    assert "Sint-Gillis" in text


def test_people_from_afar_see_whose_clock_it_is() -> None:
    """Online and hybrid tickets name the zone; on site the clock on the wall says it."""
    assert "(Brussels time)" in text_of(tickets_pdf(an_event(mode=Mode.HYBRID), [a_ticket()], "en", "Smart"))
    assert "Brussels time" not in text_of(tickets_pdf(an_event(), [a_ticket()], "en", "Smart"))


def test_threads_do_not_mix_tickets_up() -> None:
    """Made at once from many threads, each file is the one its person asked for."""
    people = [[a_ticket(f"Person number {n}")] for n in range(24)]
    alone = [tickets_pdf(an_event(), person, "nl", "Smart") for person in people]
    with ThreadPoolExecutor(8) as desks:
        together = list(desks.map(lambda person: tickets_pdf(an_event(), person, "nl", "Smart"), people))

    assert together == alone


def test_a_broken_template_is_said_aloud(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a missing letter is forgiven; any other fault of the template is raised."""
    monkeypatch.setattr(pdf, "_compiler", lambda: typst.Compiler(b"#panic()"))

    with pytest.raises(typst.TypstError):
        tickets_pdf(an_event(), [a_ticket()], "nl", "Smart")
