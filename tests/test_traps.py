"""How well the notes of `tests/benchmarks/notes` are read, one written for every trap of the genre: no step back.

The floors are what was reached; a change that raises a score raises its floor.
"""

import importlib.util
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

BENCHMARKS = Path(__file__).parent / "benchmarks"
NOTES = BENCHMARKS / "notes"


@lru_cache(maxsize=1)
def _scored() -> tuple[dict[str, Any], list[Any], list[str]]:
    """What the scorer says of the notes, counted once."""
    spec = importlib.util.spec_from_file_location("score_notes", BENCHMARKS / "score_notes.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    found: tuple[dict[str, Any], list[Any], list[str]] = module.scored([NOTES])
    return found


@pytest.mark.parametrize(
    ("field", "floor"),
    [
        ("parties", 0.975),
        ("start", 0.99),
        ("end", 0.99),
        ("published", 0.99),
        ("title", 0.98),
        ("officials", 0.995),
        ("post as printed", 0.99),
        ("topics", 0.93),
        ("direction", 0.975),
        ("commitments", 0.985),
    ],
)
def test_no_step_back_in_reading(field: str, floor: float) -> None:
    """F1 of the field over all the notes stays at its floor or above."""
    scores, _judgements, _log = _scored()
    assert scores[field].f1 >= floor, str(scores[field])


def test_sure_facts_are_right() -> None:
    """Of the facts drafted with a confidence of 0.9 and more at least nine in ten are right."""
    _scores, judgements, _log = _scored()
    sure = [one.right for one in judgements if one.confidence >= 0.9]
    assert len(sure) > 50
    assert sum(sure) >= 0.9 * len(sure)
