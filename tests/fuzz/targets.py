"""What is fed with bad input, and what it may answer: a result, or an error of ours with a sentence."""

from __future__ import annotations

import io
import random
import tempfile
import wave
from abc import abstractmethod
from contextlib import closing, redirect_stderr, suppress
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import numpy as np
import yaml

from assistant.cookbook import load
from assistant.core.events import TimePassed
from assistant.core.phases import PhaseName
from assistant.displays.web.door import Door, new_keys
from assistant.displays.web.screens import words_in
from assistant.edges.clock import Watch
from assistant.edges.keeper import Keeper
from assistant.edges.microphone import RecordedMicrophone
from assistant.edges.saving import SavedError
from assistant.edges.state import Beside, restored, state_of
from assistant.errors import AssistantError
from assistant.settings import file
from assistant.settings.sources import KNOWN
from assistant.taking_up import take_up
from tests.conversation import RECIPES, Conversation, interpreter, recipe
from tests.edges.fakes import FakeClock
from tests.fuzz import mutating

_TURNS = 40  # of one conversation


class Target(Protocol):
    """`feed` raises what is a bug; its answer is the input, to be shown where there was one."""

    @abstractmethod
    def feed(self, rng: random.Random) -> object: ...


class Utterances:
    """Understood in every phase, and answered in a session that goes on."""

    def __init__(self, folder: Path) -> None:
        self._good = interpreter().phrases(PhaseName.ASKING)
        self._conversation = Conversation()

    def feed(self, rng: random.Random) -> object:
        said = mutating.text(rng, self._good)
        interpreter().understand(said, rng.choice(list(PhaseName)))
        if rng.random() < 1 / _TURNS:
            self._conversation = Conversation(session=replace(Conversation().session, seed=rng.getrandbits(32)))
        self._conversation.hear(said)
        if rng.random() < 0.1:
            self._conversation.wait(rng.choice((1.0, 60.0, 3600.0)))
        return said


class Recipes:
    """A file is a recipe or has problems; small ones, so that there is time for many. One in ten stays whole."""

    def __init__(self, folder: Path) -> None:
        self._good = [self._begun("soft-boiled-eggs", 2), self._begun("pork-belly", 1)]
        self._path = folder / "recipe.yaml"

    @staticmethod
    def _begun(name: str, most: int) -> str:
        """With the first of each list."""
        whole = yaml.safe_load((RECIPES / f"{name}.yaml").read_text(encoding="utf-8"))
        begun = {key: part[:most] if isinstance(part, list) else part for key, part in whole.items()}
        return str(yaml.safe_dump(begun, sort_keys=False, allow_unicode=True))

    def feed(self, rng: random.Random) -> object:
        made = mutating.text(rng, self._good)
        self._path.write_text(made, encoding="utf-8")
        found, problems = load(self._path)
        assert found is not None or problems
        return made


class Journals:
    """The file and its spare copy, damaged; a session goes on, or a new one begins. Now and then the state alone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "journals"
        self._folder.mkdir()
        loop = Conversation()
        for said in ("start", "next", "set a rice timer for ten minutes", "use maple syrup instead of honey", "pause"):
            loop.hear(said)
        self._state = state_of(loop.session, Beside("x", "boot 1", 0.0))
        keeper = self._keeper()
        keeper.begin(loop.session, None)
        keeper.record(TimePassed(), loop.session, ("Hello.",), 1_900_000_000.0)
        keeper.close()
        self._files = {path.name: path.read_bytes() for path in self._folder.iterdir()}

    def feed(self, rng: random.Random) -> object:
        if rng.random() < 0.9:
            state = mutating.text(rng, [self._state])
            with suppress(SavedError):
                restored(state, recipe(), ("Pork belly",))
            return state
        for path in self._folder.iterdir():
            path.unlink()
        made = {
            name: mutating.data(rng, [whole]) if rng.random() < 0.7 else whole for name, whole in self._files.items()
        }
        for name, content in made.items():
            (self._folder / name).write_bytes(content)
        with redirect_stderr(io.StringIO()):  # it reports each damaged journal
            self._go_on()
        return made

    def _go_on(self) -> None:
        keeper = self._keeper()
        with closing(keeper), suppress(SavedError):
            kept = keeper.unfinished()
            if kept is not None:
                take_up(kept, recipe(), ("Pork belly",), keeper, Watch(FakeClock()))

    def _keeper(self) -> Keeper:
        return Keeper(self._folder / "journal.sqlite3", Watch(FakeClock()))


class SettingsFiles:
    """Values that were asked for, or a sentence with a line; and what was written is read again."""

    def __init__(self, folder: Path) -> None:
        example = file.example(KNOWN)
        self._good = [example, example.replace("# ", ""), 'microphone = "USB"\nservings = 4\n']
        self._path = folder / "settings.toml"

    def feed(self, rng: random.Random) -> object:
        made = mutating.text(rng, self._good)
        self._path.write_text(made, encoding="utf-8")
        with suppress(file.SettingsError):
            file.read(self._path, KNOWN)
            file.write(self._path, {"microphone": mutating.text(rng, ["USB"]) or None, "servings": 3}, KNOWN)
            assert file.read(self._path, KNOWN)["servings"] == 3
        return made


class Recordings:
    """WAV files: sound at our rate, or a sentence."""

    def __init__(self, folder: Path) -> None:
        self._good = [
            self._wav(rate, channels, width) for rate, channels, width in ((16000, 1, 2), (44100, 2, 2), (8000, 1, 1))
        ]
        self._path = folder / "sound.wav"

    def feed(self, rng: random.Random) -> object:
        made = mutating.data(rng, self._good)
        self._path.write_bytes(made)
        with suppress(AssistantError):
            assert sum(len(block.samples) for block in RecordedMicrophone(self._path).blocks()) < 50_000_000
        return made

    @staticmethod
    def _wav(rate: int, channels: int, width: int) -> bytes:
        out = io.BytesIO()
        with wave.open(out, "wb") as made:
            made.setnchannels(channels)
            made.setsampwidth(width)
            made.setframerate(rate)
            made.writeframes(np.arange(rate // 4 * channels, dtype="<i2").tobytes()[: rate // 4 * channels * width])
        return out.getvalue()


class Messages:
    """What a browser may send, wanted or not: messages, codes, cookies, names of hosts."""

    def __init__(self, folder: Path) -> None:
        self._good = [
            '{"say": "next"}',
            '{"say": "how much honey"}',
            "kitchen=abc; other=1",
            "kitchen.local:8000",
            "123456",
        ]
        self._door = Door(new_keys())

    def feed(self, rng: random.Random) -> object:
        made = mutating.text(rng, self._good)
        raw = mutating.data(rng, [made.encode()])
        for message in (made, raw):
            said = words_in(message)
            assert said is None or isinstance(said, str)
        assert not self._door.knows(made)
        assert not self._door.opens(made, made, 0.0)
        self._door.is_ours(made, "127.0.0.1")
        self._door.is_same_page(made, made)
        return made


TARGETS: dict[str, type[Utterances | Recipes | Journals | SettingsFiles | Recordings | Messages]] = {
    "messages": Messages,
    "utterances": Utterances,
    "recipes": Recipes,
    "journals": Journals,
    "settings": SettingsFiles,
    "recordings": Recordings,
}


def made(name: str, folder: Path | None = None) -> Target:
    return TARGETS[name](folder or Path(tempfile.mkdtemp()))
