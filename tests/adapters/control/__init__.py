"""Tests of the control socket; a package, so that file names may repeat elsewhere."""
