"""What there is to see of a sitting at one moment, read at once, and cut to what each view shows."""

from datetime import datetime
from typing import Any

import msgspec

from events.actions.ballots import VOTED, standing_in
from events.actions.polls import result_of
from events.actions.questions import DEFAULT_LIMIT
from events.actions.quorum import quorum_of
from events.api.elections import OutcomeSeen, outcome_seen
from events.api.quorum import CountOut, QuorumOut, StandingOut, shown
from events.database import fetchrow
from events.errors import Missing
from events.rules.events import Texts
from events.rules.prose import plain
from events.rules.sittings import Times, phase_of
from events.rules.tally import Tally
from events.words import BallotOrder, Method, Phase, Secrecy, View

SHOWN_WAITING = 5
"""Names of the next speakers that a projector shows."""


class ItemNow(msgspec.Struct, kw_only=True):
    """The item of the agenda that is on. count: of all items."""

    id: int
    position: int
    count: int
    kind: str
    matter: str | None
    title: Texts
    text: Texts
    since: datetime | None


class ItemLine(msgspec.Struct, kw_only=True):
    """A line of the agenda."""

    id: int
    position: int
    kind: str
    title: Texts


class SpeakerNow(msgspec.Struct, kw_only=True):
    """Somebody on the list. name: empty where the view shows none; number: a member's, on the desk alone."""

    id: int
    name: str = ""
    number: int | None = None
    asked_at: datetime | None = None
    began_at: datetime | None = None
    seconds: int | None = None


class Floor(msgspec.Struct, kw_only=True):
    """The speakers' list. open: whether members may ask; seconds: the time each has; waiting: in their order."""

    open: bool
    seconds: int
    current: SpeakerNow | None
    waiting: list[SpeakerNow]
    more: int = 0


class SittingOut(msgspec.Struct, kw_only=True):
    """What an assembly is at. version: counts the bureau's moves, for If-Match; question_limit: for each member."""

    slug: str
    title: Texts
    phase: Phase
    opened_at: datetime | None
    suspended_at: datetime | None
    closed_at: datetime | None
    item: ItemNow | None
    floor: Floor
    question_limit: int
    left_language: str
    right_language: str | None
    version: int


class PresenceOut(msgspec.Struct, kw_only=True):
    """Who is there now, members or not: in the room, and online."""

    room: int
    online: int


class QuorumSeen(msgspec.Struct, kw_only=True):
    """How many are present or represented. now: for the item that is on, if it is a resolution.

    resolutions: how each stands; on_record: the ids of those on record as lacking theirs; both on the desk alone.
    """

    there: CountOut
    roll: CountOut
    now: StandingOut | None
    resolutions: list[StandingOut] | None = None
    on_record: list[int] | None = None


class ResultSeen(msgspec.Struct, kw_only=True):
    """A counted poll in figures: votes, as fractions where a cap cut some, and what they decided."""

    adopted: bool
    votes_for: str
    against: str
    abstain: str


class PollSeen(msgspec.Struct, kw_only=True):
    """A poll that is open, or the last one of the item that is on.

    title: of its resolution; voted: rights used so far, on the desk alone; result, of an election outcome: once it is
    announced, on the desk once it closed. method, seats, most, ballot_order: of an election.
    """

    id: int
    resolution: int
    title: Texts
    number: int
    opened_at: datetime
    closes_at: datetime | None
    closed_at: datetime | None
    announced_at: datetime | None
    rights: int
    voted: int | None
    secrecy: Secrecy
    method: Method | None
    seats: int | None
    most: int | None
    ballot_order: BallotOrder | None
    result: ResultSeen | None
    outcome: OutcomeSeen | None


class WorkOut(msgspec.Struct, kw_only=True):
    """What lies on the desk. ungrouped: questions in no topic; unanswered: topics; mark: another one, fetch again."""

    questions: int
    ungrouped: int
    topics: int
    unanswered: int
    incidents: int
    mark: str


class Seen(msgspec.Struct, kw_only=True):
    """What one view shows of a sitting. topics: another one, fetch the topics again.

    presence, quorum: not on members' pages, thousands of which would hear of every arrival. agenda: for who chooses
    from it, which a projector does not; work: on the desk alone.
    """

    sitting: SittingOut
    topics: str
    polls: list[PollSeen]
    presence: PresenceOut | None = None
    quorum: QuorumSeen | None = None
    agenda: list[ItemLine] | None = None
    work: WorkOut | None = None


