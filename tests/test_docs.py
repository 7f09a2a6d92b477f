"""What the documents list is what exists."""

import ast
import inspect
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

import click
import msgspec
import pytest
from litestar.exceptions import HTTPException, MethodNotAllowedException
from litestar.response import Response
from litestar.testing import RequestFactory

from events import errors, words
from events.api import problems
from events.api.phrases import MENDS, PROBLEMS
from events.app import create
from events.cli import main
from events.database import Unavailable
from events.settings import Settings
from events.words import Reason
from tests.documents import ROOT, codes, files, links, rows, text_of

LATER_PICTURES = {f"docs/screenshots/{name}.png" for name in ("member", "door", "organiser", "calendar")}
"""Taken of the finished web app."""

MACHINE = re.compile(r"(?<![\w.~>$}-])/(?:work|root|home/\w+|Users/\w+)/\w")
REGISTRY = re.compile(r"(?:pypi|pythonhosted|npmjs)\.(?:org|com|io)|--(?:extra-)?index-url|\"resolved\":", re.I)


def test_every_setting_is_listed_with_its_default() -> None:
    """A host reads in docs/running.md which variables there are and what they are worth unset."""
    listed = {codes(row[0])[0]: row[1] for row in rows("docs/running.md", "variable")}

    fields = {f"CONVOKE_{field.name.upper()}": shown(field.default) for field in msgspec.structs.fields(Settings)}
    assert listed == fields


def test_every_period_is_explained() -> None:
    """docs/privacy.md says of each period that the host chooses what it is for."""
    listed = {code for row in rows("docs/privacy.md", "what") for code in codes(row[3])}

    fields = [field.name for field in msgspec.structs.fields(Settings)]
    assert listed == {f"CONVOKE_{name.upper()}" for name in fields if name.startswith("retain_")}


def shown(default: object) -> str:
    """A default as the table writes it."""
    if default is None:
        return "unset"
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"


def test_every_command_is_listed_with_its_options() -> None:
    """docs/interface.md names each command, and each option of it."""
    listed = {codes(row[0])[0]: set(re.findall(r"--[a-z-]+", row[1])) for row in rows("docs/interface.md", "command")}

    assert listed == dict(commands("convoke", main))


def commands(name: str, command: click.Command) -> Iterator[tuple[str, set[str]]]:
    """Every command below this one by its full name, with its long options."""
    if isinstance(command, click.Group):
        for word, one in command.commands.items():
            yield from commands(f"{name} {word}", one)
    else:
        yield name, {option for one in command.params for option in one.opts if option.startswith("--")}


def test_every_path_is_listed() -> None:
    """docs/interface.md names each method and path that the API offers, and no other."""
    listed = [codes(row[0])[0] for row in rows("docs/interface.md", "method and path")]

    paths = create().openapi_schema.to_schema()["paths"]
    offered = {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}
    assert sorted(listed) == sorted(one for one in offered if not one.startswith("HEAD "))


def test_every_problem_is_listed_with_its_status() -> None:
    """docs/interface.md tells each problem's type and status as the API answers them."""
    listed = {codes(row[0])[0]: int(row[1]) for row in rows("docs/interface.md", "type")}

    answered = dict(answers())
    assert listed == answered
    assert {kind.removeprefix("/problems/") for kind in listed} == set(PROBLEMS)


def answers() -> Iterator[tuple[str, int]]:
    """Type and status of each problem the API can answer."""
    request = RequestFactory().get("/api/events")
    for kind in refusals():
        yield told(problems.of_refusal(request, kind(**FACTS) if kind is not errors.Invalid else errors.Invalid([])))
    for refused in (MethodNotAllowedException(), HTTPException(status_code=413), HTTPException(status_code=404)):
        yield told(problems.of_http(request, refused))
    yield told(problems.of_outage(request, Unavailable("gone")))
    yield told(problems.of_fault(request, RuntimeError("a fault made by a test")))


FACTS = {
    "until": datetime(2026, 12, 1, 18, 0, tzinfo=UTC),
    "holder": "Bram Claes",
    "opens_at": None,
    "there": 3,
    "at_least": 4,
    "later": "2021-01-01 (A × 1)",
    "size": 3,
    "capacity": 2,
    "confirmed": 5,
    "slug": "party",
    "version": 2,
    "limit": 10,
    "number": 7,
    "day": "2023-01-26",
    "items": "2, 3",
    "code": "A",
    "seconds": 90,
    "place": 2,
    "minutes": 2,
}


