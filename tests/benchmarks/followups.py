"""How long `followup list` takes on a big register: `python tests/benchmarks/followups.py [10000 100000 1000000]`.

For each size a register is made (the same each time), and the time of `followup list --overdue --lead X --json` is set
against that of `python -c "import sqlmodel, typer"` in the same run, one after the other; the least of the runs counts.
Further questions are timed once they are named: --all.
"""

import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(CHECKOUT)]
FLOOR = [sys.executable, "-c", "import sqlmodel, typer"]
OURS = [sys.executable, "-c", "from tracker.cli import main; main()"]
TODAY = date(2026, 11, 24)
AGENCIES, VISITS = 12_000, 0.4
RUNS = 9
STAGES = {"done": 50, "not_started": 20, "in_progress": 20, "awaiting_confirmation": 4, "suspended": 3, "cancelled": 3}
_STAGES = [stage for stage, share in STAGES.items() for _n in range(share)]
GRADES = ("intention", "agreed", "assigned", "signed")
ASKED = {
    "overdue, one lead": ["list", "--overdue", "--lead", "Trung tâm Thử nghiệm 77", "--json"],
    "overdue, table": ["list", "--overdue"],
    "everything, table": ["list"],
    "open, one lead": ["list", "--open", "--lead", "Trung tâm Thử nghiệm 77", "--json"],
    "one lead, all": ["list", "--lead", "Trung tâm Thử nghiệm 77", "--json"],
    "overdue, most urgent": ["list", "--overdue", "--sort", "urgency", "--limit", "20", "--json"],
    "text": ["list", "open and text:'7777'", "--limit", "20", "--json"],
    "totals": ["totals", "--json"],
    "totals by lead": ["totals", "--by", "lead", "--json"],
    "a past day, one lead": ["list", "--overdue", "--as-of", "1/3/2025", "--lead", "Trung tâm Thử nghiệm 77", "--json"],
}


def make(path: Path, size: int) -> None:
    """A register of so many commitments: the facts that `tracker init` writes, and rows by plain SQL."""
    surroundings = os.environ | {"TRACKER_DB": str(path)}
    subprocess.run([*OURS, "init", "--name", "x"], env=surroundings, cwd=CHECKOUT, check=True, capture_output=True)
    unit = sqlite3.connect(path)
    for pragma in ("synchronous = OFF", "journal_mode = OFF", "cache_size = -600000"):
        unit.execute(f"PRAGMA {pragma}")
    with unit:
        for table, rows in rows_of(size):
            names, first = next(rows)
            marks = ", ".join("?" * len(first))
            statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"
            unit.execute(statement, first)
            unit.executemany(statement, (row for _names, row in rows))
    unit.close()


