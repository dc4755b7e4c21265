"""A person at a terminal who reviews drafts, for tests: the keys that she presses, the notes, and what came of it."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, Tracker
from prompt_toolkit.application import Application, create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

NOTE = Path(__file__).parent / "notes" / "01-department-visit.txt"
PT, BN = "Sở Thông tin và Truyền thông tỉnh Phú Thọ", "Sở Thông tin và Truyền thông tỉnh Bắc Ninh"
PLAIN = (
    "Sở Thông tin và Truyền thông Phú Thọ làm việc tại Bắc Ninh\n\n"
    "Ngày 22/2/2024, đoàn công tác Sở Thông tin và Truyền thông tỉnh Phú Thọ do ông Lê Văn Mẫu, Giám đốc Sở làm "
    "trưởng đoàn đến thăm và trao đổi kinh nghiệm tại Sở Thông tin và Truyền thông tỉnh Bắc Ninh về chuyển đổi số. "
    "Tiếp đoàn có bà Trần Thị Thử, Phó Giám đốc Sở Thông tin và Truyền thông tỉnh Bắc Ninh.\n"
    "Hai bên nói về chuyển đổi số ở cấp xã và chuyển đổi số ở cấp tỉnh.\n"
)
NO_YEAR = PLAIN.replace("22/2/2024", "22/2")
WIDTH = 80
"""Columns of the terminal that prompt_toolkit plays."""
ENTER, TAB, ESCAPE, CTRL_C, CTRL_D = "\r", "\t", "\x1b", "\x03", "\x04"
END = "\x1b[F"

Script = Sequence[tuple[str, str]]


def shown(application: Application[Any]) -> str:
    """What stands on the screen, line by line."""
    screen = application.renderer.last_rendered_screen
    if screen is None:
        return ""
    rows = [screen.data_buffer[y] for y in range(screen.height)]
    return "\n".join("".join(row[x].char for x in range(WIDTH)).rstrip() for row in rows)


class Desk:
    """A person at a terminal: waits until the screen shows something, then presses keys."""

    def __init__(self, tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
        self.tracker = tracker
        self.screens: list[str] = []
        monkeypatch.setattr("tracker.cli.noting.at_terminal", lambda: True)
        monkeypatch.setattr("tracker.cli.editing.at_terminal", lambda: True)
        self._monkeypatch = monkeypatch

    def __call__(self, script: Script, *words: str, code: int = 0, lang: str = "en") -> Run:
        """Runs `visit log` with the words and plays the script; fails with the screen where it waits in vain."""
        left = list(script)
        self.screens.clear()
        with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):

            class Scripted(Application[bool]):
                async def run_async(self, *args: Any, **options: Any) -> bool:
                    def give_up() -> None:
                        wanted = left[0][0] if left else "the end"
                        self.exit(exception=AssertionError(f"no “{wanted}” in:\n{shown(self)}"))

                    asyncio.get_running_loop().call_later(20, give_up)
                    return await super().run_async(*args, **options)

            def press(application: Application[Any]) -> None:
                screen = shown(application)
                self.screens += [screen] if screen else []
                if left and left[0][0] in screen:
                    pipe.send_text(left.pop(0)[1])

            def made(**options: Any) -> Application[bool]:
                return Scripted(after_render=press, **options)

            self._monkeypatch.setattr("tracker.cli.review.Application", made)
            run = self.tracker("visit", "log", *words, code=code, lang=lang)
        assert left == []
        return run


def whole(tracker: Tracker, number: str = "1") -> dict[str, Any]:
    """A visit without what is new in every register."""
    found: dict[str, Any] = tracker("visit", "show", number, "--json").json
    return {name: value for name, value in found.items() if name not in ("uid", "promises")}


def drafts(tracker: Tracker) -> list[dict[str, Any]]:
    """The drafts that are kept."""
    rows: list[dict[str, Any]] = tracker("visit", "drafts", "--json").json
    return rows
