"""A new register: its identity and the facts that every register starts with."""

import os
from contextlib import suppress
from datetime import UTC, datetime

from sqlalchemy import URL
from sqlmodel import Session, select

from tracker import schema
from tracker.database import explained, open_engine, shown, sqlite_path
from tracker.errors import RegisterExistsError, RegisterUnreachableError
from tracker.gazetteer import facts
from tracker.models import Indicator, Province, ProvinceSuccession, ProvinceVersion, Register, Topic, shared_uid
from tracker.operations import RegisterSession, begin
from tracker.text import nfc


def create(url: URL, *, name: str, actor: str) -> None:
    """Creates the schema and writes the shipped facts, all or nothing. Refuses a database that holds a register."""
    path = sqlite_path(url)
    fresh = path is not None and not os.path.exists(path)  # noqa: PTH110 -- answers for a name that is too long, too
    if path is not None and fresh:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise RegisterUnreachableError(where=shown(url), reason=error.strerror or str(error)) from None
    try:
        with explained(url):
            engine = open_engine(url, write=True, create=True)
            with RegisterSession(engine) as unit:
                _fill(unit, shown(url), name=name, actor=actor)
            engine.dispose()
    except BaseException:
        if path is not None and fresh:
            with suppress(OSError):
                path.unlink()
        raise


def _fill(unit: RegisterSession, where: str, *, name: str, actor: str) -> None:
    if schema.current(unit.connection()) is not None:
        raise RegisterExistsError(where=where)
    schema.upgrade(unit.connection())
    unit.add(Register(name=nfc(name), created_at=datetime.now(UTC)))
    unit.flush()
    begin(unit, actor=actor, command="init")
    _provinces(unit)
    _topics(unit)
    _indicators(unit)
    unit.commit()


def _provinces(unit: Session) -> None:
    rows = facts.provinces()
    units = {
        slug: Province(slug=slug, uid=shared_uid("province", slug)) for slug in dict.fromkeys(row.slug for row in rows)
    }
    unit.add_all(units.values())
    unit.flush()
    unit.add_all(
        ProvinceVersion(
            province_id=units[row.slug].key,
            name=row.name,
            full_name=row.full_name,
            kind=row.kind,
            code=row.code,
            region=row.region,
            seat=row.seat,
            lat=row.lat,
            lon=row.lon,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            source=row.source,
        )
        for row in rows
    )
    unit.add_all(
        ProvinceSuccession(
            predecessor_id=units[row.predecessor].key,
            successor_id=units[row.successor].key,
            kind=row.kind,
            effective_on=row.effective_on,
            deed=row.deed,
            source=row.source,
        )
        for row in facts.province_successions()
    )
    unit.flush()


def _topics(unit: Session) -> None:
    unit.add_all(
        Topic(
            uid=shared_uid("topic", row.slug),
            slug=row.slug,
            name_vi=row.name_vi,
            name_en=row.name_en,
            cue_words=list(row.cues),
        )
        for row in facts.topics()
    )
    unit.flush()


def _indicators(unit: Session) -> None:
    ids = {row.slug: row.key for row in unit.exec(select(Province))}
    unit.add_all(
        Indicator(
            name=row["name"],
            edition=row["edition"] or None,
            year=int(row["year"]),
            province_id=ids[row["province"]],
            value=float(row["value"]) if row["value"] else None,
            rank=int(row["rank"]) if row["rank"] else None,
            rank_of=int(row["rank_of"]) if row["rank_of"] else None,
            note=row["note"] or None,
            source=row["source"],
        )
        for row in facts.table("indicators")
    )
    unit.flush()
