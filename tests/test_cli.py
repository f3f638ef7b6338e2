"""The command line: each command has examples, and they are right."""

from __future__ import annotations

import argparse
import shlex

import pytest

from assistant.cli import parser
from assistant.examples import EXAMPLES

(COMMANDS,) = (a.choices for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
SHOWN = [example for name in COMMANDS for example in EXAMPLES.get(name, ())]


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_examples_in_its_help(name: str) -> None:
    assert EXAMPLES[name]
    told = COMMANDS[name].format_help()
    assert all(example in told for example in EXAMPLES[name])


@pytest.mark.parametrize("example", SHOWN)
def test_each_example_is_a_call_that_is_understood(example: str) -> None:
    program, *arguments = shlex.split(example.rpartition("| ")[2])
    assert program == "assistant"
    assert parser().parse_args(arguments).command == arguments[0]
