"""`tracker network …`: a module for each kind of question; importing them puts their commands into `app`."""

from tracker.cli.networks import exporting, measuring, showing
from tracker.cli.networks.scoping import app

__all__ = ["app", "exporting", "measuring", "showing"]
