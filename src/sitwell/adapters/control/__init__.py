"""How the running monitor is asked and told: one question a connection, from the same user only."""

import sys

from sitwell.adapters.control.wire import BadRequest, Command, Detail, Json, Reply, Request

if sys.platform == "win32":
    from sitwell.adapters.control.pipe import ask, serve
else:
    from sitwell.adapters.control.client import ask
    from sitwell.adapters.control.server import serve

__all__ = ["BadRequest", "Command", "Detail", "Json", "Reply", "Request", "ask", "serve"]
