from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Varchar
from piccolo.columns.indexes import IndexMethod
from piccolo.constraints import Check

ID = "2026-11-26T18:03:55:819466"
VERSION = "1.38.0"
DESCRIPTION = "elections: the order of candidates"


async def forwards():
    manager = MigrationManager(
        migration_id=ID, app_name="events", description=DESCRIPTION
    )

    manager.add_column(
        table_class_name="AgendaItem",
        tablename="agenda_item",
        column_name="ballot_order",
        db_column_name="ballot_order",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 20,
            "default": "as_set",
            "null": False,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema=None,
    )

    manager.add_column(
        table_class_name="Poll",
        tablename="poll",
        column_name="ballot_order",
        db_column_name="ballot_order",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 20,
            "default": None,
            "null": True,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema=None,
    )

    manager.add_constraint(
        table_class_name="AgendaItem",
        tablename="agenda_item",
        constraint_name="known_ballot_order",
        constraint_class=Check,
        params={"condition": "ballot_order IN ('as_set', 'by_lot', 'per_voter')"},
        schema=None,
    )

    manager.add_constraint(
        table_class_name="AgendaItem",
        tablename="agenda_item",
        constraint_name="only_elections_have_another_order",
        constraint_class=Check,
        params={"condition": "ballot_order = 'as_set' OR kind = 'election'"},
        schema=None,
    )

    manager.add_constraint(
        table_class_name="Poll",
        tablename="poll",
        constraint_name="known_ballot_order",
        constraint_class=Check,
        params={"condition": "ballot_order IN ('as_set', 'by_lot', 'per_voter')"},
        schema=None,
    )

    return manager
