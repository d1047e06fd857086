"""Addresses of cameras, as people and logs may see them."""

from urllib.parse import urlsplit


def hide_password(address: str) -> str:
    """Give the address without user, password and query, which may be secrets, for people.

    Of what is no address, and may still hold a password, only what it begins with.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return f"{address.partition('://')[0]}://…"
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