def rows_of(size: int) -> Iterator[tuple[str, Iterator[tuple[str, Sequence[object]]]]]:
    """Each table with its rows, and the names of their columns."""
    visits = max(1, int(size * VISITS))
    agencies = min(AGENCIES, max(100, size // 10))
    yield from (
        ("agency", _agencies(agencies)),
        ("agency_version", _versions(agencies)),
        ("alias", _aliases(agencies)),
        ("visit", _visits(visits)),
        ("party", _parties(visits, agencies)),
        ("discussion", _discussions(visits)),
        ("commitment", _commitments(size, visits, agencies)),
        ("commitment_event", _events(size, visits, agencies)),
        ("search_entry", _words(size)),
    )


def _uid(table: int, number: int) -> str:
    return f"{table:08x}{number:024x}"


def _agencies(n: int) -> Iterator[tuple[str, Sequence[object]]]:
    for i in range(1, n + 1):
        yield "id, uid, source", (i, _uid(1, i), "benchmark")


def _versions(n: int) -> Iterator[tuple[str, Sequence[object]]]:
    for i in range(1, n + 1):
        yield (
            "id, uid, agency_id, name, province_id, level",
            (i, _uid(2, i), i, f"Trung tâm Thử nghiệm {i}", 1 + i % 60, "province"),
        )


def _aliases(n: int) -> Iterator[tuple[str, Sequence[object]]]:
    for i in range(1, n + 1):
        name = f"Trung tâm Thử nghiệm {i}"
        yield "id, uid, agency_id, name, folded", (i, _uid(3, i), i, name, f"trung tam thu nghiem {i}")


def _visits(n: int) -> Iterator[tuple[str, Sequence[object]]]:
    chance = random.Random(1)
    names = "id, uid, started_on, date_precision, mode, direction, status"
    for i in range(1, n + 1):
        status = "held" if chance.random() < 0.98 else "cancelled"
        yield names, (i, _uid(4, i), _day(i).isoformat(), "day", "in_person", "unknown", status)


def _day(visit: int) -> date:
    return date(2021, 1, 1) + timedelta(days=visit * 7919 % 2000)


def _parties(n: int, agencies: int) -> Iterator[tuple[str, Sequence[object]]]:
    chance = random.Random(2)
    names = "id, uid, visit_id, agency_id, province_id, role, printed_name, position"
    for i in range(1, n + 1):
        first = int(chance.random() * agencies)
        for k, agency in enumerate((1 + first, 1 + (first + 1 + i % (agencies - 1)) % agencies)):
            role = "visitor" if k else "host"
            yield names, (2 * i - k, _uid(5, 2 * i - k), i, agency, 1 + agency % 60, role, f"TT {agency}", k)


def _discussions(n: int) -> Iterator[tuple[str, Sequence[object]]]:
    for i in range(1, n + 1):
        yield "id, uid, visit_id, topic_id", (i, _uid(6, i), i, 1 + i % 16)


def _promises(size: int, visits: int, agencies: int) -> Iterator[tuple[int, int, int, str, str, date, date | None]]:
    """Number, visit, lead, stage, grade, the day given, the day due."""
    chance = random.Random(3)
    for i in range(1, size + 1):
        visit = 1 + i % visits
        given = _day(visit)
        due = given + timedelta(days=10 + int(chance.random() * 890)) if chance.random() < 0.9 else None
        lead, stage = 1 + int(chance.random() * agencies), _STAGES[int(chance.random() * 100)]
        yield i, visit, lead, stage, GRADES[int(chance.random() * 4)], given, due


def _commitments(size: int, visits: int, agencies: int) -> Iterator[tuple[str, Sequence[object]]]:
    names = (
        "id, uid, visit_id, text, lead_id, current_lead_id, counterpart_id, grade, current_grade, given_on, due_on, "
    )
    names += "current_due_on, stage"
    for i, visit, lead, stage, grade, given, due in _promises(size, visits, agencies):
        day = due.isoformat() if due else None
        text, other = f"Gửi tài liệu số {i}", 1 + (lead + i) % agencies
        yield (
            names,
            (i, _uid(7, i), visit, text, lead, lead, other, grade, grade, given.isoformat(), day, day, stage),
        )


def _events(size: int, visits: int, agencies: int) -> Iterator[tuple[str, Sequence[object]]]:
    names = "uid, commitment_id, kind, happened_on, stage, without_evidence"
    kinds = {"in_progress": "progress", "awaiting_confirmation": "submitted"}
    for i, _visit, _lead, stage, _grade, given, _due in _promises(size, visits, agencies):
        if stage != "not_started":
            on = min(TODAY, given + timedelta(days=i % 700)).isoformat()
            kind = kinds.get(stage, stage)
            yield names, (_uid(8, i), i, kind, on, stage, "x" if kind == "done" else None)


def _words(size: int) -> Iterator[tuple[str, Sequence[object]]]:
    for i in range(1, size + 1):
        words = (_uid(7, i), "commitment", i, f"Gửi tài liệu số {i}", f" gui tai lieu so {i}")
        yield "row_uid, kind, target_id, words, folded", words


def took(words: Sequence[str], db: Path) -> float:
    """Seconds of one run of a command, from its start to its end."""
    surroundings = os.environ | {
        "TRACKER_DB": str(db),
        "TRACKER_TODAY": TODAY.isoformat(),
        "TRACKER_CONFIG": "/nowhere",
    }
    start = time.perf_counter()
    subprocess.run(words, env=surroundings, cwd=CHECKOUT, check=True, capture_output=True)
    return time.perf_counter() - start


def main(words: Sequence[str]) -> None:
    """Prints the table."""
    sizes = [int(word) for word in words if word.isdigit()] or [10_000, 100_000, 1_000_000]
    asked = ASKED if "--all" in words else dict(list(ASKED.items())[:1])
    print(f"{'commitments':>12}  {'question':<22} {'ours ms':>9} {'floor ms':>9} {'ratio':>6}")  # noqa: T201
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            db = Path(os.environ.get("BENCHMARK_DB", folder)) / f"{size}.db"
            if not db.exists():
                make(db, size)
            for name, question in asked.items():
                command = [*OURS, "followup", *question]
                ours, floor = zip(
                    *((took(command, db), took(FLOOR, db)) for _run in range(RUNS if name in list(ASKED)[:1] else 3)),
                    strict=True,
                )
                a, b = min(ours) * 1000, min(floor) * 1000
                print(f"{size:>12,}  {name:<22} {a:>9.0f} {b:>9.0f} {a / b:>6.2f}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
