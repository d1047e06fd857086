"""The desktop's portal, played: it says whether its person likes it dark."""

from message_buses import MOCK, Services

PORTAL, PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
SETTINGS = "org.freedesktop.portal.Settings"
SCHEME = ("org.freedesktop.appearance", "color-scheme")
DARK, LIGHT = 1, 2


def start_portal(services: Services, shade: int) -> None:
    """Start a portal that knows this shade, and nothing of other wishes."""
    services.start(PORTAL, PATH, SETTINGS)
    words = (("s", SETTINGS), ("s", "Read"), ("s", "ss"), ("s", "v"))
    known = f"dbus.UInt32({shade}, variant_level=2)"
    none = 'dbus.String("", variant_level=2)'
    code = ("s", f"ret = {known} if args[1] == {SCHEME[1]!r} else {none}")
    services.session.call(PORTAL, PATH, f"{MOCK}.AddMethod", *words, code)


def tell_shade(services: Services, shade: int) -> None:
    """Have the portal say that the person has chosen another shade."""
    change = ("av", [("s", SCHEME[0]), ("s", SCHEME[1]), ("v", ("u", shade))])
    words = (("s", SETTINGS), ("s", "SettingChanged"), ("s", "ssv"), change)
    services.session.call(PORTAL, PATH, f"{MOCK}.EmitSignal", *words)
