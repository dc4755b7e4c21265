"""Where the folders that stand beside the package in a checkout are: inside it once it is installed."""

from pathlib import Path

PACKAGE = Path(__file__).parent


def bundled(name: str) -> Path:
    """The folder `name` ("migrations" or "reports") of this installation."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name
