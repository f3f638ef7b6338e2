"""The command line. Each command lives in a module of its own name and is loaded only when it runs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version

from assistant.core.phases import PhaseName
from assistant.errors import AssistantError

_INTERRUPTED = 130


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="assistant", description="A cooking assistant that listens and speaks, offline.")
    top.add_argument("--version", action="version", version=f"assistant {version('assistant')}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _cook(commands.add_parser("cook", help="cook a recipe by voice"))
    _understand(commands.add_parser("understand", help="lines of text in, what they mean out, as JSON"))
    _hear(commands.add_parser("hear", help="recordings in, what was decided out, as JSON"))
    _say(commands.add_parser("say", help="speak a text"))
    commands.add_parser("recipes", help="list the recipes at hand")
    check = commands.add_parser("check", help="find what is wrong with a recipe")
    check.add_argument("files", nargs="+", metavar="FILE")
    check.add_argument("--json", action="store_true", help="the problems as JSON")
    commands.add_parser("timers", help="what is running according to the journal")
    replay = commands.add_parser("replay", help="a session again, from its journal, without audio")
    replay.add_argument("journal", metavar="JOURNAL", help="its file")
    replay.add_argument("--session", type=int, metavar="N", help="default: the last one")
    return top


def _cook(cook: argparse.ArgumentParser) -> None:
    cook.add_argument("recipe", nargs="?", help="a recipe's name or file (default: the pork belly)")
    cook.add_argument("--servings", type=_count, metavar="N", help="for so many people")
    cook.add_argument("--ears", choices=("microphone", "keyboard"), default="microphone")
    cook.add_argument("--voice", choices=("pyttsx3", "text"), default="pyttsx3", help="text: print what would be said")
    cook.add_argument("--display", choices=("terminal", "none"), help="default: terminal, where there is one")
    cook.add_argument("--fresh", action="store_true", help="do not offer to go on with an unfinished session")
    cook.add_argument("--microphone", type=_device, metavar="DEVICE", help="its name, a part of it, or its number")
    cook.add_argument("--loudspeaker", type=_device, metavar="DEVICE")


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
    say.add_argument("--voice", choices=("pyttsx3",), default="pyttsx3")
    say.add_argument("--loudspeaker", type=_device, metavar="DEVICE")


def _count(text: str) -> int:
    try:
        count = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number") from None
    if not 1 <= count <= 100:
        raise argparse.ArgumentTypeError(f"{count} is not between 1 and 100")
    return count


def _device(text: str) -> str | int:
    return int(text) if text.isdigit() else text


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command and gives its exit code: 0 done, 1 the input is at fault, 2 usage, 3 something is missing."""
    args = parser().parse_args(argv)
    try:
        return int(import_module(f"assistant.commands.{args.command}").run(args))
    except AssistantError as problem:
        print(problem, file=sys.stderr)
        return problem.exit_code
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has gone
        return 0
