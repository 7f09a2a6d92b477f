"""Who the bureau of an assembly is, for its minutes."""

from piccolo.columns import BigSerial, ForeignKey, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check
from piccolo.table import Table

from events.tables.assemblies import Assembly


class BureauMember(Table):
    """Somebody of the bureau by name, in the order they sign. The list is written whole; its last id is its version."""

    id: BigSerial = BigSerial(primary_key=True)
    assembly = ForeignKey(Assembly, null=False, on_delete=OnDelete.cascade, index=True)
    role = Varchar(length=10)
    name = Varchar(length=200)

    known_role = Check("role IN ('chair', 'secretary', 'scrutineer')")
