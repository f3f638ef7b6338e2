"""The command line. Each command lives in a module of its own name and is loaded only when it runs."""

from __future__ import annotations

import argparse
import errno
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.metadata import version
from typing import Any

from assistant.core.phases import PhaseName
from assistant.errors import AssistantError
from assistant.examples import EXAMPLES
from assistant.settings.setting import YES_OR_NO, Kind, did_you_mean
from assistant.settings.sources import KNOWN

_INTERRUPTED = 130
VOICES = ("natural", "pyttsx3")


class _Parser(argparse.ArgumentParser):
    """Names what was probably meant."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        parsed, unknown = super().parse_known_args(args, namespace)
        flags = [name for name in self._option_string_actions if name.startswith("--")]
        for word in unknown:
            if word.startswith("--"):
                self.error(f"there is no option {word}{did_you_mean(word.partition('=')[0], flags)}")
        return parsed, unknown

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is not None and value not in action.choices:
            raise argparse.ArgumentError(action, f"{value!r} is no choice{did_you_mean(str(value), action.choices)}")


def parser() -> argparse.ArgumentParser:
    top = _Parser(prog="assistant", description="A cooking assistant that listens and speaks, offline.")
    top.add_argument("--version", action="version", version=f"assistant {version('assistant')}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _cook(commands.add_parser("cook", help="cook a recipe by voice"))
    _understand(commands.add_parser("understand", help="lines of text in, what they mean out, as JSON"))
    _hear(commands.add_parser("hear", help="recordings in, what was decided out, as JSON"))
    _say(commands.add_parser("say", help="speak a text"))
    recipes = commands.add_parser("recipes", help="list the recipes at hand")
    recipes.add_argument("words", nargs="*", metavar="WORD", help="only those that are called so, or take it")
    check = commands.add_parser("check", help="find what is wrong with a recipe")
    check.add_argument("files", nargs="*", metavar="FILE", help="a recipe, or a folder of them")
    check.add_argument("--json", action="store_true", help="the problems as JSON")
    check.add_argument("--schema", action="store_true", help="print the JSON Schema of the format instead")
    importing = commands.add_parser("import", help="make a recipe from a web page, markdown, Cooklang or plain text")
    importing.add_argument("source", metavar="SOURCE", help="a file, a folder, or a web address, which is then fetched")
    importing.add_argument(
        "--out", metavar="FILE", help="where to write it (a folder for a folder; default: standard output)"
    )
    commands.add_parser("timers", help="what is running according to the journal")
    replay = commands.add_parser("replay", help="a session again, from its journal, without audio")
    replay.add_argument("journal", metavar="JOURNAL", help="its file")
    replay.add_argument("--session", type=int, metavar="N", help="default: the last one")
    fetch = commands.add_parser("fetch-model", help="get the speech model, 40 MB")
    fetch.add_argument("--from", dest="given", metavar="PATH", help="its zip, its aar, or its folder")
    forget = commands.add_parser("forget", help="remove what was heard and noted")
    forget.add_argument("--yes", action="store_true", help="do not ask")
    doctor = commands.add_parser("doctor", help="is everything there, how well does it work, and what to do")
    doctor.add_argument("--json", action="store_true")
    doctor.add_argument("--quiet", action="store_true", help="neither speak nor listen")
    doctor.add_argument("--offline", action="store_true", help="show that nothing needs or uses a network")
    _settings(doctor, "microphone", "loudspeaker", "model")
    settings = commands.add_parser("settings", help="what is set, and where; or set it")
    settings.add_argument("changes", nargs="*", metavar="NAME=VALUE", help="written to the file; an empty value unsets")
    settings.add_argument("--json", action="store_true")
    settings.add_argument("--example", action="store_true", help="a settings file that explains each setting")
    for name, command in commands.choices.items():
        command.epilog = "\n  ".join(("examples:", *EXAMPLES.get(name, ())))
        command.formatter_class = argparse.RawDescriptionHelpFormatter
    return top


def _cook(cook: argparse.ArgumentParser) -> None:
    cook.add_argument("recipe", nargs="?", default=argparse.SUPPRESS, help="a recipe's name or file")
    _settings(cook, *(name for name in KNOWN if name != "recipe"))


def _settings(command: argparse.ArgumentParser, *names: str) -> None:
    """Flags for these settings; only those that are given come to the command."""
    for setting in map(KNOWN.__getitem__, names):
        if setting.kind is YES_OR_NO:
            command.add_argument(
                setting.flag, action=argparse.BooleanOptionalAction, default=argparse.SUPPRESS, help=setting.help
            )
        else:
            read, shown = _argument(setting.kind), setting.kind.shown
            command.add_argument(setting.flag, type=read, metavar=shown, default=argparse.SUPPRESS, help=setting.help)


def _argument(kind: Kind) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        try:
            return kind.read(text)
        except ValueError as problem:
            raise argparse.ArgumentTypeError(str(problem)) from None

    return read


def _understand(understand: argparse.ArgumentParser) -> None:
    understand.add_argument("--phase", choices=[str(p) for p in PhaseName], default=str(PhaseName.COOKING))
    understand.add_argument("--recipe", help="whose words are expected (default: the pork belly)")


def _hear(hear: argparse.ArgumentParser) -> None:
    _understand(hear)
    hear.add_argument("--commands", metavar="FILE", help="another command set, in the same template format")
    hear.add_argument("files", nargs="+", metavar="FILE.wav")


def _say(say: argparse.ArgumentParser) -> None:
    say.add_argument("text")
    say.add_argument("--out", metavar="FILE.wav", help="into a file instead of the loudspeaker")
    say.add_argument("--voice", choices=VOICES, help="default: the best that is installed")
    _settings(say, "loudspeaker")


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command and gives its exit code: 0 done, 1 the input is at fault, 2 usage, 3 something is missing."""
    args = parser().parse_args(argv)
    try:
        return int(import_module(f"assistant.commands.{args.command.replace('-', '_')}").run(args))
    except AssistantError as problem:
        print(problem, file=sys.stderr)
        return problem.exit_code
    except KeyboardInterrupt:
        return _INTERRUPTED
    except OSError as problem:
        if problem.errno not in (errno.EPIPE, errno.EIO):
            raise
        sys.stdout = sys.stderr = None  # whoever read our output has gone, a terminal too; nothing is left to flush
        return 0
