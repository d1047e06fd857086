"""Lets every test import `builders`, and gives properties time on a busy machine."""

from hypothesis import settings

# The examples are the same on every run, so that a failure in CI is a failure at home; a machine
# that is busy with something else is no reason to fail.
settings.register_profile(
    "sitwell", deadline=None, derandomize=True, database=None, max_examples=60
)
settings.load_profile("sitwell")
