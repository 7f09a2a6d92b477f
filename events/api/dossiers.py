"""What is held about somebody, as a file for themselves."""

from litestar import Controller, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from events.actions.dossiers import Person, gather, person_of
from events.clock import today
from events.database import fetchrow
from events.errors import Missing, NotAllowed, NotSignedIn
from events.rules.access import Asker
from events.rules.dossiers import Dossier
from events.tickets.secrets import matches


class DossiersController(Controller):
    """`/api/me/data` and `/api/registrations/{id}/data`."""

    path = "/api"
    tags = ["privacy"]  # noqa: RUF012

    @get("/me/data")
    async def mine(self, asker: NamedDependency[Asker | None]) -> Response[Dossier]:
        """Everything that is held about who is signed in, to save; 403 for programs that are nobody."""
        if asker is None:
            raise NotSignedIn
        if asker.member is None and asker.staff is None:
            raise NotAllowed
        return _saved(await gather(await person_of(asker)))

    @get("/registrations/{registration:int}/data")
    async def of_registration(self, registration: FromPath[int], key: FromQuery[str] = "") -> Response[Dossier]:
        """What hangs on one registration, by the key in its link: that proves no more, not even the address."""
        row = await fetchrow("SELECT erased_at FROM registration WHERE id = $1", registration)
        if not matches(registration, key) or row is None or row["erased_at"]:
            raise Missing
        return _saved(await gather(Person(registration=registration)))


def _saved(dossier: Dossier) -> Response[Dossier]:
    name = f"convoke-{today().isoformat()}.json"
    return Response(
        dossier,
        headers={"content-disposition": f'attachment; filename="{name}"', "cache-control": "private, no-store"},
    )
