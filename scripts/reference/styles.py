"""The colours of the site's sockets, from the themes of the editor."""

from layerdeck.editor.theme import Theme, load_theme

_DARK = 'body[data-theme="dark"]'
_AUTO = 'body:not([data-theme="light"])'


def socket_colours() -> str:
    """A style sheet with the colour of every port type, light and dark."""
    light = _rules("body", load_theme("paper"))
    night = load_theme("night")
    system = f"@media (prefers-color-scheme: dark) {{\n{_rules(_AUTO, night)}}}\n"
    return f"{light}{_rules(_DARK, night)}{system}"


def _rules(where: str, theme: Theme) -> str:
    return "".join(
        f"{where} .socket.{kind.lower()} {{ --socket: {colour}; }}\n"
        for kind, colour in theme.types.items()
    )
