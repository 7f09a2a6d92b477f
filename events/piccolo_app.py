"""What Piccolo needs to know: the tables and their migrations, the engine, and the one app there is."""

from pathlib import Path
from pkgutil import iter_modules

from piccolo.conf.apps import AppConfig, AppRegistry, table_finder

from events import tables
from events.database import engine

DB = engine()

APP_CONFIG = AppConfig(
    app_name="events",
    migrations_folder_path=str(Path(tables.__file__).parent / "migrations"),
    table_classes=table_finder(
        [f"events.tables.{module.name}" for module in iter_modules(tables.__path__) if not module.ispkg],
        exclude_imported=True,
    ),
    migration_dependencies=[],
    commands=[],
)

# Last, because it imports this module and looks for what stands above.
APP_REGISTRY = AppRegistry(apps=["events.piccolo_app"])
