"""Tests of the sealed landmarker; a package, so that file names may repeat elsewhere."""
