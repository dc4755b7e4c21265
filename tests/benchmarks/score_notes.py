"""Scores the reading of notes, field by field, on pairs NNN.txt and NNN.json: score_notes.py [-v] [FOLDER…].

Without a folder: the notes beside this file, one written for every trap; texts of others are not shipped. Agencies are
compared folded, with their abbreviations expanded and words in brackets left out; "close" also counts a name whose
words contain the other's.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))

from tracker.gazetteer.facts import foreign_units
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
    expanded = one_spelling(" ".join(_EXPANDED.get(w, w) for w in words)).split()
    shorter = re.sub(r"\b(thanh pho|tinh(?! (?:uy|doan))|tp|va)\b", " ", " ".join(expanded))
    return tuple(shorter.split())


def province_key(name: str | None) -> str:
    """A province for comparing."""
    return one_spelling(province_id(re.sub(r"(?i)^(tỉnh|thành phố) ", "", name))) if name else ""


def one_spelling(text: str) -> str:
    """Folded words with the provinces of neighbouring countries spelt one way: "bò kẹo" and "Bokeo" are one."""
    for name, spelling, _country in sorted(foreign_units(), key=lambda row: -len(row[1])):
        text = re.sub(rf"\b{re.escape(key(spelling))}\b", key(name).replace(" ", ""), text)
    return text


def close(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one name's words are mostly the other's."""
    common = sum((Counter(one) & Counter(other)).values())
    return common >= max(0.6 * min(len(one), len(other)), 1) and common >= min(2, len(one), len(other))


def parties(data: dict[str, Any]) -> list[tuple[str, tuple[str, ...], str, str]]:
    """(role, words, province, shown) of every party."""
    rows = [("host", p) for p in [data.get("host"), *data.get("other_hosts", [])] if p]
    rows += [("visitor", p) for p in data["visitors"]]
    return [
        (
            role,
            agency_words(p["agency"] or p["province"]),
            "?" * bool(p.get("province_inferred")) + province_key(p["province"]),
            p["agency"],
        )
        for role, p in rows
    ]


def place(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    """Whether the province is the same; one that the text does not say ("?bac-ninh") may be left out."""
    return one[2].removeprefix("?") == other[2] or (one[2].startswith("?") and not other[2])


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

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.hit / (self.hit + self.extra) if self.hit + self.extra else 1.0

    @property
    def recall(self) -> float:
        """The share of what was to be found that was."""
        return self.hit / (self.hit + self.missed) if self.hit + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0

    def __str__(self) -> str:
        counts = f"{self.hit} right, {self.extra} extra, {self.missed} missed"
        return f"P {self.precision:.2f}  R {self.recall:.2f}  F1 {self.f1:.3f}  ({counts})"


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
    """Whether role, province and most words of the name agree; any body will do where only the province is known."""
    return one[0] == other[0] and place(one, other) and (one[3] is None or close(one[1], other[1]))


def same_party_strictly(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    """Whether role, province and every word of the name agree."""
    return one[:2] == other[:2] and place(one, other)


def same_post(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether the person is the same and the post too, printed with or without its unit ("… tỉnh", "… tỉnh Hà Nam")."""
    shorter, longer = sorted((one[1], other[1]), key=len)
    return one[0] == other[0] and longer.startswith(shorter) and bool(shorter) == bool(longer)


def same_promise(one: str, other: str) -> bool:
    """Whether the shorter wording lies for the most part in the longer."""
    return close(tuple(one.split()), tuple(other.split()))


SAME: dict[str, Callable[[Any, Any], bool]] = {
    "parties": same_party,
    "parties strict": same_party_strictly,
    "post as printed": same_post,
    "commitments": same_promise,
}


def _spelled_out(gold: dict[str, Any]) -> bool:
    """Whether the gold file says in the note's own words what was promised."""
    return all(isinstance(c, dict) for c in gold.get("commitments", [None]))


def promises(data: dict[str, Any]) -> list[str]:
    """The words of each commitment; a gold file that only paraphrases them gives none."""
    return [key(c.get("quote") or c["text"]) for c in data.get("commitments", []) if isinstance(c, dict)]


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
        "post as printed": [(fold(o["name"]), key(o["title"] or "")) for o in data["officials"]],
        "topics": [slug for slug in slugs if slug != "khac"],
        "direction": [data["direction"]],
        "commitments": promises(data),
    }
    return {field: [value for value in values if value] for field, values in rows.items()}


class Judgement(NamedTuple):
    """How sure the reader was of a fact, and whether it is right."""

    confidence: float
    right: bool
    field: str
    fact: object


def judged(gold: dict[str, Any], draft: dict[str, Any]) -> Iterator[Judgement]:
    """Every drafted party, official, topic and commitment, and whether it is right."""
    wanted, found = fields(gold), fields(draft)
    given = [p for p in [draft["host"], *draft["other_hosts"]] if p] + draft["visitors"]
    facts = {"parties": given, "officials": draft["officials"], "topics": draft["topics"]}
    if _spelled_out(gold):
        facts["commitments"] = draft["commitments"]
    for field, rows in facts.items():
        left = list(wanted[field])
        for row, value in zip(rows, found[field], strict=True):
            hit = next((w for w in left if SAME.get(field, equal)(w, value)), None)
            if hit is not None:
                left.remove(hit)
            yield Judgement(row["confidence"], hit is not None, field, value)


def calibration(judgements: list[Judgement]) -> Iterator[str]:
    """How often facts of each confidence are right, a row for each tenth."""
    for low in (0.9, 0.8, 0.7, 0.6, 0.5, 0.0):
        high = {0.9: 1.01, 0.0: 0.5}.get(low, low + 0.1)
        rows = [one.right for one in judgements if low <= one.confidence < high]
        if rows:
            yield f"confidence {low:.1f}..  {sum(rows)}/{len(rows)} right ({sum(rows) / len(rows):.0%})"


def scored(folders: Sequence[str | Path]) -> tuple[dict[str, Score], list[Judgement], list[str]]:
    """Scores by field, the facts judged, and what went wrong in each note: missed "-", extra "+", surely wrong "!"."""
    scores: dict[str, Score] = {}
    judgements: list[Judgement] = []
    lines: list[str] = []
    for path in sorted(path for folder in folders for path in Path(folder).glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        draft = read_note(path.with_suffix(".txt").read_text("utf-8")).as_json()
        found = fields(draft)
        log: list[str] = []
        for field, wanted in fields(gold).items():
            if field == "commitments" and not _spelled_out(gold):
                continue
            score = scores.setdefault(field, Score())
            match(score, wanted, found[field], SAME.get(field, equal), log if field != "parties strict" else [], field)
        facts = list(judged(gold, draft))
        log += [
            f"  ! {one.field} at {one.confidence}: {one.fact}"
            for one in facts
            if one.confidence >= 0.9 and not one.right
        ]
        judgements += facts
        if log:
            lines += [path.stem, gold.get("trap", gold.get("notes", "")), *log]
    return scores, judgements, lines


def main(folders: list[str], verbose: bool) -> None:
    """Writes the scores."""
    scores, judgements, lines = scored(folders)
    if verbose:
        sys.stdout.write("\n".join(lines) + "\n")
    for field, score in scores.items():
        sys.stdout.write(f"{field:16} {score}\n")
    sys.stdout.write("\n".join(calibration(judgements)) + "\n")


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if word != "-v"]
    main(words or [str(Path(__file__).parent / "notes")], "-v" in sys.argv)
