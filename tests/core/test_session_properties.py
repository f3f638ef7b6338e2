"""Whatever a cook says and whatever happens to the clock and the program: no timer is lost, none rings twice.

ASSISTANT_EVENINGS=500 scripts/test tests/core/test_session_properties.py goes through so many long ones.
"""

from __future__ import annotations

import os
from dataclasses import replace

from hypothesis import HealthCheck, Phase, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from assistant.building import writing
from assistant.core.effects import Ring, Say
from assistant.core.events import ClockChanged, Event, Heard, SpeechEnded, Started, TimePassed
from assistant.core.intents import Intent, Name, Slots
from assistant.core.respond import respond, wake_at
from assistant.core.session import Asking, Asleep, Session, Snapshot, SureCancelAll, SureStartOver, WhichTimer
from assistant.core.timers import Over, Ringing, Running, Timer
from assistant.core.undoing import essence, snapshot
from assistant.core.view import view
from assistant.edges.state import Beside, restored, state_of
from tests.conversation import SIX_O_CLOCK, recipe, shelf, wording

LONG = int(os.environ.get("ASSISTANT_EVENINGS", "0"))
SECONDS = st.sampled_from([1, 5, 60, 180, 300, 600, 780, 900, 1800, 3000, 5400, 7200])
NAMES = st.sampled_from(["rice", "egg", "simmer", "tea"])
CANCELS = frozenset({Name.CANCEL_TIMER, Name.CANCEL_ALL_TIMERS, Name.UNDO, Name.YES, Name.ANSWER})
MOVES = frozenset(
    {Name.NEXT_STEP, Name.SKIP_STEP, Name.GO_TO_STEP, Name.REPORT, Name.YES, Name.NO, Name.START_COOKING, Name.RESUME}
)
ENDS = frozenset({Name.SLEEP, Name.CANCEL_ALL_TIMERS})  # said at random, they would leave nothing to look at
TIMING = [n for n in Name if n.value.endswith(("_timer", "_time")) or "remind" in n.value]
OFTEN = [Name.NEXT_STEP, Name.YES, Name.NO, Name.START_TIMER, Name.STOP, Name.START_COOKING, Name.SKIP_STEP, *TIMING]

SLOTS = st.builds(
    Slots,
    seconds=st.none() | SECONDS,
    which_seconds=st.none() | st.none() | SECONDS,
    name=st.none() | st.none() | NAMES,
    step=st.none() | st.integers(-1, 13),
    number=st.none() | st.integers(1, 15),
    servings=st.none() | st.integers(1, 30),
    factor=st.none() | st.sampled_from([0.5, 2.0]),
    ingredient=st.none() | st.sampled_from(["ginger", "honey", "potatoes"]),
    instead=st.none() | st.just("maple syrup"),
    time=st.none() | st.sampled_from(["19:00", "21:30", "03:00"]),
    text=st.none() | st.just("stir"),
    cue=st.none() | st.sampled_from(["okay", "it boils", "the garlic is in"]),
    percent=st.none() | st.integers(0, 100),
)
WISHES = st.builds(
    Intent, st.sampled_from(OFTEN) | st.sampled_from(sorted(set(Name) - ENDS)) | st.sampled_from(sorted(Name)), SLOTS
)