def told(answer: Response) -> tuple[str, int]:
    problem = json.loads(answer.content)
    assert problem["status"] == answer.status_code
    return problem["type"], answer.status_code


def refusals(kind: type[errors.Refused] = errors.Refused) -> list[type[errors.Refused]]:
    """Every kind of refusal there is."""
    return [one for sub in kind.__subclasses__() for one in (sub, *refusals(sub))]


def test_every_scan_reason_is_listed() -> None:
    """docs/interface.md explains each reason for which a scan is refused."""
    assert [codes(row[0])[0] for row in rows("docs/interface.md", "reason")] == [reason.value for reason in Reason]


def test_every_make_target_is_listed() -> None:
    """The README lists what `make help` lists."""
    listed = [codes(row[0])[0].split()[1] for row in rows("README.md", "command")]

    assert sorted(listed) == sorted(re.findall(r"^([a-z]+):.*## ", text_of("Makefile"), re.M))


def test_every_word_of_the_lists_is_in_the_glossary() -> None:
    """Each value of each closed list has its word in four languages."""
    known = [codes(row[4])[0] for row in rows("GLOSSARY.md", "nl") if len(row) == 5]

    lists = [kind for _, kind in inspect.getmembers(words, inspect.isclass) if issubclass(kind, StrEnum)]
    members = [f"{kind.__name__}.{one.name}" for kind in lists if kind is not StrEnum for one in kind]
    assert sorted(known) == sorted(members)


def test_no_word_of_the_glossary_lacks_a_language() -> None:
    """Every line of the glossary is whole."""
    found = rows("GLOSSARY.md", "nl")

    assert len(found) > 80
    assert [row for row in found if not all(row) or len(row) not in (5, 6)] == []


def test_the_layers_told_are_the_layers_checked() -> None:
    """ARCHITECTURE.md shows the layers of pyproject.toml, in their order."""
    layers = re.search(r"^layers = \[\n(.*?)^\]", text_of("pyproject.toml"), re.M | re.S)
    shown_layers = re.search(r"^```\n(cli\n.*?)```", text_of("ARCHITECTURE.md"), re.M | re.S)

    assert layers
    assert shown_layers
    assert shown_layers[1].split("\n")[:-1] == re.findall(r'"([^"]+)"', layers[1])


@pytest.mark.parametrize("name", files("*.md"))
def test_links_lead_somewhere(name: str) -> None:
    """A link from one document to another file finds it."""
    relative = [link for link in links(name) if link and not re.match(r"[a-z]+:", link)]
    wanted = [(ROOT / name).parent.joinpath(link).resolve() for link in relative]

    lost = {path.relative_to(ROOT).as_posix() for path in wanted if not path.exists()}
    assert lost - LATER_PICTURES == set()


def sources(*but: str) -> dict[str, str]:
    """The text of every module of the package but these."""
    return {name: text_of(name) for name in files("events/*.py") if name not in but and "/migrations/" not in name}


def test_every_problem_told_can_happen() -> None:
    """No title waits for a refusal that nothing raises, and no refusal is without words."""
    everything = "\n".join(sources("events/errors.py", *files("events/api/phrases*.py")).values())
    raised = {kind.type for kind in refusals() if re.search(rf"\b{kind.__name__}\b", everything)}

    assert {kind.type for kind in refusals()} <= set(PROBLEMS)
    assert {kind for kind in PROBLEMS if kind not in raised and f'"{kind}"' not in everything} == set()


def test_every_mend_told_can_happen() -> None:
    """Each sentence for a field belongs to a mend that some rule names, and each mend named has its sentence."""
    named = {code for text in sources().values() for code in mends_in(ast.parse(text))}

    assert named == set(MENDS)


def mends_in(tree: ast.AST) -> Iterator[str]:
    """The codes in `Mend(field, "code", …)`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Mend":
            code = node.args[1] if len(node.args) > 1 else None
            if isinstance(code, ast.Constant):
                yield str(code.value)


@pytest.mark.parametrize("pattern", [MACHINE, REGISTRY], ids=["machine", "registry"])
def test_nothing_names_the_machine_it_was_written_on(pattern: re.Pattern[str]) -> None:
    """No file holds somebody's path or the address of a registry."""
    named = {}
    for name in files():
        if Path(name).suffix in (".png", ".woff2", ".wasm", ".ico", ".pdf", ".zip"):
            continue
        if found := pattern.search(text_of(name)):
            named[name] = found[0]

    assert named == {}
