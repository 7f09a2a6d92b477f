"""Who was at an assembly at one moment, as the list of it says, and how many that makes."""

from collections.abc import Collection, Iterable
from datetime import datetime

import msgspec

from events.rules.people import folded
from events.rules.quorum import Count
from events.words import Attending, Because, Channel, Exercise, ProxyKind


class Spell(msgspec.Struct, frozen=True):
    """A time that somebody was there. left_at: None while they are."""

    came_at: datetime
    left_at: datetime | None


class Right(msgspec.Struct, frozen=True, kw_only=True):
    """A member's voting right as it is at one moment.

    how: who exercises it; holder, holder_name: a proxy's holder; by: the name of who is there for it; channel: where.
    kind: of the proxy, and items, which it names, by their places on the agenda. votes: whether it may vote. since,
    because: when that became so and why. spells: when the member, or their representative, was there.
    """

    number: int
    name: str
    category: str
    weight: int
    how: Exercise
    holder: int | None
    holder_name: str | None
    by: str | None
    channel: Channel | None
    kind: ProxyKind | None
    items: list[int]
    votes: bool
    since: datetime
    because: Because
    spells: list[Spell] = msgspec.field(default_factory=list)


class Guest(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who is there and does not count: no member, or a member without a vote here."""

    name: str
    attending: Attending
    channel: Channel
    spells: list[Spell]


class Attendance(msgspec.Struct, frozen=True, kw_only=True):
    """Who was there at a moment. closing: whether that is the closing; roll: who may vote, None before it is settled.

    room, online, represented: whose votes count, in that way; gone: who came and left; guests: who does not count.
    """

    at: datetime
    closing: bool
    roll: Count | None
    room: list[Right]
    online: list[Right]
    represented: list[Right]
    gone: list[Right]
    guests: list[Guest]

    @property
    def there(self) -> Count:
        """Those who are there for every item, as the quorum counts them."""
        return counted(self.room) + counted(self.online) + counted(self.represented)

    @property
    def named(self) -> dict[int, Count]:
        """Those whose proxy is for named items, by the place of each on the agenda: to be added for that item."""
        places = sorted({place for right in self.represented for place in right.items})
        return {
            place: _sum(right for right in self.represented if right.kind is ProxyKind.NAMED and place in right.items)
            for place in places
        }


def attendance(
    at: datetime, rights: Collection[Right], guests: Collection[Guest], roll: Count | None, *, closing: bool
) -> Attendance:
    """The list, by name, from the rights of a moment and who else was there."""
    by_name = sorted(rights, key=lambda right: (folded(right.name), right.number))
    own = [right for right in by_name if right.how in (Exercise.SELF, Exercise.REPRESENTATIVE)]
    return Attendance(
        at=at,
        closing=closing,
        roll=roll,
        room=[right for right in own if right.channel is Channel.ROOM],
        online=[right for right in own if right.channel is Channel.ONLINE],
        represented=[right for right in by_name if right.how is Exercise.PROXY],
        gone=[right for right in by_name if right.how is Exercise.NOBODY and right.spells],
        guests=sorted(guests, key=lambda guest: (folded(guest.name), guest.attending, guest.channel)),
    )


def counted(rights: Collection[Right]) -> Count:
    """How many members and votes these are for every item; a proxy for named items is for those alone."""
    return _sum(right for right in rights if right.kind is not ProxyKind.NAMED)


def _sum(rights: Iterable[Right]) -> Count:
    found = list(rights)
    return Count(len(found), sum(right.weight for right in found))
