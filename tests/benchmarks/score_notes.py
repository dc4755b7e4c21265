"""Scores the reading of notes, field by field, on pairs NNN.txt and NNN.json: python score_notes.py FOLDER [-v].

Not a test: the folder is given on the command line, its texts are not shipped. Agencies are compared folded, with their
abbreviations expanded and words in brackets left out; "close" also counts a name whose words contain the other's.
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from tracker.notes.places import province_id
from tracker.notes.reader import read_note
from tracker.text import fold, key

_EXPANDED = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "tand": "toa an nhan dan",
    "tttt": "thong tin va truyen thong",
    "cntt": "cong nghe thong tin",
}


def agency_words(name: str) -> tuple[str, ...]:
    """An agency's name for comparing."""
    words = key(re.sub(r"\([^)]*\)", " ", name.replace("TT&TT", "TTTT"))).split()
    expanded = " ".join(_EXPANDED.get(w, w) for w in words).split()
    shorter = re.sub(r"\b(thanh pho|tinh(?! (?:uy|doan))|tp|va)\b", " ", " ".join(expanded))
    return tuple(shorter.split())


def province_key(name: str | None) -> str:
    """A province for comparing."""
    return province_id(re.sub(r"(?i)^(tỉnh|thành phố) ", "", name)) if name else ""


def close(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one name's words are mostly the other's."""
    common = sum((Counter(one) & Counter(other)).values())
    return common >= 0.6 * min(len(one), len(other)) and common >= 2


def parties(data: dict[str, Any]) -> list[tuple[str, tuple[str, ...], str, str]]:
    """(role, words, province, shown) of every party."""
    rows = [("host", p) for p in [data.get("host"), *data.get("other_hosts", [])] if p]
    rows += [("visitor", p) for p in data["visitors"]]
    return [
        (
            role,
            agency_words(p["agency"]),
            "?" if p.get("province_inferred") else province_key(p["province"]),
            p["agency"],
        )
        for role, p in rows
    ]


def place(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    """Whether the province is the same; one that the text does not say may be left out."""
    return one[2] == other[2] or (one[2] == "?" and not other[2])


def date_of(data: dict[str, Any], end: bool = False) -> str | None:
    """The day of the visit, perhaps without a year."""
    partial = data.get("partial_date")
    if partial:
        parts: list[str] = partial.split("/")
        return parts[-1] if end and len(parts) > 1 else None if end else parts[0]
    day: str | None = data["visit_end" if end else "visit_start"]
    return day


class Score:
    """Hits, false finds and misses of one field."""

    def __init__(self) -> None:
        self.hit = self.extra = self.missed = 0

    def __str__(self) -> str:
        found, wanted = self.hit + self.extra, self.hit + self.missed
        p, r = self.hit / found if found else 1.0, self.hit / wanted if wanted else 1.0
        f1 = 2 * p * r / (p + r) if p + r else 0
        return f"P {p:.2f}  R {r:.2f}  F1 {f1:.3f}  ({self.hit} right, {self.extra} extra, {self.missed} missed)"


def match(score: Score, wanted: list[Any], found: list[Any], same: Any, log: list[str], field: str) -> None:
    """Counts what was found of what was wanted."""
    left = list(found)
    for one in wanted:
        other = next((f for f in left if same(one, f)), None)
        if other is None:
            score.missed += 1
            log.append(f"  - {field}: {one}")
        else:
            score.hit += 1
            left.remove(other)
    score.extra += len(left)
    log += [f"  + {field}: {one}" for one in left]


def equal(one: object, other: object) -> bool:
    """Whether both are the same."""
    return one == other


def same_party(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    """Whether role, province and most words of the name agree."""
    return one[0] == other[0] and place(one, other) and close(one[1], other[1])


def same_party_strictly(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    """Whether role, province and every word of the name agree."""
    return one[:2] == other[:2] and place(one, other)


def fields(data: dict[str, Any]) -> dict[str, list[Any]]:
    """What is compared of a gold file or a draft."""
    slugs = [t if isinstance(t, str) else t["slug"] for t in data["topics"]]
    rows: dict[str, list[Any]] = {
        "parties": parties(data),
        "parties strict": parties(data),
        "start": [date_of(data)],
        "end": [date_of(data, end=True)],
        "published": [data["published"]],
        "title": [key(data["title"] or "")],
        "officials": [(fold(o["name"]), o["side"]) for o in data["officials"]],
        "post as printed": [(fold(o["name"]), fold(o["title"] or "")) for o in data["officials"]],
        "topics": [slug for slug in slugs if slug != "khac"],
        "direction": [data["direction"]],
    }
    return {field: [value for value in values if value] for field, values in rows.items()}


def main(folder: str, verbose: bool) -> None:
    """Writes the scores."""
    same = {"parties": same_party, "parties strict": same_party_strictly}
    scores: dict[str, Score] = {}
    for path in sorted(Path(folder).glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        found = fields(read_note(path.with_suffix(".txt").read_text("utf-8")).as_json())
        log: list[str] = []
        for field, wanted in fields(gold).items():
            score = scores.setdefault(field, Score())
            match(score, wanted, found[field], same.get(field, equal), log if field != "parties strict" else [], field)
        if verbose and log:
            sys.stdout.write("\n".join([path.stem, gold.get("notes", ""), *log]) + "\n")
    for field, score in scores.items():
        sys.stdout.write(f"{field:16} {score}\n")


if __name__ == "__main__":
    main(sys.argv[1], "-v" in sys.argv)
