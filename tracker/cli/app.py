"""The command line's frame: commands loaded when named, help in the user's language, one place where refusals end.

Help texts are the docstrings of the commands: English, translated when they are shown.
"""

import gettext
import os
import re
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup

from tracker import i18n
from tracker.errors import TrackerError, UsageError
from tracker.i18n import N_, _
from tracker.text import one_line

_LONG_WORD = re.compile(r"(\S{200})\S+")
F = TypeVar("F", bound=Callable[..., Any])

# Words that typer itself prints, so that the catalogue holds them.
TYPER_WORDS = (
    N_("Options"),
    N_("Commands"),
    N_("Arguments"),
    N_("Aborted!"),
    N_("required"),
    N_("default: {default}"),
    N_("Install completion for the current shell."),
    N_("Show completion for the current shell, to copy it or customize the installation."),
)

COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("tracker.cli.register:init", N_("Create a new register.")),
    "demo": ("tracker.cli.demo:app", N_("Build a register of real exchanges with every report drawn.")),
    "visit": ("tracker.cli.visit:app", N_("Visits: draft from a note, log, list, show, edit, cancel.")),
    "followup": ("tracker.cli.followups:app", N_("What was promised: who leads, when it is due, what became of it.")),
    "search": ("tracker.cli.search:app", N_("Find words anywhere in the register, with or without accents.")),
    "network": ("tracker.cli.networks:app", N_("Who visits whom, on what.")),
    "report": ("tracker.cli.report:app", N_("Reports to read, print and hand on.")),
    "agency": ("tracker.cli.agency:app", N_("Agencies: list, show, add.")),
    "official": ("tracker.cli.official:app", N_("Officials: list, show, add, appoint, hand over.")),
    "topic": ("tracker.cli.topic:app", N_("Topics: list, show, add.")),
    "province": ("tracker.cli.province:app", N_("Provinces of any time: list, show.")),
    "calendar": ("tracker.cli.calendar:app", N_("Days off and days worked: list, set, unset, import.")),
    "check": ("tracker.cli.check:check", N_("Check that the register is true to itself; silent when it is.")),
    "history": ("tracker.cli.history:history", N_("What was written, by whom, with which command.")),
    "undo": ("tracker.cli.history:undo", N_("Take the last operation back.")),
    "db": ("tracker.cli.db:app", N_("The database: status, upgrade, backup.")),
}


def _spoken(command: Any, ctx: typer.Context) -> None:
    """Puts a command's own texts into the language in use; the English ones are kept for the next time."""
    for thing in (command, *command.params):
        text = getattr(thing, "help", None)
        if text:
            original = getattr(thing, "english_help", text)
            thing.english_help = original
            thing.help = _(" ".join(original.split()))
    for parameter in command.params:
        if not getattr(parameter, "is_flag", False):
            parameter.metavar = _metavar(parameter, ctx)
        if parameter.param_type_name == "argument":
            parameter.display_type_rich = _no_type
    command.options_metavar = _("[OPTIONS]")
    if isinstance(command, TyperGroup):
        command.subcommand_metavar = _("COMMAND [ARGS]…")
    option = command.get_help_option(ctx)
    if option is not None:
        option.help = _("Show this help.")


def _no_type(ctx: Any) -> None:
    """In place of the Python type that typer puts behind an argument: "TEXT <str>"."""


def _metavar(parameter: Any, ctx: Any) -> str:
    """What stands for a value, its words in capitals in the language in use: "DATE" -> "NGÀY"."""
    english = getattr(parameter, "english_metavar", parameter.metavar)
    if english is None:
        english = "NUMBER" if "int" in parameter.display_type(ctx) else "TEXT"
    parameter.english_metavar = english
    return re.sub("[A-Z]{2,}", lambda found: _(found[0]), english)


