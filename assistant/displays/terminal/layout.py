"""What stands on the terminal: pure, from a view and a size to lines. No sign is told by its color alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from assistant.core.phases import PhaseName
from assistant.core.timeline import Stretch, When
from assistant.core.view import Clock, Doing, Item, Runs, View
from assistant.displays.terminal.letters import LINES, large
from assistant.language.writing import Writing, write_left

DOING = {
    Doing.SPEAKING: "Speaking",
    Doing.LISTENING: "Listening",
    Doing.PAUSED: "Paused",
    Doing.ASLEEP: "Not listening",
}
WIDE = 100  # columns from which letters may be large
_MOST_WIDTH = 100  # of running text, which reads badly in longer lines
_LARGE_SHARE = 0.5  # of the height that large letters may take
_BAR = 24
_BOUND = "\u00a0"  # a space where no line ends


@dataclass(frozen=True, slots=True)
class Signs:
    """Shapes for terminals that have them, and for those that have only ASCII."""

    dot: str
    level: tuple[str, str]
    bar: tuple[str, str]
    done: str
    here: str
    line: tuple[str, str, str, str]  # done, now, ahead, and ahead of a wait
    mark: str  # now
    due: str  # a timer ends


FULL = Signs("●", ("▮", "▯"), ("━", "─"), "✓", "▶", ("█", "▓", "░", "▒"), "┃", "◆")
ASCII = Signs("*", ("#", "."), ("#", "-"), "x", ">", ("#", "=", ".", "~"), "|", "o")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A size, the words, and what the moment adds to the view: `typed` is None while keys are shortcuts."""

    width: int
    height: int
    words: Writing
    actions: dict[str, dict[str, str]]
    now: float
    level: int = -1  # tenths; -1 without a microphone
    typed: str | None = None
    signs: Signs = FULL


def lines(view: View, sheet: Sheet) -> list[Text]:
    """At most `height` lines of at most `width` columns; the last one tells the keys."""
    foot = footer(view, sheet)
    room = sheet.height - len(foot) - 1
    # From the top of the page to its bottom, each with its rank: the highest ranks go first where there is no room.
    parts: list[tuple[int, list[Text]]] = [
        (0, [header(view, sheet)]),
        (4, [*evening(view, sheet), Text()]),
        (1, [*instruction(view, sheet)]),
        (5, [*ingredients(view, sheet)]),
        (6, [*coming(view, sheet)]),
        (3, [*timers(view, sheet)]),
        (2 if view.phase is PhaseName.ASKING else 7, [*talk(view, sheet)]),
    ]
    parts = fitting(parts, room)
    body = [line for _, part in parts for line in part][:room]
    return [*body, *[Text()] * (room - len(body)), Text(), *foot][-sheet.height :]


def fitting(parts: list[tuple[int, list[Text]]], room: int) -> list[tuple[int, list[Text]]]:
    """Shortened from the least important on."""
    over = sum(len(part) for _, part in parts) - room
    for rank in sorted((rank for rank, _ in parts if rank > 1), reverse=True):
        if over <= 0:
            break
        at = next(n for n, (each, _) in enumerate(parts) if each == rank)
        kept = max(0, len(parts[at][1]) - over)
        over -= len(parts[at][1]) - kept
        parts[at] = (rank, parts[at][1][:kept])
    return parts


