"""What may go wrong by a user's doing, each with the sentence that says so and the way out.

A class carries its sentence with named gaps; raising it takes the facts. Anything else that is raised is a bug.
"""

from collections.abc import Sequence
from typing import ClassVar

from tracker.i18n import N_, _

_QUOTED = ("name", "text", "where")
"""The facts that repeat what a user wrote, at whatever length."""


def _shortened(fact: object) -> str:
    text = str(fact)
    return text if len(text) <= 200 else text[:199] + "…"


class TrackerError(Exception):
    """The base: a refusal with one sentence. `exit_code` is what the process returns (1 refused, 2 wrong usage)."""

    sentence: ClassVar[str] = ""
    exit_code: ClassVar[int] = 1

    def __init__(self, **facts: object) -> None:
        shown = {name: _shortened(fact) if name in _QUOTED else fact for name, fact in facts.items()}
        super().__init__(type(self).sentence, shown)
        self.facts = shown

    def __str__(self) -> str:
        return _(type(self).sentence).format(**self.facts)


class DateError(TrackerError):
    """`text`: what was written."""

    sentence = N_("“{text}” is not a date that can be read; write it as 22/2/2024 or 2024-02-22.")
    exit_code = 2


class NoteError(TrackerError):
    """`name`: the file; `reason`: why it cannot be read, already in the user's language."""

    sentence = N_("The note {name} cannot be read: {reason}.")


class StandardInputError(NoteError):
    """`reason`: why the note on standard input cannot be read, already in the user's language."""

    sentence = N_("The note on standard input cannot be read: {reason}.")


class OutputError(TrackerError):
    """`name`: the file to write; `reason`: what the system said."""

    sentence = N_("{name} cannot be written: {reason}. Give another place with --out.")


class NotFoundError(TrackerError):
    """`what`: the kind of thing; `name`: what was asked for; `command`: how to see those there are."""

    sentence = N_("There is no {what} “{name}”; “{command}” lists those there are.")


class UnknownNameError(TrackerError):
    """`what`, `name`; `candidates`: the nearest names; `command`: how to add one."""

    sentence = N_("No {what} is known as “{name}”.{nearest} “{command}” adds one.")

    def __init__(self, *, what: str, name: str, candidates: Sequence[str], command: str) -> None:
        shown = name if len(name) <= 80 else name[:77] + "…"
        self.candidates = tuple(candidates)
        super().__init__(what=what, name=shown, command=command)

    def __str__(self) -> str:
        nearest = ""
        if self.candidates:
            nearest = " " + _("The nearest: {names}.").format(names="; ".join(self.candidates))
        return _(type(self).sentence).format(**self.facts, nearest=nearest)


class EndedAgencyError(UnknownNameError):
    """`ended`: an agency that is no more and its last day; `heir`: the one that it went into, and since when."""

    sentence = N_(
        "{what} ended on {last}; from {since} its successor is {heir}. Name that one, or look at the day of the visit."
    )

    def __init__(self, *, name: str, ended: str, last: str, heir: str, since: str) -> None:
        super().__init__(what=ended, name=name, candidates=[heir], command="")
        self.facts |= {"last": last, "heir": heir, "since": since}


class AmbiguousNameError(TrackerError):
    """`what`, `name`; `candidates`: the names it may mean."""

    sentence = N_("“{name}” may mean more than one {what}: {names}. Write more of the name; nothing was changed.")

    def __init__(self, *, what: str, name: str, candidates: Sequence[str]) -> None:
        self.candidates = tuple(candidates)
        super().__init__(what=what, name=name, names="; ".join(candidates))


class NoRegisterError(TrackerError):
    """`where`: the database that holds no register."""

    sentence = N_("There is no register at {where}; “tracker init” creates one.")


class RegisterExistsError(TrackerError):
    """`where`: the database that already holds one."""

    sentence = N_("{where} already holds a register; nothing was changed.")


class OldRegisterError(TrackerError):
    """`where`; `found` and `wanted`: schema revisions."""

    sentence = N_(
        "The register at {where} has schema {found} and this program needs {wanted}; run “tracker db upgrade”."
    )


class NewerRegisterError(TrackerError):
    """`where`; `found`: its schema revision, unknown here."""

    sentence = N_("The register at {where} has schema {found}, written by a newer version; install the newer version.")


class NotARegisterError(TrackerError):
    """`where`: a file that is no database, or a damaged one."""

    sentence = N_("{where} is not a register or is damaged; name another with --db, or restore a backup over it.")


class FolderNotRegisterError(TrackerError):
    """`where`: a folder; `file`: a file in it that could hold the register."""

    sentence = N_("{where} is a folder; name the register's file in it, for example: --db {file}.")


class RegisterUnwritableError(TrackerError):
    """`where`; `reason`: what the system said."""

    sentence = N_("The register at {where} cannot be written ({reason}); nothing was changed.")


class RegisterUnreachableError(TrackerError):
    """`where`: the database without its password; `reason`: what the driver said."""

    sentence = N_("The register at {where} cannot be opened ({reason}).")


class DriverMissingError(TrackerError):
    """`where`: the database without its password."""

    sentence = N_("{where} needs the PostgreSQL driver; install it with: pip install 'tracker[postgres]'.")


class DuplicateVisitError(TrackerError):
    """`id`: the visit that is already there; `on`: its day, written."""

    sentence = N_("This visit is already in the register as number {id} ({on}); add --anyway to log it once more.")


class DuplicateNoteError(TrackerError):
    """`id`: the visit that was read from this very note."""

    sentence = N_("This note was already logged as visit {id}; add --anyway to log it once more.")


class LikeVisitError(TrackerError):
    """`id`: the visit that a note seems to tell of; `on`: its day, written."""

    sentence = N_(
        "This visit seems to be in the register already as number {id} ({on}): add the note to it as another source "
        "with --into {id}, or log a visit of its own with --anyway; “tracker visit compare” shows what differs."
    )


class RefusedError(TrackerError):
    """`reason`: a whole sentence in the user's language, with the way out."""

    sentence = "{reason}"


class UsageError(TrackerError):
    """`reason`: a whole sentence in the user's language."""

    sentence = "{reason}"
    exit_code = 2
