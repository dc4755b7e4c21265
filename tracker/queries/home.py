"""Our own agency over time: the ones of its name, and those that went over into them."""

from sqlmodel import Session, col, select

from tracker.gazetteer.facts import departments, province_successions
from tracker.models import Agency, Succession
from tracker.queries.names import agencies_matching, standards_named


def lineage(session: Session, name: str) -> list[int]:
    """The agencies of the register that bear the name at some time, with all that they descend from, by number.

    Departments descend by the standing reorganisations (Sở TT&TT and Sở KH&CN into the Sở KH&CN of 2025, those of
    Vĩnh Phúc into that of Phú Thọ), any agency by the successions that the register knows.
    """
    found = set(agencies_matching(session, name))
    standards = set(standards_named(name))
    while True:
        before = len(found)
        found |= _by_succession(session, found) | _by_standard(session, found, standards)
        if len(found) == before:
            return sorted(found)


def _by_succession(session: Session, ids: set[int]) -> set[int]:
    """Those that went over whole into one of the agencies."""
    rows = session.exec(
        select(Succession.predecessor_id).where(
            col(Succession.successor_id).in_(sorted(ids)), col(Succession.function).is_(None)
        )
    )
    return set(rows)


def _by_standard(session: Session, ids: set[int], standards: set[str]) -> set[int]:
    """The typical departments before these and before the agencies, as far as the register has written them down."""
    rows = session.exec(select(Agency.standard).where(col(Agency.id).in_(sorted(ids)))).all()
    before = {slug for standard in {*rows, *standards} if standard for slug in _predecessors(standard)}
    found = session.exec(select(Agency.id).where(col(Agency.standard).in_(sorted(before))))
    return {row for row in found if row is not None}


def _predecessors(standard: str) -> set[str]:
    """All typical departments that became this one: "so-khcn-2025@phu-tho-2025" <- "so-tttt@vinh-phuc" and others."""
    found, ahead = set[str](), [standard]
    while ahead:
        kind, _at, place = ahead.pop().partition("@")
        kinds = [row.slug for row in departments() if row.merged_into == kind]
        places = [row.predecessor for row in province_successions() if row.successor == place]
        for slug in (*(f"{one}@{place}" for one in kinds), *(f"{kind}@{one}" for one in places)):
            if slug not in found:
                found.add(slug)
                ahead.append(slug)
    return found
