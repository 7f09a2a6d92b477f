"""What the host reads of the house."""

from events.actions import chain
from events.actions.journal import note
from events.database import execute


async def test_metrics_count_mails_that_failed_and_not_those_overtaken(api):
    """A mail that nobody needs any more is no failure."""
    for n, error in enumerate(("550 no such user", "skipped: the place was given back")):
        await execute(
            """INSERT INTO outbox
                (message, facts, recipient, language, message_id, created_at, due_at, failed_at, error)
            VALUES ('registered', '{}', 'a@example.org', 'nl', $1, now(), now(), now(), $2)""",
            f"<{n}@convoke>", error,
        )  # fmt: skip

    lines = (await api.get("/metrics")).text.splitlines()

    assert "convoke_mails_failed 1" in lines
    assert "convoke_mails_waiting 0" in lines


async def test_metrics_count_lines_nobody_seals(api):
    """Where no worker runs, the host sees how many lines of the journal wait for their seal."""
    for n in range(3):
        await note("test", "tested", "event", n)
    before = (await api.get("/metrics")).text
    await chain.seal()

    assert "convoke_journal_unsealed 3\n" in before
    assert "convoke_journal_unsealed 0\n" in (await api.get("/metrics")).text


async def test_the_house_says_how_it_is(api):
    """Alive and ready, in one word each."""
    assert [(await api.get(path)).text for path in ("/healthz", "/readyz")] == ["ok", "ok"]
