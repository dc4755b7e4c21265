"""Writes commitments that recur: one row for each period, and never two for the same one.

An occurrence has the identity of its series and period, so that writing it again, here or in another register, is
known. It takes over from the one before it what stands for now: lead, official, grade, who coordinates.
"""

import uuid
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

from sqlmodel import Session, col, select

from tracker.calendar import COUNTED_RULES, short_date
from tracker.calendar.recurring import (
    EVERY,
    Pattern,
    Period,
    first_period,
    period_named,
    read_every,
    read_pattern,
)
from tracker.errors import RefusedError
from tracker.i18n import _
from tracker.models import Commitment, Coordination, Visit, new_uid
from tracker.models.commitment import CLOSED
from tracker.models.standing import settle
from tracker.queries.calendar import working_days
from tracker.records.agencies import report_added
from tracker.records.deadlines import report_unlisted


def uid_of(series: uuid.UUID, period: str) -> uuid.UUID:
    """The identity of an occurrence: the same wherever and whenever it is written."""
    return uuid.uuid5(series, period)


def start(unit: Session, *, every: str, until: date | None, due: str | None, given_on: date | None) -> dict[str, Any]:
    """The columns of the first occurrence: that of the first period whose day is not past. `due`: the day in each
    period, its last where nothing is said; `until`: no occurrence is due after it."""
    said = read_every(every)
    if said is None:
        raise RefusedError(
            reason=_(
                "“{text}” is no recurrence; it is one of: {all} (“tuần”, “tháng”, “quý”, “6 tháng”, “năm”)."
            ).format(text=every[:40], all=", ".join(EVERY))
        )
    if given_on is None:
        raise RefusedError(reason=_("What recurs needs the day on which it was promised; the visit has none."))
    pattern = read_pattern(due, said, given_on, working_days(unit))
    period = first_period(pattern, said, given_on)
    due_on = _due_in(unit, pattern, period)
    if until and until < due_on:
        raise RefusedError(
            reason=_("The first one would be due {due}, after the end of the series, {until}.").format(
                due=short_date(due_on), until=short_date(until)
            )
        )
    series = new_uid()
    return {
        "uid": uid_of(series, period.name),
        "due_on": due_on,
        "due_rule": pattern.rule,
        "every": said,
        "every_until": until,
        "series_uid": series,
        "period": period.name,
    }


def follow(unit: Session, row: Commitment, on: date) -> Commitment | None:
    """Writes the occurrence after one that was closed on a day, unless it is there or the series has ended."""
    rows = _rows(unit, row)
    period = _period(row).next()
    if any(other.period == period.name for other in rows):
        return None
    return _write(unit, rows[0], row, period, min(on, period.first))


def fill(unit: Session, as_of: date) -> list[Commitment]:
    """Writes what is missing of every series, up to the period that holds the day. A second time it writes nothing."""
    statement = (
        select(Commitment)
        .join(Visit)
        .where(
            col(Commitment.series_uid).is_not(None),
            col(Commitment.every).is_not(None),
            col(Visit.status) != "cancelled",
        )
        .order_by(col(Commitment.series_uid), col(Commitment.period))
    )
    found = list(unit.exec(statement))
    written: list[Commitment] = []
    for _series, rows in groupby(found, key=lambda row: row.series_uid):
        written += _fill(unit, list(rows), as_of)
    return written


def _fill(unit: Session, rows: list[Commitment], as_of: date) -> Iterable[Commitment]:
    there = {row.period: row for row in rows}
    before, period = rows[0], _period(rows[0])
    while period.first <= as_of:
        row = there.get(period.name) or _write(unit, rows[0], before, period, period.first)
        if row is None:
            return
        if period.name not in there:
            yield row
        before, period = row, period.next()


def stop(unit: Session, row: Commitment) -> list[Commitment]:
    """Ends the series of a commitment: nothing is written after what is there. Returns its other open occurrences."""
    if row.series_uid is None:
        raise RefusedError(reason=_("Commitment {id} does not recur; cancel it without --series.").format(id=row.key))
    rows = _rows(unit, row)
    last = max((one.due_on for one in rows if one.due_on), default=None)
    for one in rows:
        one.every_until = min(filter(None, (one.every_until, last)), default=None)
        unit.add(one)
    unit.flush()
    return [one for one in rows if one.key != row.key and one.stage not in CLOSED]


def _rows(unit: Session, row: Commitment) -> list[Commitment]:
    """The series, from its first occurrence on."""
    statement = select(Commitment).where(Commitment.series_uid == row.series_uid).order_by(col(Commitment.period))
    return list(unit.exec(statement))


def _period(row: Commitment) -> Period:
    assert row.every is not None
    assert row.period is not None
    return period_named(row.every, row.period)


def _due_in(unit: Session, pattern: Pattern, period: Period) -> date:
    due_on = pattern.within(period)
    if pattern.rule in COUNTED_RULES:
        report_unlisted(unit, working_days(unit).unlisted(due_on, due_on))
    return due_on


def _write(unit: Session, first: Commitment, before: Commitment, period: Period, given_on: date) -> Commitment | None:
    """The occurrence of a period after another, by the words of the first; None after the end of the series."""
    assert first.every is not None
    assert first.given_on is not None
    pattern = read_pattern(first.due_text, first.every, first.given_on, working_days(unit))
    if before.every_until and pattern.within(period) > before.every_until:
        return None
    due_on = _due_in(unit, pattern, period)
    series = first.series_uid
    assert series is not None
    row = Commitment(
        uid=uid_of(series, period.name),
        visit_id=before.visit_id,
        text=before.text,
        lead_id=before.current_lead_id,
        counterpart_id=before.counterpart_id,
        grade=before.current_grade,
        given_on=max(first.given_on, min(given_on, due_on)),
        due_text=first.due_text,
        due_on=due_on,
        due_rule=pattern.rule,
        official_id=before.current_official_id,
        every=before.every,
        every_until=before.every_until,
        series_uid=series,
        period=period.name,
    )
    settle(row, ())
    unit.add(row)
    unit.flush()
    coordinating = unit.exec(select(Coordination).where(Coordination.commitment_id == before.key)).all()
    unit.add_all(Coordination(commitment_id=row.key, agency_id=one.agency_id) for one in coordinating)
    unit.flush()
    report_added(
        unit,
        _("commitment {id} for {period}, due {day}").format(id=row.key, period=period.name, day=short_date(due_on)),
    )
    return row
