"""Tests of the closing bundle, on one that was made before and is kept: version 1 is read for ever."""
