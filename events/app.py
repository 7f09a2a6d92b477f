"""The web application: controllers, what brings who asks, what starts and stops with the process."""

import asyncio
import mimetypes
import multiprocessing
import os
import signal
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext, suppress

from litestar import Litestar
from litestar.di import Provide
from litestar.openapi import OpenAPIConfig

from events import __version__, logs, whence
from events.actions import live
from events.actions.keys import keys
from events.actions.rehearsals import live_at_its_time
from events.api import problems
from events.api.agenda import AgendaController
from events.api.arrivals import ArrivalsController
from events.api.asking import provide_asker, provide_language
from events.api.assemblies import AssembliesController
from events.api.attendance import AttendanceController
from events.api.bounces import BouncesController
from events.api.bundles import BundlesController
from events.api.bureau import BureauController
from events.api.calendars import CalendarLinksController, FeedsController
from events.api.candidates import CandidatesController
from events.api.categories import CategoriesController
from events.api.convocations import ConvocationsController
from events.api.details import DetailsController
from events.api.document import Document
from events.api.documents import DocumentsController
from events.api.dossiers import DossiersController
from events.api.entrance import App
from events.api.erasures import ErasuresController
from events.api.events import EventsController
from events.api.exports import register
from events.api.factors import ElevationController, FactorsController
from events.api.failures import FailuresController
from events.api.house import HealthController, HouseController
from events.api.incidents import IncidentsController
from events.api.journal import JournalController
from events.api.logins import LoginsController
from events.api.me import MeController
from events.api.member_sync import MemberSyncController
from events.api.members import MembersController
from events.api.mends import check_numbers
from events.api.minutes import MinutesController
from events.api.offices import OfficesController
from events.api.pages import app_or_file, event_page, front_page, robots
from events.api.polls import PollsController, ResolutionPollsController
from events.api.privacy import PrivacyController
from events.api.providers import ProvidersController
from events.api.proxies import AssemblyProxiesController, ProxiesController
from events.api.proxy_forms import ProxyFormsController
from events.api.proxy_imports import ProxyImportsController
from events.api.questions import QuestionsController
from events.api.quorum import QuorumController
from events.api.registrations import RegistrationsController
from events.api.scans import DoorController
from events.api.sign_ins import SignInsController
from events.api.sittings import SittingsController, projector
from events.api.speakers import SpeakersController
from events.api.staff import StaffController
from events.api.statutes import StatutesController
from events.api.stays import StaysController
from events.api.streams import Rooms
from events.api.tickets import TicketsController
from events.api.tokens import TokensController
from events.api.watching import Watching
from events.database import Listener, pool
from events.signals import also_at

POOL = 16
"""Connections per process."""

mimetypes.add_type("application/wasm", ".wasm")
mimetypes.add_type("application/manifest+json", ".webmanifest")
mimetypes.add_type("text/javascript", ".js")


def served() -> Litestar:
    """The application in a process of `convoke serve`, which alone hears Ctrl-C and tells its processes to stop.

    Open streams end at that word: the server waits for them before it lets the application end. Killed, the first
    process cannot tell anybody, so the others notice and end as it did.
    """
    logs.set_up()
    threading.Thread(target=_end_with_parent, name="parent-watcher", daemon=True).start()
    watching = Watching()
    application = create(watching=watching)

    async def listen() -> None:
        loop = asyncio.get_running_loop()
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        also_at(signal.SIGTERM, lambda: loop.call_soon_threadsafe(watching.close))

    application.on_startup.append(listen)
    return application


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def create(connections: int | None = POOL, watching: Watching | None = None) -> Litestar:
    """The application, ready for a server; it reaches the database when it starts.

    connections: of its own pool; None to use the one that is open already, as tests do.
    """
    watching = watching or Watching()
    rooms = Rooms(watching)
    whence.trusted()

    @asynccontextmanager
    async def running(_: Litestar) -> AsyncIterator[None]:
        watching.open()
        listener = Listener([live.CHANNEL], watching.heard, watching.ring_all)
        async with pool(connections) if connections else nullcontext(), listener:
            watching.listener = listener
            await live_at_its_time()
            await keys()
            telling = asyncio.create_task(live.run())
            try:
                yield
            finally:
                watching.close()
                telling.cancel()
                with suppress(asyncio.CancelledError):
                    await telling

    return App(
        route_handlers=[
            OfficesController,
            EventsController,
            ArrivalsController,
            RegistrationsController,
            TicketsController,
            DoorController,
            FeedsController,
            CalendarLinksController,
            LoginsController,
            DetailsController,
            DossiersController,
            ErasuresController,
            ProvidersController,
            PrivacyController,
            SignInsController,
            FactorsController,
            ElevationController,
            StaffController,
            MembersController,
            register,
            JournalController,
            StatutesController,
            AssembliesController,
            SittingsController,
            projector,
            SpeakersController,
            QuestionsController,
            IncidentsController,
            ConvocationsController,
            BouncesController,
            StaysController,
            AttendanceController,
            BureauController,
            FailuresController,
            BundlesController,
            MinutesController,
            AssemblyProxiesController,
            ProxiesController,
            ProxyFormsController,
            ProxyImportsController,
            QuorumController,
            ResolutionPollsController,
            PollsController,
            AgendaController,
            DocumentsController,
            CandidatesController,
            CategoriesController,
            MeController,
            TokensController,
            MemberSyncController,
            HouseController,
            HealthController,
            robots,
            event_page,
            front_page,
            app_or_file,
        ],
        dependencies={
            "asker": Provide(provide_asker),
            "reads": Provide(provide_language),
            "watching": Provide(lambda: watching, sync_to_thread=False),
            "rooms": Provide(lambda: rooms, sync_to_thread=False),
        },
        exception_handlers=dict(problems.HANDLERS),
        before_request=check_numbers,
        lifespan=[running],
        logging_config=None,
        request_max_body_size=problems.BODY_LIMIT,
        openapi_config=OpenAPIConfig(
            title="Convoke", version=__version__, path="/api/openapi.json", render_plugins=[Document(path="/")]
        ),
    )
