"""Every command tells its purpose, its options and an example, in both languages; the catalogue is complete."""

import io
import re
import shlex
from pathlib import Path

import catalog
import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from conftest import Tracker, commands

PATHS = [tuple(path) for path, _command in commands()]
_PLACEHOLDER = re.compile(r"\{\w*\}")


def po() -> list[tuple[str, str]]:
    """The Vietnamese catalogue as pairs of message and translation; plurals by their first forms."""
    with catalog.PO.open("rb") as file:
        return [(first(m.id), first(m.string)) for m in read_po(file) if m.id]


def first(text: object) -> str:
    """The text, or the first of its forms."""
    return text if isinstance(text, str) else str(next(iter(text))) if isinstance(text, list | tuple) else ""


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_help_is_whole_in_both_languages(path: tuple[str, ...]) -> None:
    """Purpose, options with a text each, and an example; nothing of it the same in both languages."""
    english = Tracker("unused.db")(*path, "--help", lang="en").out
    vietnamese = Tracker("unused.db")(*path, "--help", lang="vi").out
    assert english.startswith("Usage: tracker " + " ".join(path))
    assert vietnamese.startswith("Cách dùng: tracker " + " ".join(path))
    for text, heading in ((english, "Example:"), (vietnamese, "Ví dụ:")):
        purpose = text.split("\n\n")[1].strip()
        assert len(purpose) > 8
        assert heading in text
    prose = [line.strip() for line in english.split("Example:")[0].splitlines() if len(line.split()) > 4]
    assert not [line for line in prose if line in vietnamese]


def test_every_option_has_a_help_text() -> None:
    """No argument or option stands without a sentence."""
    for path, command in commands():
        for parameter in command.params:
            assert getattr(parameter, "help", None), f"{' '.join(path)}: {parameter.name}"


def test_examples_use_commands_and_options_that_exist() -> None:
    """Each example line names a command of the program and only options that the command takes."""
    known = {tuple(path): command for path, command in commands()}
    for path, command in known.items():
        if hasattr(command, "list_commands"):
            continue
        for line in command.epilog.splitlines():
            words = shlex.split(line)
            assert words[0] == "tracker", line
            assert all(word in words for word in path), line
            options = {opt for parameter in command.params for opt in parameter.opts} | {"--db"}
            assert {word for word in words if word.startswith("--")} <= options, line


def test_lists_take_json_and_csv() -> None:
    """Every listing prints JSON and CSV for other programs."""
    for path, command in commands():
        if path[-1] in ("list", "search", "history") or tuple(path) == ("network", "show"):
            options = {opt for parameter in command.params for opt in parameter.opts}
            assert {"--json", "--csv"} <= options, path


def test_catalogue_holds_exactly_what_the_program_says() -> None:
    """No message is missing from the catalogue and none is left over."""
    said = {message if isinstance(message, str) else message[0] for message in catalog.messages()}
    assert {message for message, _translation in po()} == said


def test_every_message_is_translated_with_its_gaps() -> None:
    """Each message has a Vietnamese form with the same placeholders."""
    for message, translation in po():
        assert translation, message
        assert sorted(_PLACEHOLDER.findall(message)) == sorted(_PLACEHOLDER.findall(translation)), message


def test_messages_are_english() -> None:
    """The source speaks English: Vietnamese letters stand only in names and quoted examples."""
    names = re.compile("“[^”]*”|Hoàng Sa|Trường Sa|, đ too")
    for message, _translation in po():
        rest = names.sub("", message)
        assert re.fullmatch("[\x00-\x7f“”…→–]*", rest), message


def test_compiled_catalogue_is_that_of_the_source() -> None:
    """What the program loads is what the catalogue says."""
    compiled = read_mo(io.BytesIO(catalog.MO.read_bytes()))
    found = {first(m.id): first(m.string) for m in compiled if m.id}
    assert found == dict(po())


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["foo"], 2, "không có lệnh “foo”"),
        (["visit", "log", "--on"], 2, "--on cần một giá trị"),
        (["visit", "show"], 2, "Thiếu chuyến"),
        (["visit", "list", "--since", "31/2/2024"], 2, "“31/2/2024” không phải ngày"),
        (["visit", "list", "--agency", "Sở TTT Phú Thọ"], 1, "Gần nhất: Sở Thông tin và Truyền thông"),
    ],
)
def test_refusals_speak_vietnamese(tracker: Tracker, words: list[str], code: int, said: str) -> None:
    """What goes wrong is said in the user's language, in one line."""
    run = tracker(*words, lang="vi", code=code)
    assert said.lower() in run.err.lower()
    assert len(run.err.strip().splitlines()) == 1


@pytest.mark.parametrize(("called", "on_path", "said"), [("bin", "bin", "tracker"), ("my bin", "other", "{}")])
def test_the_demo_says_how_to_go_on_as_it_was_called(
    tracker: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, called: str, on_path: str, said: str
) -> None:
    """The command in its last line can be typed as it stands: by name where the shell finds it, else by its path."""
    for name in ("bin", "my bin", "other"):
        (tmp_path / name).mkdir()
    program = tmp_path / called / "tracker"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr("sys.argv", [str(program)])
    monkeypatch.setenv("PATH", str(tmp_path / on_path))
    monkeypatch.setattr("tracker.exchange.demo.exchanges", lambda: ())
    monkeypatch.setattr("tracker.reporting.names", lambda: ())
    folder = tmp_path / "a demo"
    last = tracker("demo", str(folder)).out.splitlines()[-1]
    words = said.format(shlex.quote(str(program)))
    assert last == f"Ask it: {words} --db '{folder}/tracker.db' followup list --overdue"