class Snapshot(msgspec.Struct, frozen=True):
    """A sitting at one moment. projectors: the ids of those that were not revoked."""

    row: Any
    quorum: QuorumOut
    results: dict[int, ResultSeen | OutcomeSeen]
    projectors: frozenset[int]

    def seen(self, view: View) -> Seen:
        """What this view shows of it."""
        row = self.row
        topics = f"{row['shown']}.{row['shown_versions']}"
        agenda = None if view is View.PROJECTOR else msgspec.convert(row["agenda"], list[ItemLine])
        presence = None if view is View.MEMBER else PresenceOut(room=row["room"], online=row["online"])
        work = None
        if view is View.DESK:
            counts = {name: row[name] for name in ("questions", "ungrouped", "topics", "unanswered", "incidents")}
            mark = ".".join(str(row[name]) for name in (*counts, "topic_versions", "last_question"))
            work = WorkOut(**counts, mark=mark)
        return Seen(
            sitting=self._sitting(view), topics=topics, polls=self._polls(view), presence=presence, agenda=agenda,
            quorum=None if view is View.MEMBER else self._quorum(view), work=work,
        )  # fmt: skip

    def _sitting(self, view: View) -> SittingOut:
        row = self.row
        times = Times(**{name: row[name] for name in Times.__struct_fields__})
        same = (
            "slug", "title", "opened_at", "suspended_at", "closed_at", "question_limit", "left_language",
            "right_language", "version",
        )  # fmt: skip
        return SittingOut(
            **{name: row[name] for name in same}, phase=phase_of(times), floor=self._floor(view), item=self._item(view)
        )

    def _quorum(self, view: View) -> QuorumSeen:
        found, now = self.quorum, self.row["now"]
        return QuorumSeen(
            there=found.there,
            roll=found.roll,
            now=next((one for one in found.resolutions if now and one.resolution == now["id"]), None),
            resolutions=found.resolutions if view is View.DESK else None,
            on_record=self.row["on_record"] if view is View.DESK else None,
        )

    def _polls(self, view: View) -> list[PollSeen]:
        desk = view is View.DESK
        shown = []
        for one in self.row["polls"]:
            told = self.results.get(one["id"]) if desk or one["announced_at"] else None
            elects = isinstance(told, OutcomeSeen)
            which = {"result": None if elects else told, "outcome": told if elects else None}
            shown.append({**one, **which, "voted": one["voted"] if desk else None})
        return msgspec.convert(shown, list[PollSeen], from_attributes=True)

    def _item(self, view: View) -> ItemNow | None:
        found = self.row["now"]
        if found is None:
            return None
        # A member's page has the texts of the agenda; thousands of them need not be sent it once more.
        shown = {**found, "text": {}} if view is View.MEMBER else found
        return msgspec.convert({**shown, "count": len(self.row["agenda"]), "since": self.row["item_since"]}, ItemNow)

    def _floor(self, view: View) -> Floor:
        asked = msgspec.convert(self.row["floor"], list[SpeakerNow])
        current = next((one for one in asked if one.began_at), None)
        waiting = [one for one in asked if one.began_at is None]
        if view is View.DESK:
            shown = waiting
        elif view is View.PROJECTOR:
            shown = [SpeakerNow(id=one.id, name=one.name) for one in waiting[:SHOWN_WAITING]]
        else:
            shown = [SpeakerNow(id=one.id) for one in waiting]
        if current and view is not View.DESK:
            current = SpeakerNow(id=current.id, name=current.name, began_at=current.began_at, seconds=current.seconds)
        return Floor(
            open=self.row["floor_open"], seconds=self.row["speaking_seconds"], current=current, waiting=shown,
            more=len(waiting) - len(shown),
        )  # fmt: skip


async def snapshot(event: int) -> Snapshot:
    """The sitting of this event's assembly now. Raises Missing."""
    row = await fetchrow(_SNAPSHOT, event, DEFAULT_LIMIT)
    if row is None:
        raise Missing
    results = {one["id"]: await _result(one["id"]) for one in row["polls"] if one["closed_at"]}
    read = dict(row)
    if read["now"] is not None:
        texts = {language: plain(text) for language, text in read["now"]["text"].items()}
        read["now"] = {**read["now"], "text": texts}
    return Snapshot(read, shown(await quorum_of(row["id"])), results, frozenset(row["projectors"]))


