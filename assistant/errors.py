"""What can go wrong in a way that the cook, not the programmer, can mend. Each message says what to do."""

from __future__ import annotations

from typing import ClassVar


class AssistantError(Exception):
    """The root of all errors that end a command with a sentence instead of a traceback."""

    exit_code: ClassVar[int] = 1


class InputError(AssistantError):
    """A file or value that was given is at fault."""

    exit_code = 1


class UsageError(AssistantError):
    """The command was not called as it should be."""

    exit_code = 2


class MissingError(AssistantError):
    """The machine lacks something: a model, a device, a library."""

    exit_code = 3