class _Help:
    """Usage, purpose, arguments, options and one example, in the user's language."""

    epilog: str | None

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _spoken(self, ctx)
        super().format_help(ctx, formatter)  # type: ignore[misc]

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        try:
            return super().parse_args(ctx, args)  # type: ignore[misc]
        except typer.TyperException as error:
            error.ctx = getattr(error, "ctx", None) or ctx  # type: ignore[attr-defined]
            raise

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=_("Usage:") + " ")

    def format_epilog(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        if self.epilog:
            with formatter.section(_("Example")):
                for line in self.epilog.splitlines():
                    formatter.write(" " * formatter.current_indent + line + "\n")


class Command(_Help, TyperCommand):
    """A command whose help is translated."""


class Group(_Help, TyperGroup):
    """A group of commands whose help is translated and that names its commands when one is not known."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        first: Any = self.get_command(ctx, self.list_commands(ctx)[0])
        self.epilog = self.epilog or first.epilog  # a group's example is its first command's
        super().format_help(ctx, formatter)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            known = ", ".join(self.list_commands(ctx))
            raise UsageError(
                reason=_("There is no command “{name}” here; there are: {known}.").format(name=args[0], known=known)
            )
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        rows = []
        for name in self.list_commands(ctx):
            text = self.summary(ctx, name)
            rows.append((name, _(text)))
        with formatter.section(_("Commands")):
            formatter.write_dl(rows)

    def summary(self, ctx: Any, name: str) -> str:
        """The first sentence of a command's English help."""
        command = self.get_command(ctx, name)
        return " ".join((getattr(command, "english_help", None) or getattr(command, "help", None) or "").split())


class Root(Group):
    """The program: loads a command's module when it is named, and turns refusals into a sentence and an exit code."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def summary(self, ctx: Any, name: str) -> str:  # noqa: ARG002
        return COMMANDS[name][1]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module, _colon, attribute = COMMANDS[cmd_name][0].partition(":")
        command = typer.main.get_command(getattr(import_module(module), attribute))
        command.name = cmd_name
        return command

    def make_context(self, info_name: Any, args: list[str], parent: Any = None, **extra: Any) -> Any:
        speak(_asked_language(args))
        if any("\x00" in word or not _is_text(word) for word in args):
            raise UsageError(reason=_("A word of the command is not text in UTF-8; write it again."))
        return super().make_context(info_name, args, parent, **extra)

    def main(self, *args: Any, **extra: Any) -> Any:
        standalone = extra.pop("standalone_mode", True)
        try:
            code = super().main(*args, **extra, standalone_mode=False)  # type: ignore[misc]
        except TrackerError as error:
            code = _refuse(str(error), error.exit_code)
        except typer.Abort:
            code = _refuse(_("Stopped; nothing was changed."), 1)
        except typer.TyperException as error:
            code = _refuse(_usage(error), error.exit_code) if not _is_help(error) else 2
        except OSError as error:
            _give_up_stdout()
            code = _refuse(_("The system refuses: {reason}.").format(reason=error.strerror or error), 1)
        if standalone:
            raise SystemExit(code if isinstance(code, int) else 0)
        return code


def _refuse(sentence: str, code: int) -> int:
    typer.secho(_LONG_WORD.sub(r"\1…", one_line(sentence)), err=True, fg="red")
    return code


def _is_text(word: str) -> bool:
    """Whether the word came as UTF-8: bytes that are not are handed over as half characters."""
    return not any("\ud800" <= character <= "\udfff" for character in word)


def _give_up_stdout() -> None:
    """A standard output that takes no more (a full disk) is let go, so that it is not tried once more at the end."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _is_help(error: Any) -> bool:
    """A group named without a command shows its help; that is no refusal."""
    if type(error).__name__ != "NoArgsIsHelpError":
        return False
    typer.echo(error.ctx.get_help(), err=True)
    return True


def _usage(error: Any) -> str:
    """What was wrong with the words of the command, and where the right ones are told."""
    command = error.ctx.command_path if getattr(error, "ctx", None) else "tracker"
    parameter = getattr(error, "param", None)
    name = ""
    if parameter is not None:
        name = parameter.opts[0] if parameter.param_type_name == "option" else _metavar(parameter, error.ctx)
    match type(error).__name__:
        case "MissingParameter":
            said = _("{name} is missing.").format(name=name)
        case "NoSuchOption":
            said = _("There is no option {name}.").format(name=error.option_name)
        case "BadParameter":
            said = _("What {name} was given cannot be used.").format(name=name)
        case "BadOptionUsage":
            said = _("{name} needs a value.").format(name=error.option_name)
        case "UsageError" if isinstance(error.ctx.command, TyperGroup):
            said = _("A command is missing.")
        case _:
            said = _("There are more words than the command takes.")
    return said + " " + _("“{command} --help” tells how.").format(command=command)


def _asked_language(args: Sequence[str]) -> str:
    """The language of --lang, else of TRACKER_LANG, else of the configuration, else Vietnamese."""
    from tracker.cli.settings import configured

    for position, word in enumerate(args):
        if word == "--lang" and position + 1 < len(args):
            return args[position + 1]
        if word.startswith("--lang="):
            return word.partition("=")[2]
    return os.environ.get("TRACKER_LANG") or configured().get("lang", i18n.DEFAULT_LANGUAGE)


def speak(language: str) -> None:
    """Sets the language of our messages and of the words that typer prints through gettext."""
    if language not in i18n.LANGUAGES:
        i18n.use_language(i18n.DEFAULT_LANGUAGE)
        raise UsageError(reason=_("The language is vi or en, not “{name}”.").format(name=language))
    i18n.use_language(language)
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("tracker", str(i18n.LOCALE))
    gettext.textdomain("tracker")


def group(help: str, cls: type[Group] = Group) -> typer.Typer:  # noqa: A002 -- typer's own word
    """A group of commands, which stays one even while it holds a single command."""
    app = typer.Typer(
        cls=cls,
        help=help,
        no_args_is_help=True,
        rich_markup_mode=None,
        add_completion=False,
        context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 110},
    )
    app.callback()(lambda: None)
    return app


def single() -> typer.Typer:
    """Holds one command that stands at the top level."""
    return typer.Typer(rich_markup_mode=None, add_completion=False)


def command(app: typer.Typer, name: str, *, example: str) -> Callable[[F], F]:
    """Adds a command; its docstring is its help, `example` a line that works as it stands."""
    settings = {"help_option_names": ["--help", "-h"], "max_content_width": 110}

    def add(function: F) -> F:
        app.command(name, cls=Command, epilog=example, context_settings=settings)(function)
        return function

    return add
