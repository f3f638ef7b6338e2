"""The source's steps → steps of instructions, with timers, heat, doneness and what is done meanwhile."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.cookbook.spoken import word_count
from assistant.core.recipe import Cue, Instruction, Span, Step, Text, Use
from assistant.importing.asides import asides
from assistant.importing.cues import cues, heat, waits_for
from assistant.importing.cutting import actions, sentences
from assistant.importing.linking import Action, Mention
from assistant.importing.numbers import plain
from assistant.importing.speaking import speakable
from assistant.importing.telling import Ware, tell
from assistant.importing.times import timers
from assistant.importing.timing import timer, verb_name
from assistant.importing.vocabulary import words
from assistant.importing.written import Written, WrittenStep
from assistant.language.amounts import say_span

_MINUTE, _MOST_CUES, _COMFORTABLE = 60, 3, 14
_MEANWHILE = re.compile(
    r"^(?:meanwhile|in the meantime|while (?:the|it|they|that|this|you wait|everything)\b)", re.IGNORECASE
)
_ELSEWHERE = re.compile(
    r"https?://|www\.\w|^\W*©|^(?:serves|makes|yields?) (?:about )?\d[\d –-]*\W*$|\ball rights reserved\b|"
    r"\b(?:originally published|pin it|click here|affiliate|subscribe)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^\s*(?:step\s*)?\d{1,2}\s*[.):]\s+(?=\S)|^\s*step\s+\d{1,2}\s*[:.-]?\s+", re.IGNORECASE)
_PARTICLE = re.compile(r"\s*(?P<particle>(?:up|down|in|out|off|over|on)\b)", re.IGNORECASE)
_DIRECT = re.compile(r"\s*(?:(?:up|down|in|out|off|over|on) )?(?:the |all the |a |an |your )?", re.IGNORECASE)
_OBJECT = re.compile(
    r"\s*(?:up |down |in |out |off |over |on )?(?:the|your)\s+(?P<thing>(?:[^\W\d_]+ ){0,2}?[^\W\d_]+)(?=[ ](?:in|on|"
    r"to|with|and|for|over|from|until|into|at|by|of|onto|out|"
    r"is|are)\b|[.,;:]|$)",
    re.IGNORECASE,
)
_HELPING = frozenset({"let", "leave", "allow", "give"})
_MOST_OPENING = 5  # words
_WEAK = frozenset({"let", "leave", "allow", "take", "put", "place", "set", "give", "make", "use"})


@dataclass(frozen=True, slots=True)
class DraftStep:
    """One of the source's steps: its actions, and what stood between two actions of a sentence."""

    text: str
    written: str  # with its fractions and line ends as they were
    title: str
    actions: tuple[Action, ...]
    joints: tuple[str, ...]  # before each action; empty at the beginning of a sentence


def draft_steps(written: Written) -> list[DraftStep]:
    drafts = [_draft(step, n) for n, step in enumerate(written.steps) if step.text.strip()]
    return [draft for draft in drafts if draft.actions]


def _draft(step: WrittenStep, number: int) -> DraftStep:
    text = _NUMBER.sub("", _lines(step.text))
    found, joints = list[Action](), list[str]()
    for start, end in sentences(text):
        if _ELSEWHERE.search(text[start:end]):
            continue
        before = start
        for n, piece in enumerate(actions(text, start, end)):
            found.append(Action(text[piece.start : piece.end], piece.verb, step.section or step.title, number))
            joints.append(text[before : piece.start] if n else "")
            before = piece.end
    return DraftStep(text, " ".join(step.text.split()), _heading(step), tuple(found), tuple(joints))


def _lines(text: str) -> str:
    """Plain, with a full stop where only a line ended."""
    kept = [asides(plain(line)) for line in text.splitlines() if line.strip()]
    return " ".join(line if line[-1] in ".!?:;," else f"{line}." for line in kept) if len(kept) > 1 else "".join(kept)


def _heading(step: WrittenStep) -> str:
    said = speakable(_NUMBER.sub("", step.title)).rstrip(".:")
    if said and len(said.split()) <= 8 and not step.text.lower().startswith(step.title.lower()[:40]):
        return said
    return ""


def made(draft: DraftStep, linked: Sequence[Sequence[Mention]], ware: Ware, guessed: bool) -> Step:
    """The step; its `name` is its verb, until all steps are named.

    It takes as long as its timers; with `guessed`, a minute for each other instruction besides.
    """
    told = list[Instruction]()
    fresh = list[bool]()  # whether an instruction begins a sentence of its own
    for action, joint, mentions in zip(draft.actions, draft.joints, linked, strict=True):
        found = [*_timed(action, tell(action, mentions, ware), mentions, ware)]
        fresh += [not joint, *[True] * (len(found) - 1)] if found else []
        told += found
    told = _joined(told, fresh, draft, ware)
    told = _meanwhile(told)
    spans = [i.timer.span for i in told if i.timer]
    name, title = _about(draft, linked, ware)
    others = _MINUTE * sum(i.timer is None for i in told) if guessed else 0
    return Step(
        name=name,
        title=title,
        instructions=tuple(told),
        duration=_lasting(spans, others),
        heat=heat(draft.text),
        done=_cues(draft.actions),
        written=draft.written,
    )


def _lasting(spans: Sequence[Span], others: int) -> Span | None:
    least, most = (sum(s.least_seconds for s in spans) + others, sum(s.most_seconds for s in spans) + others)
    return Span(least, most) if most else None


def _cues(told: Sequence[Action]) -> tuple[Cue, ...]:
    return tuple(dict.fromkeys(cue for action in told for cue in cues(action.text)))[:_MOST_CUES]


