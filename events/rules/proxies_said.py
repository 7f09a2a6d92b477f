"""Why a proxy is not exercised now, in one sentence, and what a member will do at the assembly."""

from events.words import NotNow, Phrase, Plural

NOT_NOW = {
    NotNow.ASKED: Phrase(
        nl="{holder} heeft deze volmacht nog niet aanvaard.",
        fr="{holder} n'a pas encore accepté cette procuration.",
        en="{holder} has not accepted this proxy yet.",
        de="{holder} hat diese Vollmacht noch nicht angenommen.",
    ),
    NotNow.DECLINED: Phrase(
        nl="{holder} heeft deze volmacht geweigerd.",
        fr="{holder} a refusé cette procuration.",
        en="{holder} declined this proxy.",
        de="{holder} hat diese Vollmacht abgelehnt.",
    ),
    NotNow.WITHDRAWN: Phrase(
        nl="Deze volmacht is ingetrokken.",
        fr="Cette procuration a été retirée.",
        en="This proxy was withdrawn.",
        de="Diese Vollmacht wurde zurückgezogen.",
    ),
    NotNow.LAPSED: Phrase(
        nl="De tijd van deze volmacht is om.",
        fr="Cette procuration est arrivée à son terme.",
        en="The time of this proxy is over.",
        de="Die Zeit dieser Vollmacht ist abgelaufen.",
    ),
    NotNow.CLOSED: Phrase(
        nl="De vergadering is gesloten.",
        fr="L'assemblée est close.",
        en="The assembly is closed.",
        de="Die Versammlung ist geschlossen.",
    ),
    NotNow.GIVER_NOT_ON_ROLL: Phrase(
        nl="{giver} staat niet op de stemgerechtigdenlijst.",
        fr="{giver} ne figure pas sur la liste électorale.",
        en="{giver} is not on the roll.",
        de="{giver} steht nicht auf der Stimmberechtigtenliste.",
    ),
    NotNow.HOLDER_NOT_ON_ROLL: Phrase(
        nl="{holder} staat niet op de stemgerechtigdenlijst.",
        fr="{holder} ne figure pas sur la liste électorale.",
        en="{holder} is not on the roll.",
        de="{holder} steht nicht auf der Stimmberechtigtenliste.",
    ),
    NotNow.GIVER_THERE: Phrase(
        nl="{giver} is er zelf.",
        fr="{giver} est là en personne.",
        en="{giver} is there in person.",
        de="{giver} ist selbst da.",
    ),
    NotNow.GIVER_LEFT: Phrase(
        nl="{giver} was er zelf en is weg; het bureau kan de stem weer doorgeven.",
        fr="{giver} est venu en personne puis reparti ; le bureau peut rendre la voix.",
        en="{giver} came in person and left; the bureau can hand the vote on again.",
        de="{giver} war selbst da und ist gegangen; das Präsidium kann die Stimme wieder weitergeben.",
    ),
    NotNow.HOLDER_NOT_THERE: Phrase(
        nl="{holder} is er nog niet.",
        fr="{holder} n'est pas encore là.",
        en="{holder} is not there yet.",
        de="{holder} ist noch nicht da.",
    ),
    NotNow.HOLDER_LEFT: Phrase(
        nl="{holder} is weggegaan.", fr="{holder} est parti.", en="{holder} has left.", de="{holder} ist gegangen."
    ),
}

ALONE = Phrase(
    nl="Je stemt, voor jezelf.",
    fr="Vous voterez, pour vous-même.",
    en="You will vote, for yourself.",
    de="Sie stimmen ab, für sich selbst.",
)
AND_FOR = Plural(
    one=Phrase(
        nl="Je stemt, voor jezelf en voor één ander.",
        fr="Vous voterez, pour vous-même et pour une autre personne.",
        en="You will vote, for yourself and for one other.",
        de="Sie stimmen ab, für sich selbst und für eine andere Person.",
    ),
    other=Phrase(
        nl="Je stemt, voor jezelf en voor {count} anderen.",
        fr="Vous voterez, pour vous-même et pour {count} autres.",
        en="You will vote, for yourself and for {count} others.",
        de="Sie stimmen ab, für sich selbst und für {count} andere.",
    ),
)
BY_ANOTHER = Phrase(
    nl="{holder} stemt voor jou. Kom je zelf, dan stem je zelf.",
    fr="{holder} votera pour vous. Si vous venez, vous voterez vous-même.",
    en="{holder} will vote for you. If you come, you vote yourself.",
    de="{holder} stimmt für Sie ab. Kommen Sie selbst, stimmen Sie selbst ab.",
)
QUORUM_BY_ANOTHER = Phrase(
    nl="{holder} laat jou meetellen voor het quorum, maar stemt niet voor jou.",
    fr="{holder} vous fait compter pour le quorum, mais ne vote pas pour vous.",
    en="{holder} lets you count towards the quorum, but does not vote for you.",
    de="{holder} lässt Sie für die Beschlussfähigkeit mitzählen, stimmt aber nicht für Sie ab.",
)
NO_VOTE = Phrase(
    nl="Je staat niet op de stemgerechtigdenlijst, dus stem je hier niet.",
    fr="Vous ne figurez pas sur la liste électorale : vous ne votez pas ici.",
    en="You are not on the roll, so you do not vote here.",
    de="Sie stehen nicht auf der Stimmberechtigtenliste und stimmen hier nicht ab.",
)


def not_now(reason: NotNow, language: str, giver: str, holder: str) -> str:
    """The sentence for this reason. giver, holder: their names."""
    return NOT_NOW[reason].say(language, giver=giver, holder=holder)


def you_will_vote(
    language: str, *, on_roll: bool | None, others: int, holder: str | None = None, quorum_only: bool = False
) -> str:
    """What a member will do there.

    others: for how many they hold an accepted proxy to vote; holder: whom they gave their own to, if accepted;
    quorum_only: that it is for the quorum alone; on_roll: None while the roll is not settled.
    """
    if on_roll is False:
        return NO_VOTE.say(language)
    if holder is not None:
        return (QUORUM_BY_ANOTHER if quorum_only else BY_ANOTHER).say(language, holder=holder)
    return AND_FOR.say(language, others) if others else ALONE.say(language)