class Evening(RuleBasedStateMachine):
    """One session, its clock, and what was seen of its timers."""

    def __init__(self) -> None:
        super().__init__()
        self.first = self.session = Session(recipe(), shelf(), seed=1)
        self.now = SIX_O_CLOCK
        self.set_by = 0.0  # the clock, altogether
        self.events: list[tuple[Event, float]] = []
        self.rang: set[tuple[int, float]] = set()

    # ---- what happens ----

    @initialize()
    def begin(self) -> None:
        self.tell(Started())

    @rule(intent=WISHES, then=st.none() | st.none() | WISHES)
    def hear(self, intent: Intent, then: Intent | None) -> None:
        wish = intent if then is None else replace(intent, then=(then,))
        before = self.session
        self.tell(Heard("words", wish, self.now))
        names = {wish.name, *(i.name for i in wish.then)}
        self.check_leaving(before, names)
        if Name.UNDO not in names:
            self.check_remembered(before)

    @rule(seconds=SECONDS, name=st.none() | NAMES)
    def start_timer(self, seconds: int, name: str | None) -> None:
        self.hear(Intent(Name.START_TIMER, Slots(seconds=seconds, name=name)), None)

    @rule(step=st.integers(1, 12), name=st.sampled_from([Name.GO_TO_STEP, Name.SKIP_STEP, Name.NEXT_STEP]))
    def move(self, step: int, name: Name) -> None:
        self.hear(Intent(name, Slots(step=step)), None)

    @rule(time=st.sampled_from(["19:00", "21:30", "03:00"]))
    def plan(self, time: str) -> None:
        self.hear(Intent(Name.PLAN_FOR, Slots(time=time)), None)

    @precondition(lambda self: isinstance(self.session.phase, Asleep))
    @rule()
    def wake(self) -> None:
        self.hear(Intent(Name.WAKE), None)

    @rule(seconds=st.floats(0, 60) | st.sampled_from([299.0, 299.5, 599.0]) | st.floats(0, 7200))
    def wait(self, seconds: float) -> None:
        """Every moment that comes is answered when it comes."""
        until = self.now + seconds
        while (due_at := wake_at(self.session)) is not None and due_at <= until:
            self.now = max(self.now, due_at)
            self.pass_time()
        self.now = until

    @rule(seconds=st.floats(0, 7200))
    def sleep(self, seconds: float) -> None:
        """The machine slept: all that came in the meantime is answered at once."""
        self.now += seconds
        due_at = wake_at(self.session)
        if due_at is not None and due_at <= self.now:
            self.pass_time()

    @rule(away=st.floats(0, 7200))
    def restart(self, away: float) -> None:
        lost: list[str] = []
        again = restored(state_of(self.session, Beside()), recipe(), shelf(), lost)
        assert (again, lost) == (self.session, [])
        self.now += away
        past = self.session.past
        self.tell(Started(away, self.session.utc_offset_seconds))
        assert self.session.past == past
        self.check_rest()

    @rule(by=st.sampled_from([-3600.0, 3600.0, 2.5, 0.0]), offset=st.sampled_from([0, 3600]))
    def set_clock(self, by: float, offset: int) -> None:
        left = self.left()
        self.now += by
        self.set_by += by
        self.tell(ClockChanged(by, offset))
        assert self.left() == left

    @rule(whole=st.booleans())
    def speech_ends(self, whole: bool) -> None:
        if self.session.speaking is not None:
            self.tell(SpeechEnded(self.session.speaking, whole))

    @precondition(lambda self: self.session.past)
    @rule()
    def undo(self) -> None:
        wanted, depth = self.session.past[-1], len(self.session.past)
        before = self.session
        self.tell(Heard("undo", Intent(Name.UNDO), self.now))
        if self.session.past == before.past:
            return  # asleep, it hears no undo
        assert len(self.session.past) == depth - 1
        assert self.timeless(snapshot(self.session)) == self.timeless(wanted)

    # ---- what must hold ----

    def tell(self, event: Event) -> None:
        before = self.session
        turn = respond(self.session, event, self.now)
        self.events.append((event, self.now))
        self.session = turn.session
        began = [t for t in self.session.timers if self.begins_to_ring(before, t)]
        for timer in began:
            moment = (timer.number, round(timer.since() - self.set_by, 3))
            assert timer.since() <= self.now, "it rang before its time"
            assert moment not in self.rang, "it rang twice"
            self.rang.add(moment)
        assert not began or any(isinstance(e, Ring) for e in turn.effects)
        assert sum(isinstance(e, Say) for e in turn.effects) <= 1
        for effect in turn.effects:
            if isinstance(effect, Say):
                assert wording().text(effect.sentences).strip()
        if not isinstance(event, Heard):
            assert numbers(before) <= numbers(self.session), "time alone took a timer"

    def begins_to_ring(self, before: Session, timer: Timer) -> bool:
        was = next((t for t in before.timers if t.number == timer.number), None)
        return isinstance(timer.state, Ringing) and not (was is not None and isinstance(was.state, Ringing))

    def pass_time(self) -> None:
        past = self.session.past
        self.tell(TimePassed())
        assert self.session.past == past
        self.check_rest()

    def check_rest(self) -> None:
        """Time has nothing to say any more, and nothing that is due waits."""
        due_at = wake_at(self.session)
        assert due_at is None or due_at > self.now
        assert all(t.state.due_at > self.now for t in self.session.timers if isinstance(t.state, Running))

    def check_leaving(self, before: Session, names: set[Name]) -> None:
        """A timer leaves when it is cancelled, undone, or put away after it rang."""
        for number in numbers(before) - numbers(self.session):
            timer = next(t for t in before.timers if t.number == number)
            over = timer.left_seconds(self.now) <= 0 and isinstance(timer.state, Over | Ringing)
            assert names & CANCELS or (over and names & (MOVES | CANCELS)), (timer, names)
            if not names & (CANCELS - {Name.YES, Name.ANSWER}) and not over:
                question = before.phase.question if isinstance(before.phase, Asking) else None
                assert isinstance(question, SureCancelAll | WhichTimer | SureStartOver), (timer, names, question)

    def check_remembered(self, before: Session) -> None:
        if essence(snapshot(before)) == essence(snapshot(self.session)):
            assert self.session.past == before.past
        else:
            assert self.session.past[-1] == snapshot(before)

    def left(self) -> dict[int, float]:
        return {t.number: round(t.left_seconds(self.now), 3) for t in self.session.timers}

    def timeless(self, kept: Snapshot) -> Snapshot:
        """Without what time alone does: alarms, beats, and the moment to begin."""
        timers = tuple(replace(t, state=self.rung(t)) for t in essence(kept).timers)
        dinner = None if kept.dinner is None else replace(kept.dinner, start_at=None)
        return replace(essence(kept), timers=timers, dinner=dinner)

    def rung(self, timer: Timer) -> object:
        match timer.state:
            case Running(due_at=due_at) if due_at <= self.now:
                return Over(round(due_at, 3))
            case Running(due_at=due_at):
                return Running(round(due_at, 3))
            case Over(since=since):
                return Over(round(since, 3))
            case _:
                return timer.state

    @invariant()
    def place_is_in_the_recipe(self) -> None:
        assert self.session.instruction is not None

    @invariant()
    def it_can_be_shown(self) -> None:
        seen = view(self.session, self.now)
        assert [clock.number for clock in seen.clocks] == [timer.number for timer in self.session.timers]
        assert writing(0).plain(seen)["title"] == self.session.recipe.title

    def teardown(self) -> None:
        """A replay leads to the same session."""
        session = self.first
        for event, now in self.events:
            session = respond(session, event, now).session
        assert session == self.session


def numbers(session: Session) -> set[int]:
    return {t.number for t in session.timers}


TestEvening = Evening.TestCase
TestEvening.settings = settings(
    max_examples=LONG or 40,
    stateful_step_count=200 if LONG else 40,
    deadline=None,
    phases=[Phase.generate] if LONG else list(Phase),
    suppress_health_check=list(HealthCheck),
)