def header(view: View, sheet: Sheet) -> Text:
    """The dish, and what the assistant does."""
    doing = Text(f"{sheet.signs.dot} {DOING[view.doing]}", "reverse" if view.doing is Doing.SPEAKING else "bold")
    if sheet.level >= 0:
        full, empty = sheet.signs.level
        tenths = min(5, (sheet.level + 1) // 2)
        doing.append(f" {full * tenths}{empty * (5 - tenths)}", "not reverse")
    room = sheet.width - doing.cell_len - 1
    title = view.title if cell_len(view.title) <= room else f"{set_cell_size(view.title, max(0, room - 1)).rstrip()}…"
    line = Text.assemble((set_cell_size(title, max(0, room)), "bold"), " " if room > 0 else "", doing)
    line.truncate(sheet.width)
    return line


def evening(view: View, sheet: Sheet) -> Iterator[Text]:
    """The line of steps, and when it will be ready."""
    if not view.line:
        return
    yield track(view, sheet)
    here = next((s for s in view.line if s.when is When.NOW), None)
    after = next((s for s in view.line if s.when is When.AHEAD), None)
    words = [f"Now {here.name}"] if here else []
    words += [f"then {after.name} about {clock(view, after.begins_at)}"] if after and here else []
    if view.ready_at:
        least, most = (clock(view, moment) for moment in view.ready_at)
        words.append(f"ready {least}" if least == most else f"ready {least} to {most}")
    yield from wrapped(" · ".join(words), sheet)


def track(view: View, sheet: Sheet) -> Text:
    """Steps as wide as the root of their length, so that a short one is seen beside a wait; now and timers marked."""
    room = sheet.width - len(view.line) + 1
    roots = [max(30.0, s.ends_at - s.begins_at) ** 0.5 for s in view.line]
    drawn = Text()
    for stretch, root in zip(view.line, roots, strict=True):
        cells = max(1, int(root / sum(roots) * room))
        drawn.append(stretch_cells(stretch, cells, sheet), "green" if stretch.when is When.DONE else "")
        drawn.append(" ")
    drawn.rstrip()
    drawn.truncate(sheet.width)
    return drawn


def stretch_cells(stretch: Stretch, cells: int, sheet: Sheet) -> str:
    """What is still due stands behind now, where both fall into one cell."""
    done, now, ahead, wait = sheet.signs.line
    shape = done if stretch.when is When.DONE else wait if stretch.waits else ahead
    if stretch.when is not When.NOW:
        drawn, still = [shape] * cells, 0
    else:
        here = cell_of(sheet.now, stretch, cells)
        drawn, still = [now] * here + [sheet.signs.mark] + [shape] * (cells - here - 1), here + 1
    for due in stretch.dues:
        at = cell_of(due, stretch, cells)
        at = max(at, still) if due > sheet.now else at
        if at < cells and drawn[at] != sheet.signs.mark:
            drawn[at] = sheet.signs.due
    return "".join(drawn)


def cell_of(moment: float, stretch: Stretch, cells: int) -> int:
    share = (moment - stretch.begins_at) / max(1.0, stretch.ends_at - stretch.begins_at)
    return min(cells - 1, max(0, int(share * cells)))


def instruction(view: View, sheet: Sheet) -> Iterator[Text]:
    here = view.present
    text = " ".join(map(sheet.words.say, view.said)) if here is None else sheet.words.words(here.text)
    if here is not None:
        heat = f" · {sheet.words.words(here.heat)}" if here.heat else ""
        place = f"Step {here.step} of {here.steps} · {here.title} ({here.instruction}/{here.instructions}){heat}"
        yield from wrapped(place, sheet)
    yield Text()
    drawn = large(text, sheet.width - 2) if sheet.width >= WIDE and sheet.signs is FULL else None
    if drawn is not None and len(drawn) + LINES <= sheet.height * _LARGE_SHARE:
        yield from (Text(f" {line}", "bold") for line in drawn)
    else:
        yield from wrapped(text, sheet, "bold")
    for warning in here.warnings if here else ():
        yield from wrapped(f"! {sheet.words.words(warning)}", sheet, "bold red")
    yield Text()


def ingredients(view: View, sheet: Sheet) -> Iterator[Text]:
    """In as many columns as have room."""
    items = view.present.items if view.present else ()
    if not items:
        return
    cells = [item_text(item, sheet) for item in items]
    width = min(sheet.width, max(cell.cell_len for cell in cells) + 2)
    columns = max(1, sheet.width // width)
    for start in range(0, len(cells), columns):
        row = Text()
        for cell in cells[start : start + columns]:
            cell.truncate(width if columns > 1 else sheet.width, overflow="ellipsis", pad=columns > 1)
            row.append_text(cell)
        yield row
    yield Text()


def item_text(item: Item, sheet: Sheet) -> Text:
    sign, style = {
        When.DONE: (sheet.signs.done, "dim"),
        When.NOW: (sheet.signs.here, "bold"),
        When.AHEAD: (" ", ""),
    }[item.when]
    plain: Any = sheet.words.plain(item.amount)
    return Text(f"{sign} {' '.join(filter(None, (plain['amount'], plain['name'])))}", style)


def coming(view: View, sheet: Sheet) -> Iterator[Text]:
    if view.coming is not None:
        title = f"{view.coming.title}: " if view.coming.title else ""
        yield from wrapped(f"Then: {title}{sheet.words.words(view.coming.text)}", sheet)
        yield Text()


def timers(view: View, sheet: Sheet) -> Iterator[Text]:
    for each in view.clocks:
        yield from timer(view, each, sheet)
    if view.clocks:
        yield Text()


def timer(view: View, each: Clock, sheet: Sheet) -> Iterator[Text]:
    """Its name, what is left, a bar, and its end; in two lines where there is little room."""
    left = each.left_seconds if each.due_at is None else each.due_at - sheet.now
    name, figure = sheet.words.words(each.label), write_left(left)
    end = "paused" if each.due_at is None else f"{'until' if left > 0 else 'since'} {clock(view, each.due_at)}"
    gone = round(_BAR * min(1.0, max(0.0, 1 - left / max(1, each.length_seconds))))
    full, empty = sheet.signs.bar
    style = "bold reverse" if each.runs is Runs.RINGING or each.urgent else "bold"
    parts = [Text(f"{figure:>9}", style), Text(name), Text(full * gone + empty * (_BAR - gone)), Text(end)]
    line = Text("  ").join(parts)
    if line.cell_len <= sheet.width:
        yield line
        return
    for part in (Text("  ").join(parts[:2]), Text("  ").join([Text(" " * 9), parts[3]])):
        part.truncate(sheet.width, overflow="ellipsis")
        yield part


def talk(view: View, sheet: Sheet) -> Iterator[Text]:
    """Of an open question the question alone, which must be seen."""
    if view.heard is not None and view.phase is not PhaseName.ASKING:
        doubt = "" if view.heard.understood else " (not understood)"
        yield from wrapped(f"Heard: {view.heard.transcript}{doubt}", sheet, "dim")
    if view.present is not None and view.said:
        yield from wrapped(f"Said: {' '.join(map(sheet.words.say, view.said))}", sheet, "dim")


def footer(view: View, sheet: Sheet) -> list[Text]:
    """The keys, or the line that is typed."""
    if sheet.typed is not None:
        room = sheet.width - 3
        return [Text(f"> {sheet.typed[-room:]}_", "bold")]
    keys = [f"[{sheet.actions[name]['key']}] {sheet.actions[name]['label']}" for name in view.actions]
    bound = "  ".join(part.replace(" ", _BOUND) for part in [*keys, "[:] type"])
    return [Text(line.replace(_BOUND, " ")) for line in fold(bound, sheet.width)][:3]


def wrapped(text: str, sheet: Sheet, style: str = "", limit: int = _MOST_WIDTH) -> Iterable[Text]:
    return [Text(line, style) for line in fold(text, min(limit, sheet.width))]


def fold(text: str, width: int) -> Iterator[str]:
    """Lines of whole words; a word longer than a line is cut."""
    line = ""
    for word in text.split(" "):
        while cell_len(word) > width:
            if line:
                yield line
            yield word[:width]
            line, word = "", word[width:]
        if line and cell_len(line) + 1 + cell_len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    if line:
        yield line


def clock(view: View, moment: float) -> str:
    """`6:18 PM`, as the cook's clock has it."""
    return f"{datetime.fromtimestamp(moment + view.utc_offset_seconds, UTC):%I:%M %p}".lstrip("0")
