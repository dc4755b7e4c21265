"""Where the parts of a review stand on the screen, and which keys do what."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from prompt_toolkit.application.current import get_app
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import (
    BufferControl,
    ConditionalContainer,
    Float,
    FloatContainer,
    FormattedTextControl,
    HSplit,
    Layout,
    ScrollOffsets,
    VSplit,
    Window,
)
from prompt_toolkit.layout.margins import ScrollbarMargin
from prompt_toolkit.layout.menus import CompletionsMenu

from tracker.cli.asking import Ask, Pick
from tracker.cli.screen import PAGES, SUMMARY
from tracker.errors import TrackerError
from tracker.i18n import _
from tracker.notes import review

if TYPE_CHECKING:
    from tracker.cli.review import Review


def layout(view: "Review") -> Layout:
    """The screen: heading, page, question, keys."""
    asking_text = Condition(lambda: isinstance(view.asked, Ask))
    talking = Condition(lambda: view.talking)
    line = VSplit(
        [
            Window(FormattedTextControl(view.prompt), dont_extend_width=True),
            Window(BufferControl(view.buffer), height=1, style=lambda: "class:quiet" if view.untouched else ""),
        ],
        height=1,
    )
    content = HSplit(
        [
            Window(FormattedTextControl(view.heading), height=2),
            Window(height=1, char="─", style="class:quiet"),
            Window(
                view.body_control,
                scroll_offsets=ScrollOffsets(top=2, bottom=6),
                right_margins=[ScrollbarMargin()],
            ),
            Window(height=1, char="─", style="class:quiet"),
            ConditionalContainer(
                Window(FormattedTextControl(view.question), dont_extend_height=True, wrap_lines=True), talking
            ),
            ConditionalContainer(line, asking_text),
            Window(FormattedTextControl(lambda: legend(view)), dont_extend_height=True),
        ]
    )
    menu = Float(CompletionsMenu(max_height=10, scroll_offset=1), xcursor=True, bottom=2)  # the keys stay in sight
    return Layout(FloatContainer(content, [menu]), focused_element=view.body_control)


def legend(view: "Review") -> StyleAndTextTuples:
    """The keys that do something now, on as many lines as the width asks for."""
    if isinstance(view.asked, Ask):
        text = _("[Enter] take  [Tab] complete  [Esc] leave as it was")
    elif isinstance(view.asked, Pick):
        text = _("[1] to [{n}] take  [Tab] [Enter] too  [Esc] leave as it was").format(n=len(view.asked.options))
    elif view.help:
        text = _("[any key] back")
    elif view.page != SUMMARY:
        here = _("[Enter] accept  [Space] accept all  [c]hange  [d]rop  [a]dd  [u]ndo")
        away = _("[Tab] next doubt  [b]ack  [n]ext  [End] log  [q]uit  [?] help")
        text = f"{here}  {away}"
    elif next(review.unsettled(view.draft), None) is not None:
        text = _("[Enter] see the rest  [g] log as it is  [b]ack  [u]ndo  [q]uit  [?] help")
    else:
        text = _("[Enter] log  [b]ack  [u]ndo  [q]uit  [?] help")
    lines = [""]
    for entry in text.split("  "):
        if len(lines[-1]) + len(entry) + 2 > get_app().output.get_size().columns:
            lines.append("")
        lines[-1] += f"  {entry}" if lines[-1] else f" {entry}"
    pieces = re.split(r"(\[[^]]+\])", "\n".join(lines))
    return [("class:key" if piece.startswith("[") else "class:quiet", piece) for piece in pieces]


def keys(view: "Review") -> KeyBindings:
    """What each key does; the letters of both languages work in either."""
    bound = KeyBindings()
    reading = Condition(lambda: view.asked is None and not view.help)
    in_section = reading & Condition(lambda: view.page != SUMMARY)
    at_end = reading & Condition(lambda: view.page == SUMMARY)
    typing = Condition(lambda: isinstance(view.asked, Ask))
    picking = Condition(lambda: isinstance(view.asked, Pick))

    def on(names: str, when: Any, act: Callable[[], object]) -> None:
        def press(_event: KeyPressEvent) -> None:
            try:
                act()
            except TrackerError as error:  # the register is gone or locked: the review goes on
                view.message = str(error)

        for name in names.split():
            bound.add(name, filter=when, eager=name == "escape")(press)

    on("enter", in_section, view.accept)
    on("space", in_section, view.accept_all)
    on("s S c C", in_section, view.change)
    on("x X d D delete", in_section, view.drop)
    on("t T a A insert", in_section, view.add)
    on("down j", reading, lambda: view.move(1))
    on("up k", reading, lambda: view.move(-1))
    on("b B left pageup", reading, lambda: view.turn(-1))
    on("n N right pagedown", reading, lambda: view.turn(1))
    on("tab", reading, view.next_doubt)
    on("home", reading, lambda: view.turn(-len(PAGES)))
    on("end", reading, lambda: view.turn(len(PAGES)))
    on("u U", reading, view.undo)
    on("enter", at_end, view.enter_summary)
    on("g G l L", at_end, view.log)
    on("q Q", reading, lambda: get_app().exit(result=False))
    on("c-c c-d", Condition(lambda: True), lambda: get_app().exit(result=False))
    on("? h", reading, lambda: setattr(view, "help", True))
    on("<any>", Condition(lambda: view.help), lambda: setattr(view, "help", False))
    on("enter", typing, view.typed)
    on("enter", picking, view.pick)
    on("down j tab", picking, lambda: view.shift(1))
    on("up k", picking, lambda: view.shift(-1))
    on("escape", typing | picking, view.leave_question)
    for number in range(1, 10):
        on(str(number), in_section, lambda number=number: view.choose(number))  # type: ignore[misc]
        on(str(number), picking, lambda number=number: view.pick(number))  # type: ignore[misc]

    fresh = typing & Condition(lambda: view.untouched)
    for name in ("left", "right", "home", "end", "backspace", "delete", "c-a", "c-e", "<bracketed-paste>", "<any>"):

        @bound.add(name, filter=fresh)
        def _touch(event: KeyPressEvent) -> None:
            view.touch(event.data)

    @bound.add("tab", filter=typing)
    def _complete(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if buffer.complete_state:
            buffer.complete_next()
        else:
            buffer.start_completion(select_first=True)

    return bound
