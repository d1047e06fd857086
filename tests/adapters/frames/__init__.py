"""Tests of every source of frames; a package, so that its fakes can be imported."""
