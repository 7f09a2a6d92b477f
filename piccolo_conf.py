"""For the `piccolo` command in this folder, as in `piccolo migrations new events --auto`.

It reaches the database as every command of Convoke does: the one that runs, else its own until the command ends.
"""

import atexit
from contextlib import ExitStack

from events.piccolo_app import APP_REGISTRY, DB
from events.postgres import own_server

__all__ = ["APP_REGISTRY", "DB"]

server = ExitStack()
server.enter_context(own_server())
atexit.register(server.close)