async def _result(poll: int) -> ResultSeen | OutcomeSeen:
    found = await result_of(poll)
    if not isinstance(found, Tally):
        return outcome_seen(found, await standing_in(poll))
    whole = found.whole
    return ResultSeen(
        adopted=found.adopted, votes_for=str(whole.votes_for), against=str(whole.against), abstain=str(whole.abstain)
    )


_SNAPSHOT = f"""
SELECT a.id, e.slug, e.title, a.convened_at, a.opened_at, a.closed_at, s.suspended_at,
    coalesce(s.question_limit, $2) AS question_limit, coalesce(s.speaking_seconds, 180) AS speaking_seconds,
    coalesce(s.floor_open, true) AS floor_open, coalesce(s.left_language, 'nl') AS left_language,
    CASE WHEN s.id IS NULL THEN 'fr' ELSE s.right_language END AS right_language, coalesce(s.version, 1) AS version,
    (SELECT json_build_object('id', i.id, 'position', i.position, 'kind', i.kind, 'matter', i.matter,
        'title', i.title, 'text', i.text) FROM agenda_item i WHERE i.id = s.item) AS now,
    (SELECT coalesce(json_agg(json_build_object('id', i.id, 'position', i.position, 'kind', i.kind, 'title', i.title)
        ORDER BY i.position), '[]') FROM agenda_item i WHERE i.assembly = a.id) AS agenda,
    (SELECT coalesce(json_agg(json_build_object('id', p.id, 'resolution', p.resolution, 'title', i.title,
            'number', p.number, 'opened_at', p.opened_at, 'closes_at', p.closes_at, 'closed_at', p.closed_at,
            'announced_at', p.announced_at, 'rights', p.rights, 'method', p.method, 'seats', p.seats, 'most', p.most,
            'ballot_order', p.ballot_order,
            'secrecy', p.secrecy, 'voted', {VOTED}) ORDER BY p.id), '[]')
        FROM poll p JOIN agenda_item i ON i.id = p.resolution
        WHERE i.assembly = a.id AND p.annulled_at IS NULL AND (p.announced_at IS NULL OR p.id = (
            SELECT max(q.id) FROM poll q WHERE q.resolution = s.item AND q.annulled_at IS NULL))) AS polls,
    (SELECT max(at) FROM sitting_move m WHERE m.assembly = a.id AND m.kind = 'item') AS item_since,
    (SELECT coalesce(json_agg(json_build_object('id', p.id, 'name', coalesce(p.name, m.name), 'number', m.number,
            'asked_at', p.asked_at, 'began_at', p.began_at, 'seconds', p.seconds) ORDER BY p.place, p.id), '[]')
        FROM speaker p LEFT JOIN member m ON m.id = p.member WHERE p.assembly = a.id AND p.ended_at IS NULL) AS floor,
    q.questions, q.ungrouped, q.last_question, t.topics, t.unanswered, t.topic_versions, t.shown, t.shown_versions,
    (SELECT count(*) FROM incident n WHERE n.assembly = a.id) AS incidents, came.room, came.online,
    ARRAY(SELECT f.item FROM quorum_failure f WHERE f.assembly = a.id ORDER BY f.item) AS on_record,
    ARRAY(SELECT p.id FROM projector p WHERE p.assembly = a.id AND p.revoked_at IS NULL) AS projectors
FROM assembly a JOIN event e ON e.id = a.event LEFT JOIN sitting s ON s.assembly = a.id
    CROSS JOIN LATERAL (
        SELECT count(*) AS questions, count(*) FILTER (WHERE topic IS NULL) AS ungrouped,
            coalesce(max(id), 0) AS last_question FROM question WHERE assembly = a.id) AS q
    CROSS JOIN LATERAL (
        SELECT count(*) AS topics, count(*) FILTER (WHERE answered_at IS NULL) AS unanswered,
            coalesce(sum(version), 0) AS topic_versions, count(*) FILTER (WHERE shown) AS shown,
            coalesce(sum(version) FILTER (WHERE shown), 0) AS shown_versions
        FROM topic WHERE assembly = a.id) AS t
    CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE channel = 'room') AS room, count(*) FILTER (WHERE channel = 'online') AS online
        FROM stay WHERE assembly = a.id AND left_at IS NULL) AS came
WHERE a.event = $1
"""  # noqa: S608 (no value from outside)
