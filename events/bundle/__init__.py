"""The closing bundle of an assembly: an archive of all that its decisions rest on, which anybody can check by itself.

It knows no database and no network: values in, bytes out, and the other way round. docs/bundle.md explains the format.
"""
