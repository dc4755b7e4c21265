"""Writes officials and their posts. Never merges on a name alone."""

from sqlmodel import Session, select

from tracker.errors import AmbiguousNameError, RefusedError
from tracker.i18n import _
from tracker.models import Agency, Appointment, Official
from tracker.queries.names import bearers, by_number
from tracker.records.agencies import report_added
from tracker.text import key, one_line, title_key

_PARTY_POSTS = ("uy vien", "bi thu", "pho bi thu", "tinh uy vien", "thanh uy vien", "tuv", "uvbtv", "uvbch")


def obtain(
    unit: Session,
    name: str,
    post: str | None,
    agency: Agency | None,
    *,
    known_as: str | None = None,
    honorific: str | None = None,
    academic_title: str | None = None,
) -> Official:
    """The person of that name who is known at the agency, else a new one, reported as added.

    `known_as`: the number or uid of the person, where that is known, whatever the agency. `honorific` and
    `academic_title` are kept of a person who is new.
    """
    if known_as:
        official = by_number(unit, Official, known_as)
        if post:
            appoint(unit, official, post, agency)
        return official
    name = _checked(name)
    known, here = bearers(unit, name, agency.id if agency else None)
    if len(here) > 1:
        candidates = [f"{row.full_name} (#{row.id})" for row in here]
        raise AmbiguousNameError(what=_("official"), name=name, candidates=candidates)
    official = here[0] if here else add(unit, name, honorific=honorific, academic_title=academic_title)
    if not here:
        same = "".join(f" (≠ #{row.id})" for row in known)
        report_added(unit, f"{official.full_name}{same}")
    if post:
        appoint(unit, official, post, agency)
    return official


def _checked(name: str) -> str:
    name = one_line(name)
    if not any(map(str.isalnum, name)) or len(name) > 200:
        raise RefusedError(reason=_("An official needs a name of at most 200 letters."))
    return name


def add(
    unit: Session,
    name: str,
    *,
    honorific: str | None = None,
    academic_title: str | None = None,
    contact: str | None = None,
) -> Official:
    """Writes a person."""
    name = _checked(name)
    row = Official(
        full_name=name,
        folded=key(name),
        sort_key=title_key(name),
        honorific=honorific,
        academic_title=academic_title,
        work_contact=one_line(contact) or None if contact else None,
    )
    unit.add(row)
    unit.flush()
    return row


def appoint(unit: Session, official: Official, post: str, agency: Agency | None) -> Appointment:
    """Writes a post as printed; the same post at the same agency is written once."""
    post = one_line(post)
    if not post:
        raise RefusedError(reason=_("A post needs words that say what it is (--post)."))
    agency_id = agency.id if agency else None
    rows = unit.exec(select(Appointment).where(Appointment.official_id == official.key)).all()
    for row in rows:
        if row.agency_id == agency_id and key(row.post) == key(post):
            return row
    branch = "party" if key(post).startswith(_PARTY_POSTS) and "," not in post else "state"
    row = Appointment(official_id=official.key, agency_id=agency_id, post=post, branch=branch)
    unit.add(row)
    unit.flush()
    return row
