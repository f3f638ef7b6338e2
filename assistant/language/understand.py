"""Words to intents: what a cook said, or what a recogniser heard, read against the command sets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice
from math import inf
from typing import Any

from assistant.core.intents import QUESTIONS, Name
from assistant.core.phases import ALLOWED, PhaseName
from assistant.language.automaton import BREAK, State
from assistant.language.correcting import after_cue, corrected, is_parted, replacing
from assistant.language.few import FewCommands
from assistant.language.grammar import phrases
from assistant.language.meaning import Meaning as Meaning, meaning_of, to_intent as to_intent
from assistant.language.nearest import Found, Nearest
from assistant.language.numbers import sounding_alike
from assistant.language.reading import OPENER, Reader, allowed
from assistant.language.sense import Sense, Sensed
from assistant.language.slips import Slips
from assistant.language.spoken import words_of
from assistant.language.templates import CommandSet, Compiler, read_commands
from assistant.language.vocabulary import Vocabulary

_UNDER_WAY = (PhaseName.COOKING, PhaseName.RINGING)
_REPLIES = (Name.YES, Name.NO, Name.ANSWER)
_CHOOSING = (PhaseName.CHOOSING, PhaseName.FINISHED)  # where any recipe may be named, and so is expected
_FEW = 40  # names of recipes that are expected elsewhere, those of the present one first
_QUOTING = (Name.NOTE, Name.REMIND_EVERY)
_JOINER = "and"
_PATIENCE_SECONDS = 3.0  # for what compares by meaning, if it is being made
MOST_WORDS = 100  # nobody wishes in more, and reading takes time for each
ALIKE = 0.7  # of their weight two wordings of one question have in common
LIKELY, LIKELY_HERE = 0.6, 0.5  # how well a question fits that is taken for what was asked of us; one of this step
SENSED, SENSED_SURELY = 0.55, 0.85  # from which a question of like sense is taken, and before another reading
SURELY = 0.95  # how well one fits that needs no other reading
_NAMING = (Name.USE_INSTEAD, Name.ASK_NUTRITION, Name.CONVERT, Name.SCALE)  # whose slots say what is asked
_FIGURES = (
    *_NAMING,
    Name.ASK_AMOUNT,
    Name.ASK_LEFT,
    Name.ASK_ADDED,
    Name.ASK_DURATION,
    Name.SUBSTITUTE,
    Name.TIMER_STATUS,
    Name.ASK_READY,
    Name.ASK_STORAGE,
    Name.STEP_INGREDIENTS,
    Name.LIST_INGREDIENTS,
)  # what the session itself knows best
_MENDED, _MENDED_FOR_US = 4, 2  # words of a wish in which one may be put right
_SAMPLES = 2  # values of a list at each place of the phrases but the first; the next place takes others


class Interpreter:
    """Reads transcripts against a command set and, where the words are free, against a second, looser one."""

    def __init__(
        self,
        commands: Mapping[str, Any],
        vocabulary: Vocabulary,
        free: Mapping[str, Any] | None = None,
        nearest: Callable[[], Nearest] | None = None,
        wake_phrase: str = "",
        sense: Callable[[float], Sense | None] = lambda patience_seconds: None,
    ) -> None:
        """Takes the content of two files, and the questions of a recipe; what reads free wording is made when it is
        needed. `wake_phrase` may stand before every command, or alone. Raises TemplateError where a set is wrong.
        """
        self._free, self._questions, self._wake_phrase, self._sense = free, nearest, wake_phrase, sense
        self._vocabulary = vocabulary
        if wake_phrase:
            commands = {**commands, "openers": [wake_phrase, *commands.get("openers", ())]}
        self._commands, self._content = read_commands(commands, vocabulary.lists), commands
        self._closed = Reader(self._commands)

    @cached_property
    def _slips(self) -> Slips:
        return Slips.of(self._commands.alike, self._commands.endings, self._closed.words())

    @cached_property
    def _nearest(self) -> Nearest | None:
        return None if self._questions is None else self._questions()

    @cached_property
    def _open(self) -> Reader:
        """Reads free wording besides."""
        if self._free is None:
            return self._closed
        shared = {
            key: {**self._content.get(key, {}), **self._free.get(key, {})} for key in ("expansion_rules", "lists")
        }
        lists, rank = self._vocabulary.lists, len(self._commands.templates)
        return Reader(read_commands({**self._free, **shared}, lists, rank=rank), self._closed)

    def prepare(self) -> None:
        """Make what reads free wording, so that nobody has to wait for it."""
        _ = (self._open, self._nearest, self._sense(inf))

    def understand(self, text: str, phase: PhaseName = PhaseName.COOKING, here: str | None = None) -> Meaning | None:
        """What was typed, or said in free words; None where it is nothing for us.

        `here`: the step that is on, "" for none, where the words are certainly meant for us. Then a question may be as
        short as among people at one stove, and what comes near it is taken for it.
        """
        if self._is_call(text):
            return Meaning(Name.WAKE)
        said = words_of(text)
        if len(said) > MOST_WORDS:
            return None
        known = None if here is None or self._nearest is None else self._nearest.word_for_word(said, here)
        if known is not None:
            return _asked(known)
        read = _read(self._closed, text, phase) or self._mended(said, phase, here)
        if read is not None or self._nearest is None:
            return read or _read(self._open, text, phase)
        found = self._nearly(self._nearest, said, phase, here)
        strictly = found is not None and found.nearness >= ALIKE and not found.for_us
        if found is not None and self._is_sure(found, said, here) and (here is None or strictly):
            return _asked(found)
        read = _read(self._open, text, phase)
        if found is not None and self._is_sure(found, said, here) and (read is None or read.intent not in _NAMING):
            return _asked(found)
        if here is not None and read is not None and self._nearest.misreads(said, read.intent):
            read = None
        meant = self._of_like_sense(text, said, phase, here)
        if meant is not None and (read is None or (meant.fitness >= SENSED_SURELY and not _is_certain(read))):
            return _asked(meant)
        if read is None and found is not None and (found.common or here is not None):
            return _asked(found)
        return read or self._about_the_recipe(self._nearest, said, phase, here)

    def _mended(self, said: Sequence[str], phase: PhaseName, here: str | None) -> Meaning | None:
        """With one word put right that was misheard or mistyped, where nothing reads the words but as a strange food.

        More of them are needed where they may not be for us.
        """
        if len(said) < (_MENDED if here is None else _MENDED_FOR_US) or self._open.foreign & set(said):
            return None
        ours = self._vocabulary.lists.get("ingredient", {})
        plain = _read_words(self._open, list(said), phase)
        if plain is not None and plain.slots.get("ingredient", "") in ("", *ours):
            return None
        readings = (_read_words(self._closed, words, phase) for words in self._slips.mended(said))
        return next((m for m in readings if m and (plain is None or m.slots.get("ingredient") in ours)), None)

    def _of_like_sense(self, text: str, said: Sequence[str], phase: PhaseName, here: str | None) -> Sensed | None:
        """The known question that likely means the same, where the words are certainly for us."""
        sense = None if here is None else self._sense(_PATIENCE_SECONDS)
        found = None if sense is None or here is None else sense.find(text, here)
        least = SENSED_SURELY if self._open.foreign & set(said) else SENSED
        return found if found and found.fitness >= least and allowed(found.tag, phase) else None

    def _nearly(self, nearest: Nearest, said: Sequence[str], phase: PhaseName, here: str | None) -> Found | None:
        """The known question that is near enough, where nothing foreign is spoken of."""
        if nearest.unknown(self._open.foreign & set(said)):
            return None
        found = nearest.find(said, here)
        if found is None or not allowed(found.tag, phase):
            return None
        if here is None:
            return found if found.nearness >= ALIKE else None
        if found.fitness > found.nearness:
            return found if found.fitness >= LIKELY_HERE else None
        least = 1 if found.fitness == found.nearness else 2  # of words that tell; what another step is asked needs more
        return found if found.fitness >= LIKELY and found.common >= least else None

    def _is_sure(self, found: Found, said: Sequence[str], here: str | None) -> bool:
        """So near that no freer reading of the words is looked for."""
        if here is not None and found.fitness >= SURELY:
            return True
        certain = found.nearness >= ALIKE and found.common > 1
        return certain and BREAK not in said and found.tag.intent != Name.ASK_PROBLEM

    def _about_the_recipe(
        self, nearest: Nearest, said: Sequence[str], phase: PhaseName, here: str | None
    ) -> Meaning | None:
        """A question in words of this recipe that no known one is like: the core looks for what comes nearest."""
        if self._open.foreign & set(said) or Name.ASK_TECHNIQUE not in ALLOWED[phase]:
            return None
        question = nearest.open_question(said, here is not None)
        return None if question is None else Meaning(Name.ASK_TECHNIQUE, {"text": question})

    def parse(self, transcript: str, phase: PhaseName = PhaseName.COOKING) -> Meaning | None:
        """What a whole transcript says by the templates alone."""
        if self._is_call(transcript):
            return Meaning(Name.WAKE)
        return _read(self._closed, transcript, phase)

    def _is_call(self, text: str) -> bool:
        return bool(self._wake_phrase) and text.lower() == self._wake_phrase

    def could_go_on(self, transcript: str, phase: PhaseName = PhaseName.COOKING) -> bool:
        """Whether more words could make another command of it, or complete it."""
        words = corrected(words_of(transcript))
        meaning = self.parse(transcript, phase)
        if meaning is not None and (words[-1] in self._closed.skip or self._is_all(words, meaning)):
            return False  # "two more minutes, please"; "next"
        now = None if meaning is None else ([meaning, *meaning.then][-1].intent, False)
        states = self._closed.follow(self._closed.tokens(words), phase)
        return any(future != now for state in states for future in self._closed.futures(state, phase))

    def _is_all(self, words: Sequence[str], meaning: Meaning) -> bool:
        """A command of one word. Who says that much more often means that than hesitates after it."""
        return len(words) == 1 and not meaning.slots and words[0] not in self._commands.going_on

    def only_asks(self, meaning: Meaning) -> bool:
        """Whether it changes nothing, nor does anything that is said in the same breath."""
        return all(m.intent in QUESTIONS for m in (meaning, *meaning.then))

    def quotes(self, meaning: Meaning) -> bool:
        """Whether it takes any words as they were said, like a note."""
        return meaning.intent in _QUOTING and "text" in meaning.slots

    def is_about_words(self, meaning: Meaning) -> bool:
        """Whether the words themselves tell what it is about, like a question that is no amount, time or the like."""
        return "text" in meaning.slots

    def sounding_alike(self, transcript: str) -> str | None:
        """What is easily heard for it, where that has another number."""
        words = sounding_alike(transcript.split())
        return None if words is None else " ".join(words)

    def phrases(self, phase: PhaseName = PhaseName.COOKING) -> list[str]:
        """What a recogniser's grammar is built from: the words of every template and list, in natural spelling."""
        commands = self._commands if phase in _CHOOSING else _with_few(_with_few(self._commands, "recipe"), "dish")
        compiler = Compiler(commands, str.split, samples=_SAMPLES)
        states = [
            compiler.before(t.expression, State(tags=(t.tag,)))
            for t in self._commands.templates
            if t.heard and allowed(t.tag, phase)
        ]
        around = [compiler.before(e, State(tags=(OPENER,))) for e in (*self._commands.openers, *self._commands.closers)]
        found = [p for p in phrases([*states, *around]) if " " in p or self._may_be_alone(p, phase)]
        return [*found, self._wake_phrase] if self._wake_phrase else found

    def few(self) -> FewCommands:
        """Of itself what cannot be confused, for where it is very loud."""
        return FewCommands(self, self._commands.in_noise)

    def interruptions(self, phase: PhaseName = PhaseName.COOKING) -> list[str]:
        """What cooks say into our own words."""
        return [p for p in self._commands.interrupting if self.parse(p, phase) is not None]

    def _may_be_alone(self, word: str, phase: PhaseName) -> bool:
        """A command of one word that cooks say, or what answers a question."""
        alone = self._commands.alone
        if alone is None or word in alone or (phase not in _UNDER_WAY and word in self._commands.alone_at_first):
            return True
        meaning = self.parse(word, phase)
        return meaning is not None and meaning.intent in _REPLIES


