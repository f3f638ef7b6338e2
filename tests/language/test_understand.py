"""What free wording means, and what is nothing for us: sentences of our own, none from a corpus."""

from __future__ import annotations

import pytest

from assistant.building import interpreter_for, open_recipe
from assistant.core.intents import Name, Slots
from assistant.core.phases import PhaseName
from assistant.language.understand import Interpreter, Meaning, to_intent
from assistant.language.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def interpreter() -> Interpreter:
    return interpreter_for(open_recipe(None), ("Caramelized Honey Glazed Pork Belly",))


MEANS = [
    # fillers, politeness, habits of a recogniser
    ("um okay so what's next", "next_step", {}),
    ("the next step", "next_step", {}),
    ("could you please repeat that for me", "repeat", {}),
    ("Thanks! And how much honey do I need?", "ask_amount", {"ingredient": "honey"}),
    # a report with a request
    ("The onions are soft now. What should I do next?", "next_step", {}),
    ("i poured in the wine what now", "next_step", {}),
    ("I chopped everything up, how long should it simmer?", "ask_duration", {}),
    ("Alright, the meat is in the pot.", "report", {}),
    ("I whisked it all together", "report", {}),
    # corrections
    ("set a timer for twelve no twenty minutes", "start_timer", {"seconds": 1200}),
    ("for four, sorry, five people", "scale", {"servings": 5}),
    ("next no repeat that", "repeat", {}),
    # numbers in digits and words
    ("set a timer for 1 1/2 hours", "start_timer", {"seconds": 5400}),
    ("90-minute timer", "start_timer", {"seconds": 5400}),
    ("go to step #7", "go_to_step", {"step": 7}),
    ("dinner at half past six", "plan_for", {"time": "18:30"}),
    ("two more minutes please", "add_time", {"seconds": 120}),
    ("set the egg timer for three minutes", "start_timer", {"seconds": 180, "name": "egg"}),
    ("how long on the ten minute timer", "timer_status", {"which_seconds": 600}),
    # ingredients that the recipe lacks, other foods and places
    ("how much celery root do we need", "ask_amount", {"ingredient": "celery root"}),
    ("how many calories are in a burrito", "ask_nutrition", {"nutrient": "calories", "food": "burrito"}),
    ("what time is it in lisbon", "ask_clock", {"place": "lisbon"}),
    ("can I use agave syrup instead of honey?", "use_instead", {"with": "agave syrup", "ingredient": "honey"}),
    ("we are out of star anise", "substitute", {"ingredient": "star anise"}),
    ("i only have a pound and a half of ginger", "scale", {"amount": 1.5, "unit": "pound", "ingredient": "ginger"}),
    ("the glaze isn't thickening", "ask_problem", {"text": "glaze is not thickening"}),
    ("note: use less salt next time", "note", {"text": "use less salt next time"}),
]  # fmt: skip

NOTHING = [
    "what's the exchange rate today", "switch off the lamp in the hall", "book me a table for two in paris",
    "my brother lives in chicago", "play the next song", "how tall is mount everest", "she said the bus leaves at ten",
    "do you like football", "remove eggs from my shopping list", "how much money do i have", "",
]  # fmt: skip


@pytest.mark.parametrize(("said", "intent", "slots"), MEANS, ids=[m[0] for m in MEANS])
def test_means(interpreter: Interpreter, said: str, intent: str, slots: dict[str, object]) -> None:
    meaning = interpreter.understand(said, PhaseName.COOKING)
    assert meaning is not None
    assert (meaning.intent, {k: meaning.slots.get(k) for k in slots}) == (intent, slots)


@pytest.mark.parametrize("said", NOTHING)
def test_means_nothing_to_us(interpreter: Interpreter, said: str) -> None:
    assert interpreter.understand(said, PhaseName.COOKING) is None


def test_two_wishes_in_one_breath(interpreter: Interpreter) -> None:
    meaning = interpreter.understand("done, and set a timer for five minutes", PhaseName.COOKING)
    assert meaning == Meaning("next_step", {}, (Meaning("start_timer", {"seconds": 300}),))


BY_PHASE = [
    ("okay", PhaseName.COOKING, "report"),
    ("okay", PhaseName.ASKING, "yes"),
    ("go", PhaseName.COOKING, "start_timer"),
    ("yes", PhaseName.COOKING, None),
    ("no", PhaseName.ASKING, "no"),
    ("continue", PhaseName.COOKING, "next_step"),
    ("continue", PhaseName.PAUSED, "resume"),
    ("next step", PhaseName.ASLEEP, None),
    ("wake up", PhaseName.ASLEEP, "wake"),
    ("stop", PhaseName.ASLEEP, "stop"),
    ("stop listening", PhaseName.COOKING, "sleep"),
    ("three", PhaseName.ASKING, "answer"),
]


@pytest.mark.parametrize(("said", "phase", "intent"), BY_PHASE)
def test_the_phase_decides_what_is_accepted(
    interpreter: Interpreter, said: str, phase: PhaseName, intent: str | None
) -> None:
    for read in (interpreter.understand, interpreter.parse):
        meaning = read(said, phase)
        assert (meaning and meaning.intent) == intent


GOES_ON = [
    ("set a timer for twenty", True),
    ("set a timer for twenty minutes", True),
    ("two more minutes please", False),
    ("go to step four", True),
    ("next step", False),
    ("what can i say", False),
    ("what tools do i need", False),
    ("cancel", True),
    ("complete nonsense", False),
]


@pytest.mark.parametrize(("said", "more"), GOES_ON)
def test_what_could_go_on(interpreter: Interpreter, said: str, more: bool) -> None:
    assert interpreter.could_go_on(said, PhaseName.COOKING) is more


def test_the_closed_grammar_explains_all_or_nothing(interpreter: Interpreter) -> None:
    assert interpreter.parse("set a timer for ten minutes", PhaseName.COOKING) is not None
    assert interpreter.parse("he set a timer for ten minutes yesterday", PhaseName.COOKING) is None
    assert interpreter.parse("next the weather", PhaseName.COOKING) is None


def test_numbers_out_of_range_are_not_understood(interpreter: Interpreter) -> None:
    assert interpreter.parse("set the volume to two hundred percent", PhaseName.COOKING) is None


def test_a_meaning_becomes_an_intent() -> None:
    intent = to_intent(Meaning("use_instead", {"with": "sugar"}, (Meaning("next_step"),)))
    assert (intent.name, intent.slots, intent.then[0].name) == (
        Name.USE_INSTEAD,
        Slots(instead="sugar"),
        Name.NEXT_STEP,
    )
    with pytest.raises(ValueError, match="not of the cook's commands"):
        to_intent(Meaning("next_step", {"size": "large"}))


def test_another_command_set_needs_no_code() -> None:
    commands = {
        "language": "en",
        "intents": {"order": {"data": [{"sentences": ["[bring me] [a] {size} {drink}[ please]"]}]}},
        "lists": {
            "size": {"values": ["small", "very large"]},
            "drink": {"values": ["tea", {"in": "joe", "out": "coffee"}]},
        },
    }
    waiter = Interpreter(commands, Vocabulary())
    assert waiter.parse("bring me a very large joe") == Meaning("order", {"size": "very large", "drink": "coffee"})
    assert waiter.parse("bring me a joe") is None
    words = {word for phrase in waiter.phrases() for word in phrase.split()}
    assert words == {"bring", "me", "a", "small", "very", "large", "tea", "joe", "please"}
