"""Offices: the branches of the cooperative."""

from piccolo.columns import JSONB, Array, BigSerial, DoublePrecision, SmallInt, Varchar
from piccolo.constraints import Check
from piccolo.table import Table


class Office(Table):
    """A branch. name, city: one text per language; hue: degrees in oklch; shape: its mark beside the colour."""

    id: BigSerial = BigSerial(primary_key=True)
    slug = Varchar(length=80, unique=True)
    name = JSONB()
    city = JSONB()
    region = Varchar(length=80)
    languages = Array(base_column=Varchar(length=2))
    lat = DoublePrecision()
    lon = DoublePrecision()
    timezone = Varchar(length=64, default="Europe/Brussels")
    hue = SmallInt()
    shape = Varchar(length=16)

    hue_in_circle = Check((hue >= 0) & (hue < 360))
