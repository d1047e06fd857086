"""Lets every test import `builders`, and makes the suite the same wherever it is started."""

import signal

from hypothesis import settings

# The examples are the same on every run, so that a failure in CI is a failure at home; a machine
# that is busy with something else is no reason to fail.
settings.register_profile(
    "sitwell", deadline=None, derandomize=True, database=None, max_examples=60
)
settings.load_profile("sitwell")

# A suite started in the background of a shell inherits "ignore Ctrl-C" and hands it on to every
# command it runs, and then no command can be interrupted.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
