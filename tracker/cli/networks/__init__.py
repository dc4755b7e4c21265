"""`tracker network …`: a module for each kind of question; importing them puts their commands into `app`."""

from tracker.cli.networks import measuring, showing
from tracker.cli.networks.showing import app

__all__ = ["app", "measuring", "showing"]
