"""The arrows point down, the migrations make the tables, and the database knows the same words as the code."""

import ast
import logging
import re
from collections.abc import Iterable
from enum import StrEnum
from typing import get_args, get_type_hints

import pytest
from importlinter.cli import lint_imports
from piccolo.apps.migrations.commands.new import AutoMigrationManager

from events.actions import tokens
from events.database import fetch
from events.piccolo_app import APP_CONFIG
from events.rules.events import RESERVED
from events.words import (
    STAFF_ROLES,
    AgendaKind,
    Attending,
    Audience,
    BallotOrder,
    Base,
    Because,
    BureauRole,
    Channel,
    Choice,
    Direction,
    Disturbance,
    Ender,
    Exercise,
    Gathering,
    Holders,
    Language,
    Matter,
    Means,
    Method,
    Mode,
    Move,
    ProxyKind,
    Role,
    Seat,
    Secrecy,
    Status,
    Verdict,
    Via,
    Weighing,
)
from tests.documents import ROOT, files, text_of

CHECKED: dict[tuple[str, str], Iterable[StrEnum]] = {
    ("event", "mode"): Mode,
    ("event", "audience"): Audience,
    ("event", "status"): Status,
    ("registration", "seat"): Seat,
    ("scan", "direction"): Direction,
    ("scan", "verdict"): Verdict,
    ("token", "role"): Role,
    ("staff_role", "role"): STAFF_ROLES,
    ("login", "via"): Via,
    ("statutes", "weighing"): Weighing,
    ("statutes", "holders"): Holders,
    ("need", "matter"): Matter,
    ("need", "count"): Base,
    ("assembly", "kind"): Gathering,
    ("sitting_move", "kind"): Move,
    ("incident", "kind"): Disturbance,
    ("summons", "means"): Means,
    ("proxy", "kind"): ProxyKind,
    ("proxy", "ender"): Ender,
    ("proxy_item", "choice"): Choice,
    ("ballot", "choice"): Choice,
    ("urn", "choice"): Choice,
    ("sealed_ballot", "choice"): Choice,
    ("stay", "attending"): Attending,
    ("stay", "channel"): Channel,
    ("quorum_failure", "count"): Base,
    ("bureau_member", "role"): BureauRole,
    ("voting_right", "how"): Exercise,
    ("voting_right", "because"): Because,
    ("agenda_item", "kind"): AgendaKind,
    ("agenda_item", "matter"): Matter,
    ("agenda_document", "language"): Language,
    ("agenda_item", "method"): Method,
    ("poll", "method"): Method,
    ("poll", "secrecy"): Secrecy,
    ("agenda_item", "ballot_order"): BallotOrder,
    ("poll", "ballot_order"): BallotOrder,
}
"""The columns that hold a word of a closed list, each with a check called `known_` and its name."""


def test_imports_point_down(capsys: pytest.CaptureFixture[str]) -> None:
    """Every contract of pyproject.toml is kept."""
    refused = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    for logger in logging.root.manager.loggerDict.values():
        if isinstance(logger, logging.Logger):
            logger.disabled = False  # it silences every logger it does not know, for the tests that follow too

    assert not refused, capsys.readouterr().out


async def test_the_migrations_make_the_tables() -> None:
    """A new migration would find nothing to do."""
    found = await AutoMigrationManager(auto_input="n").get_alter_statements(APP_CONFIG)

    assert [statement for part in found for statement in part.statements] == []


@pytest.mark.parametrize("name", files("events/tables/migrations/events_*.py"))
def test_migrations_stand_alone(name: str) -> None:
    """A migration does the same for ever, so it imports nothing that may change meanwhile."""
    tree = ast.walk(ast.parse(text_of(name)))
    imported = {node.module or "" for node in tree if isinstance(node, ast.ImportFrom)}

    assert [module for module in imported if module.split(".")[0] in ("", "events", "tests")] == []


async def test_the_database_knows_the_same_words(database: str) -> None:
    """Each check on a closed list allows exactly its values, in the order they are told in."""
    rows = await fetch(
        r"""SELECT conrelid::regclass::text AS of, conname, pg_get_constraintdef(oid) AS said FROM pg_constraint
        WHERE contype = 'c' AND conname LIKE '%known\_%'"""
    )
    allowed = {
        (row["of"], row["conname"].rpartition("known_")[2]): re.findall(r"'([^']*)'", row["said"]) for row in rows
    }

    kinds = list(get_args(get_type_hints(tokens.issue)["kind"]))
    wanted = {place: [one.value for one in words] for place, words in CHECKED.items()}
    assert allowed == {**wanted, ("token", "kind"): kinds}


@pytest.mark.parametrize("beside", ["office", "door", "events"])
def test_no_page_hides_an_event(beside: str) -> None:
    """A page beside those of events, such as `/office/new`, has a slug that no event may take."""
    pages = ROOT / "frontend" / "src" / "routes" / beside
    fixed = {page.parent.relative_to(pages).parts[0] for page in pages.glob("*/**/+page.svelte")}

    assert {name for name in fixed if not name.startswith(("[", "("))} <= RESERVED


def test_the_web_app_suggests_no_reserved_slug() -> None:
    """Its list is the server's."""
    listed = re.search(r"RESERVED = new Set\(\s*`([^`]+)`", text_of("frontend/src/lib/office/slugs.ts"))

    assert listed
    assert set(listed[1].split()) == RESERVED
