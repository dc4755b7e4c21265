"""The digest of one lead agency: what is late, what falls due soon, what waits for confirmation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.calendar import short_date
from tracker.i18n import N_, _
from tracker.queries.reminders import Body, Due
from tracker.reminders.page import Page, Part
from tracker.reminders.wording import due, lead, meeting, state
from tracker.text import slug, sort_key

WIDTHS = (1, 8, 4, 4, 4, 7)
LATE, SOON, WAITING = N_("Late"), N_("Due soon"), N_("Awaiting confirmation")


@dataclass(frozen=True, slots=True)
class Digest:
    """What one agency is to be reminded of on the day `as_of`, looking ahead up to `until`. `lead` None: no one leads;
    `joint` then names those who do it together."""

    lead: Body | None
    joint: str
    as_of: date
    until: date
    late: list[Due]
    soon: list[Due]
    waiting: list[Due]

    @property
    def name(self) -> str:
        """Whom it is for."""
        return self.lead.name if self.lead else self.joint or _("No lead agency")

    @property
    def stem(self) -> str:
        """A file's name without its ending."""
        return f"{slug(self.name)[:80]}-{self.as_of.isoformat()}"

    @property
    def groups(self) -> list[tuple[str, Sequence[Due]]]:
        """The three groups under their names."""
        return [(LATE, self.late), (SOON, self.soon), (WAITING, self.waiting)]


def digests(found: Iterable[Due], as_of: date, until: date) -> list[Digest]:
    """A digest for each lead in Vietnamese order; what no one leads goes to those who do it together, last."""
    each: dict[object, Digest] = {}
    for one in found:
        joint = "" if one.lead else lead(one.row)
        whose = one.lead.id if one.lead else joint
        digest = each.setdefault(whose, Digest(one.lead, joint, as_of, until, [], [], []))
        if one.row.stage == "awaiting_confirmation":
            digest.waiting.append(one)
        elif one.row.timeliness == "overdue":
            digest.late.append(one)
        else:
            digest.soon.append(one)
    return sorted(each.values(), key=lambda digest: (digest.lead is None, sort_key(digest.name)))


def subject(digest: Digest) -> str:
    """The subject of a mail."""
    return _("Commitments to see to as of {day}: {late} late, {soon} due soon, {waiting} awaiting confirmation").format(
        day=short_date(digest.as_of), late=len(digest.late), soon=len(digest.soon), waiting=len(digest.waiting)
    )


def page(digest: Digest) -> Page:
    """The digest to read."""
    line = _("As of {day}: {late} late, {soon} due by {until}, {waiting} awaiting confirmation.").format(
        day=short_date(digest.as_of),
        until=short_date(digest.until),
        late=len(digest.late),
        soon=len(digest.soon),
        waiting=len(digest.waiting),
    )
    return Page(digest.name, [line], [table(_(title), group, digest.as_of) for title, group in digest.groups])


def table(title: str, group: Sequence[Due], as_of: date) -> Part:
    """Commitments as a table."""
    columns = [_("No."), _("What"), _("Due"), _("State"), _("Official in charge"), _("Visit")]
    rows = [
        (
            str(one.row.id),
            one.row.text,
            due(one.row),
            state(one.row, as_of),
            one.row.official or "",
            meeting(one.visit),
        )
        for one in group
    ]
    return Part(title, columns, rows, WIDTHS)
