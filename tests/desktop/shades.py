"""The desktop's portal, played: it says whether its person likes it dark."""

from message_buses import MOCK, Services

PORTAL, PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
SETTINGS = "org.freedesktop.portal.Settings"
SCHEME = ("org.freedesktop.appearance", "color-scheme")
DARK, LIGHT = 1, 2


def start_portal(services: Services, shade: int) -> None:
    """Start a portal that answers with this shade, whatever it is asked."""
    services.start(PORTAL, PATH, SETTINGS)
    words = (("s", SETTINGS), ("s", "Read"), ("s", "ss"), ("s", "v"))
    code = ("s", f"ret = dbus.UInt32({shade}, variant_level=2)")
    services.session.call(PORTAL, PATH, f"{MOCK}.AddMethod", *words, code)


def tell_shade(services: Services, shade: int) -> None:
    """Have the portal say that the person has chosen another shade."""
    change = ("av", [("s", SCHEME[0]), ("s", SCHEME[1]), ("v", ("u", shade))])
    words = (("s", SETTINGS), ("s", "SettingChanged"), ("s", "ssv"), change)
    services.session.call(PORTAL, PATH, f"{MOCK}.EmitSignal", *words)
