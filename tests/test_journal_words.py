"""Every deed that the journal can hold has its sentence in the web app."""

import ast
import re
from collections.abc import Iterator

from tests.documents import files, text_of

CATALOGUE = "frontend/src/lib/journal/messages/en.ts"


def test_every_deed_has_its_sentence() -> None:
    """An action that notes something new comes with words for it, in `lib/journal/messages` in four languages."""
    deeds = re.search(r"\n  deeds: \{\n(.*?)\n  \},", text_of(CATALOGUE), re.S)
    assert deeds

    told = set(re.findall(r"^    '([a-z_]+\.[a-z ]+)':", deeds[1], re.M))
    assert set(noted()) - told == set()


def test_every_kind_has_its_word() -> None:
    """What lines are about has a name, to choose it by."""
    kinds = re.search(r"\n  kinds: \{\n(.*?)\n  \},", text_of(CATALOGUE), re.S)
    assert kinds

    told = set(re.findall(r"^    ([a-z_]+):", kinds[1], re.M))
    assert {deed.partition(".")[0] for deed in noted()} - told == set()


def noted() -> Iterator[str]:
    """Each `about.action` that the code writes: with `note`, or in a statement of its own."""
    for name in files("events/*.py"):
        if "/migrations/" in name or name == "events/actions/journal.py":
            continue
        text = text_of(name)
        tree = ast.parse(text)
        for function in (one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)):
            for call in calls(function, "note"):
                abouts = constants(call.args[2], function, tree)
                actions = constants(call.args[1], function, tree)
                assert all((abouts, actions)), f"{name}:{call.lineno}: write action and about as texts"
                yield from (f"{about}.{action}" for about in abouts for action in actions)
        statements = text.split("INSERT INTO journal (")[1:]
        for statement in statements:
            found = re.search(r"'([a-z ]+)', '([a-z_]+)', (?!')", statement[:400])
            assert found, f"{name}: write action and about as texts"
            yield f"{found[2]}.{found[1]}"


def calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    for one in ast.walk(tree):
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Name) and one.func.id == name:
            yield one


def constants(node: ast.expr, function: ast.FunctionDef | ast.AsyncFunctionDef, tree: ast.AST) -> set[str]:
    """The texts that an argument can be; of a parameter, those that the module's calls of the function hand in."""
    if isinstance(node, ast.Constant):
        return {str(node.value)}
    if isinstance(node, ast.IfExp):
        return constants(node.body, function, tree) | constants(node.orelse, function, tree)
    names = [one.arg for one in function.args.args]
    if isinstance(node, ast.Name) and node.id in names:
        at = names.index(node.id)
        given = [call.args[at] for call in calls(tree, function.name) if len(call.args) > at]
        return {str(one.value) for one in given if isinstance(one, ast.Constant)}
    return set()
