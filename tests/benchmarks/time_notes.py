"""How long notes take to read by their length (python time_notes.py). Ratios are to the first row."""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tracker.notes.reader import read_note

NOTES = "\n".join(path.read_text("utf-8") for path in sorted((Path(__file__).parent / "notes").glob("*.txt")))


def seconds(text: str) -> float:
    """The best of three readings."""
    best = 60.0
    for _ in range(3):
        began = time.perf_counter()
        read_note(text)
        best = min(best, time.perf_counter() - began)
    return best


def main() -> None:
    """Writes the table."""
    read_note(NOTES[:2000])
    first = 0.0
    for name, text in (
        *((f"{size:,} characters of notes", (NOTES * 2)[:size]) for size in (7_500, 15_000, 30_000, 60_000)),
        ("1 MB on one line", NOTES.replace("\n", " ") * 20),
        ("5 MB", NOTES * 60),
    ):
        took = seconds(text)
        first = first or took
        sys.stdout.write(f"{name:28} {took:6.3f} s  {took / first:5.1f} x\n")


if __name__ == "__main__":
    main()