def _is_certain(read: Meaning) -> bool:
    """Whether the session knows best, or what the recipe waits for is reported."""
    return read.intent in _FIGURES or "cue" in read.slots


def _with_few(commands: CommandSet, name: str) -> CommandSet:
    """Of a list that may be as long as a shelf, only the first."""
    if name not in commands.lists:
        return commands
    few = dict(islice(commands.lists[name].values.items(), _FEW))
    return replace(commands, lists={**commands.lists, name: replace(commands.lists[name], values=few)})


def _read(reader: Reader, text: str, phase: PhaseName) -> Meaning | None:
    return _read_words(reader, words_of(text), phase)


def _read_words(reader: Reader, said: list[str], phase: PhaseName) -> Meaning | None:
    if len(said) > MOST_WORDS:
        return None
    while said and said[-1] == BREAK:
        said.pop()
    if is_parted(said) and (meaning := _put_right(reader, said, phase)):
        return meaning
    wishes = reader.read(corrected(said), phase)
    if len(wishes) > 1 and _JOINER in said and all(wish == wishes[0] for wish in wishes):
        return None  # "again and again" is no wish
    meaning = meaning_of(wishes)
    if meaning is None and (rest := after_cue(said)):
        return meaning_of(reader.read(rest, phase)) or _put_right(reader, said, phase)
    return meaning


def _put_right(reader: Reader, said: Sequence[str], phase: PhaseName) -> Meaning | None:
    """The same wish with the name that a cook corrected."""
    for first, instead in replacing(said):
        meant, meaning = (meaning_of(reader.read(words, phase)) for words in (first, instead))
        if meant is not None and meaning is not None and meaning.intent == meant.intent:
            return meaning
    return None


def _asked(found: Found | Sensed) -> Meaning:
    return Meaning(found.tag.intent, dict(found.tag.slots))
