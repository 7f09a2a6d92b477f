"""Each hot path beside its limit, measured in the same run: `make bench`."""
