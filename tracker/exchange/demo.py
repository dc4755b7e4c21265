"""The exchanges that `tracker demo` loads: real, published, each with its source (`tracker/data/demo.json`)."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from tracker.gazetteer.facts import DATA
from tracker.records.commitments import NewCommitment
from tracker.records.visits import NewOfficial, NewSource, NewVisit
from tracker.text import nfc


def exchanges() -> Iterator[NewVisit]:
    """The visits by day."""
    for row in json.loads(nfc((DATA / "demo.json").read_text(encoding="utf-8"))):
        yield _visit(row)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _visit(row: dict[str, Any]) -> NewVisit:
    source = row["source"]
    return NewVisit(
        started_on=date.fromisoformat(row["on"]),
        ended_on=_day(row["until"]),
        title=row["title"],
        visitors=row["visitors"],
        hosts=row["hosts"],
        place=row["place"],
        direction=row["direction"],
        topics=row["topics"],
        officials=[
            NewOfficial(one["name"], one["post"], one["side"], one["role"], one["agency"]) for one in row["officials"]
        ],
        commitments=[
            NewCommitment(
                text=one["text"],
                grade=one["grade"],
                lead=one["lead"],
                coordinating=one["coordinating"],
                counterpart=one["counterpart"],
                due=one["due"],
                due_on=_day(one["due_on"]),
                as_printed=True,
            )
            for one in row["commitments"]
        ],
        source=NewSource(
            kind=source["kind"], title=source["title"], url=source["url"], issued_on=_day(source["issued_on"])
        ),
        new_agencies=True,
        provinces=dict(
            zip(
                (*row["visitors"], *row["hosts"]),
                (*row["visitor_provinces"], *row["host_provinces"]),
                strict=True,
            )
        ),
    )
