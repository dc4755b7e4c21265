"""Many notes at once become kept drafts; drafts are listed, taken up again and dropped."""

import json
import os
from pathlib import Path

import pytest
from conftest import Tracker
from desk import BN, END, NO_YEAR, PLAIN, PT, Desk, drafts


def test_a_folder_becomes_drafts_and_a_table(desk: Desk, tmp_path: Path) -> None:
    """Every note of a folder is kept as a draft to review, with what needs a look; unreadable ones say why."""
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "a.txt").write_text(PLAIN, encoding="utf-8")
    (folder / "b.txt").write_text(NO_YEAR, encoding="utf-8")
    (folder / "c.txt").write_bytes(b"\x00\x01\x02")
    (folder / "d.pdf").write_bytes(b"%PDF")
    (folder / "e.json").write_text("{}", encoding="utf-8")
    before = Path(desk.tracker.db).read_bytes()
    rows = desk.tracker("visit", "draft", "--batch", str(folder), "--json").json
    assert Path(desk.tracker.db).read_bytes() == before
    assert [row["file"] for row in rows] == ["a.txt", "b.txt", "c.txt", "d.pdf"]
    first, second, *bad = rows
    assert (first["day"], first["host"], first["visitors"], first["officials"]) == ("2024-02-22", BN, [PT], 2)
    assert first["questions"] == 0
    assert first["open"] >= 3  # a press note's day, place and direction are always looked at
    assert (second["day"], second["questions"]) == ("--02-22", 1)
    assert all(row["error"] and row["id"] is None for row in bad)
    assert {row["id"] for row in drafts(desk.tracker)} == {first["id"], second["id"]}

    desk([("? Day: 22/02/2024", END), ("This would be logged", "g")], "--from", first["id"])
    again = desk.tracker("visit", "draft", "--batch", str(folder), "--json").json
    assert [row["visit"] for row in again] == [1, None, None, None]
    assert [row["id"] for row in drafts(desk.tracker)] == [second["id"]]
    run = desk.tracker("visit", "draft", "--batch", str(folder))
    table = run.out
    assert "already logged" in table
    assert f"1 draft waits; review one with: tracker visit log --from {second['id']}" in run.err
    assert "1 question" in table
    assert desk.tracker("visit", "draft", "--batch", str(folder), "--csv").out.count("\n") == 5


def test_reading_a_folder_again_keeps_what_was_reviewed(desk: Desk, tmp_path: Path) -> None:
    """A second run over the folder overwrites no draft that a person has begun with."""
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "a.txt").write_text(PLAIN, encoding="utf-8")
    desk([("The visit", " n"), (" Visitors\n", "xq")], "--from", str(folder / "a.txt"), code=1)
    (row,) = desk.tracker("visit", "draft", "--batch", str(folder), "--json").json
    assert row["visitors"] == []


@pytest.mark.parametrize(("words", "code"), [(["--batch", "{empty}"], 1), (["--batch", "{none}"], 2), ([], 2)])
def test_a_folder_without_notes_is_told(tracker: Tracker, tmp_path: Path, words: list[str], code: int) -> None:
    """A folder in which nothing can be read ends with 1, what is no folder (or nothing at all) with 2."""
    places = {"empty": str(tmp_path), "none": str(tmp_path / "none")}
    run = tracker("visit", "draft", *(word.format(**places) for word in words), code=code)
    assert len(run.err.strip().splitlines()) == 1


def test_a_draft_is_dropped_by_its_id(desk: Desk, note: str) -> None:
    """Drafts are listed in words too, and forgotten by the beginning of their id; an unknown id is refused."""
    desk([("The visit", "q")], "--from", note, code=1)
    (row,) = drafts(desk.tracker)
    assert row["id"] in desk.tracker("visit", "drafts").out
    assert "no draft" in desk.tracker("visit", "drafts", "--drop", "zzzz", code=1).err
    desk.tracker("visit", "drafts", "--drop", row["id"][:4])
    assert drafts(desk.tracker) == []
    assert "No draft" in desk.tracker("visit", "drafts").err


def test_a_damaged_draft_is_refused_with_its_file(tracker: Tracker) -> None:
    """A kept draft that is no longer readable is named, with the way out."""
    folder = Path(os.environ["TRACKER_DATA"]) / "drafts"
    folder.mkdir(parents=True)
    (folder / f"{'0' * 64}.json").write_text(json.dumps([1]), encoding="utf-8")
    assert "delete the file" in tracker("visit", "drafts", code=1).err


def test_a_folder_that_takes_no_draft_is_told(
    desk: Desk, note: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the data folder cannot be written the command says so, with the way out; nothing is logged."""
    (tmp_path / "taken").write_text("", encoding="utf-8")
    monkeypatch.setenv("TRACKER_DATA", str(tmp_path / "taken"))
    run = desk([("The visit", "n"), ("cannot be kept", "q")], "--from", note, code=1)
    assert "TRACKER_DATA" in run.err
    assert desk.tracker("visit", "list", "--json").json == []