def _timed(action: Action, told: list[Instruction], mentions: Sequence[Mention], ware: Ware) -> list[Instruction]:
    """With the timers of the action: the first at the last instruction that still speaks of a time."""
    found = timers(action.text)
    if not told:
        return told
    if not found:
        cue = waits_for(action.text)
        return [*told[:-1], replace(told[-1], waits_for=cue)] if cue else told
    named = [i for m in mentions for i in m.items]
    thing = _short(ware.ingredients[named[0].index].kind) if len({i.index for i in named}) == 1 else None
    at = next(
        (n for n, i in enumerate(told) if re.search(r"\b(?:second|minute|hour)s?\b", _words(i.text))), len(told) - 1
    )
    if _words(told[at].text).startswith("Go on"):  # what goes on began before
        at = next((n for n, i in enumerate(told) if not _words(i.text).startswith("Take ")), at)
    told[at] = replace(told[at], timer=timer(action.text, action.verb, found[0], thing))
    for n, time in enumerate(found[1:], 1):
        again = timer(action.text, action.verb, time, thing)
        more = Instruction(text=(f"Then set the timer again, for {say_span(time.span)}.",), adds=(), timer=again)
        told.insert(at + n, more)
    return told


def _short(kind: str) -> str:
    """One word for a timer's name: "pork" of "pork shoulder"."""
    tokens = kind.split()
    while len(tokens) > 1 and tokens[-1] in words("containers"):
        tokens = tokens[:-1]
    return tokens[-1]


def _words(text: Text) -> str:
    return " ".join(part for part in text if isinstance(part, str))


def _joined(told: list[Instruction], fresh: list[bool], draft: DraftStep, ware: Ware) -> list[Instruction]:
    """Two short actions of one sentence are told in one breath, unless a timer ends the first."""
    kept: list[Instruction] = []
    for instruction, begins in zip(told, fresh, strict=True):
        if kept and not begins and _together(kept[-1], instruction, ware):
            kept[-1] = _both(kept[-1], instruction)
        else:
            kept.append(instruction)
    return kept


def _together(one: Instruction, other: Instruction, ware: Ware) -> bool:
    if one.timer or one.waits_for or _MEANWHILE.match(_words(one.text)):
        return False
    if any(_words(i.text).startswith(("Take ", "That means")) for i in (one, other)):
        return False
    return word_count(one.text, ware.known) + word_count(other.text, ware.known) <= _COMFORTABLE


def _both(one: Instruction, other: Instruction) -> Instruction:
    left, right = list(one.text), list(other.text)
    if isinstance(left[-1], str):
        left[-1] = left[-1].rstrip(".")
    if isinstance(right[0], str):
        right[0] = right[0][:1].lower() + right[0][1:]
    comma = ", and " if word_count(one.text, {}) > 5 else " and "
    adds: tuple[Use, ...] | None = None if one.adds is None and other.adds is None else (*one.uses, *other.uses)
    return replace(other, text=_merged([*left, comma, *right]), adds=adds)


def _merged(parts: list[object]) -> Text:
    text: list[object] = []
    for part in parts:
        if text and isinstance(part, str) and isinstance(text[-1], str):
            text[-1] += part
        else:
            text.append(part)
    return tuple(text)  # type: ignore[arg-type]


def _meanwhile(told: list[Instruction]) -> list[Instruction]:
    """What follows "meanwhile" is done while the timer before it runs."""
    running = False
    kept: list[Instruction] = []
    for instruction in told:
        starts = _MEANWHILE.match(_words(instruction.text)) is not None
        running = (running or starts) and not instruction.timer
        kept.append(replace(instruction, meanwhile=starts and instruction.timer is None))
    return kept


def _about(draft: DraftStep, linked: Sequence[Sequence[Mention]], ware: Ware) -> tuple[str, str]:
    """A short name and a title: the verb of the action that takes longest, else of the first, and what it handles."""
    known = [n for n, a in enumerate(draft.actions) if a.verb]
    timed = [n for n in known if timers(draft.actions[n].text)]
    main = next(iter([*timed, *(n for n in known if draft.actions[n].verb not in _WEAK), *known]), None)
    if main is None:
        return "step", _opening(draft.text)
    action = draft.actions[main]
    name = verb_name(action.text, action.verb)
    verb = name if action.verb in _HELPING else action.verb
    begun = re.search(rf"\b{re.escape(action.verb)}\b", action.text, re.IGNORECASE)
    tail = action.text[begun.end() :] if begun else ""
    match = _OBJECT.match(tail)
    named = next(
        (m.items[0] for m in linked[main] if begun and _DIRECT.fullmatch(action.text[begun.end() : m.start])), None
    )
    thing = ware.ingredients[named.index].kind if named else speakable(match["thing"]).lower() if match else ""
    particle = found["particle"].strip() if (found := _PARTICLE.match(tail)) and verb == action.verb else ""
    handled = "" if verb == "wait" else _head(thing)
    return name, " ".join(part for part in (verb, particle, handled and f"the {handled}") if part)


def _head(thing: str) -> str:
    """The last words of what it is, without what may be taken instead: "wine" of "glass of wine or cognac"."""
    tokens = re.split(r"[,;]| or | and ", thing)[0].split()[-2:]
    return " ".join(tokens[1:] if tokens and tokens[0] in ("of", "in", "the", "with") else tokens)


def _opening(text: str) -> str:
    """How a step begins that has no verb we know, up to where something is told of it."""
    said = speakable(re.split(r"[.,;:!?()]", text.strip())[0])
    return " ".join(
        re.split(r" (?:in|on|with|to|for|from|into|over|at|until|is|are|and) ", said)[0].split()[:_MOST_OPENING]
    )
