"""What free wording means, and what is nothing for us: sentences of our own, none from a corpus."""

from __future__ import annotations

import pytest

from assistant.core.intents import Name, Slot, Slots
from assistant.core.phases import PhaseName
from assistant.language.understand import Interpreter, Meaning, to_intent
from assistant.language.vocabulary import Vocabulary
from tests.conversation import interpreter_alone


@pytest.fixture(scope="module")
def interpreter() -> Interpreter:
    return interpreter_alone()


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
    ("how much vinegar no sorry sesame oil", "ask_amount", {"ingredient": "sesame oil"}),
    ("leave out the ginger no wait the garlic", "leave_out", {"ingredient": "garlic"}),
    ("what can i use instead of salt no i mean honey", "substitute", {"ingredient": "honey"}),
    ("use maple syrup no agave instead of honey", "use_instead", {"with": "agave", "ingredient": "honey"}),
    # numbers in digits and words
    ("set a timer for 1 1/2 hours", "start_timer", {"seconds": 5400}),
    ("90-minute timer", "start_timer", {"seconds": 5400}),
    ("go to step #7", "go_to_step", {"step": 7}),
    ("dinner at half past six", "plan_for", {"time": "18:30"}),
    ("two more minutes please", "add_time", {"seconds": 120}),
    ("set the egg timer for three minutes", "start_timer", {"seconds": 180, "name": "egg"}),
    ("how long on the ten minute timer", "timer_status", {"which_seconds": 600}),
    # what was used
    ("how much of the honey have i used", "ask_left", {"ingredient": "honey"}),
    ("did i use all the ginger", "ask_left", {"ingredient": "ginger"}),
    ("how much salt for this step", "ask_amount", {"ingredient": "salt"}),
    # for how many, and how many times
    ("what if we are ten", "scale", {"servings": 10}),
    ("make one and a half times the recipe", "scale", {"factor": 1.5}),
    ("scale everything by two and a half", "scale", {"factor": 2.5}),
    ("looks like the water is boiling", "report", {"cue": "water is boiling"}),
    # other dishes, and what no recipe tells
    ("how do i make an omelet", "start_cooking", {"food": "omelet"}),
    ("how much zinc is in it", "ask_nutrition", {"nutrient": "zinc"}),
    ("add a note that says buy more honey", "note", {"text": "buy more honey"}),
    # ingredients that the recipe lacks, other foods and places
    ("how much celery root do we need", "ask_amount", {"ingredient": "celery root"}),
    ("how many calories are in a burrito", "ask_nutrition", {"nutrient": "calories", "food": "burrito"}),
    ("what time is it in lisbon", "ask_clock", {"place": "lisbon"}),
    ("can I use agave syrup instead of honey?", "use_instead", {"with": "agave syrup", "ingredient": "honey"}),
    ("we are out of star anise", "substitute", {"ingredient": "star anise"}),
    ("i only have a pound and a half of ginger", "scale", {"amount": 1.5, "unit": "pound", "ingredient": "ginger"}),
    ("the glaze isn't thickening", "ask_problem", {"text": "glaze is not thickening"}),
    # what goes wrong, in the recipe's words and others
    ("it's boiling over", "ask_problem", {"text": "it is boiling over"}),
    ("it's bubbling way too hard", "ask_problem", {}),
    ("there is a lot of foam", "ask_problem", {"text": "there is a lot of foam"}),
    ("the garlic is burning", "ask_problem", {}),
    ("there are lumps in the sauce", "ask_problem", {}),
    ("the glaze is too thick", "ask_problem", {}),
    ("the glaze is thick", "report", {"cue": "thick"}),
    ("what can go wrong here", "ask_problem", {"text": None}),
    # the recipe's cues as they are said
    ("it's shimmering", "report", {"cue": "it is shimmering"}),
    ("the sugar is all dissolved", "report", {"cue": "dissolved"}),
    ("the glaze looks syrupy now", "report", {"cue": "the glaze looks syrupy"}),
    ("the garlic's in", "report", {"cue": "the garlic is in"}),
    # minutes that are not named
    ("give it another five", "add_time", {"seconds": 300}),
    ("ten more on the rice timer", "add_time", {"seconds": 600, "name": "rice"}),
    ("how much honey, no, soy sauce?", "ask_amount", {"ingredient": "soy sauce"}),
    ("leave out the honey, sorry, no, the ginger", "leave_out", {"ingredient": "ginger"}),
    ("make it six minutes longer", "add_time", {"seconds": 360}),
    ("how long has the rice been cooking", "timer_status", {"choice": "elapsed", "name": "rice"}),
    ("how long is it on already", "timer_status", {"choice": "elapsed"}),
    ("how much longer does it take", "timer_status", {"choice": None}),
    ("which timer is that", "timer_status", {}),
    ("tell me when it boils", "remind_every", {"text": "when it boils", "seconds": None}),
    ("let me know when it's hot", "remind_every", {"text": "when it is hot"}),
    ("alright go on", "next_step", {"choice": "continue"}),
    ("go to the next step", "next_step", {"choice": None}),
    ("go to the last step", "go_to_step", {"step": -1}),
    ("go back to the last step", "previous_step", {}),
    ("go back two steps", "previous_step", {"number": 2}),
    ("what's still left to do", "overview", {}),
    ("how big should the pieces be", "ask_technique", {"technique": "size of pieces"}),
    ("how many people does it serve", "ask_serving", {"choice": "people"}),
    ("can I make the glaze ahead", "ask_storage", {"choice": "ahead"}),
    ("when do we have to start", "ask_ready", {"choice": "start"}),
    ("when do we have to start to eat at seven", "plan_for", {"time": "19:00"}),
    ("what does simmer mean", "ask_technique", {"technique": "simmering"}),
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


@pytest.mark.parametrize("said", ["and then she said no", "he told me yes", "her answer was no"])
def test_what_others_said_answers_nothing(interpreter: Interpreter, said: str) -> None:
    assert interpreter.understand(said, PhaseName.ASKING) is None


def test_two_wishes_in_one_breath(interpreter: Interpreter) -> None:
    meaning = interpreter.understand("done, and set a timer for five minutes", PhaseName.COOKING)
    assert meaning == Meaning("next_step", {}, (Meaning("start_timer", {"seconds": 300}),))


BY_PHASE = [
    ("okay", PhaseName.COOKING, "report"),
    ("okay", PhaseName.ASKING, "yes"),
    ("go", PhaseName.COOKING, "resume"),
    ("go", PhaseName.ASKING, "yes"),
    ("yes", PhaseName.COOKING, None),
    ("no", PhaseName.ASKING, "no"),
    ("continue", PhaseName.COOKING, "next_step"),
    ("continue", PhaseName.PAUSED, "resume"),
    ("next step", PhaseName.ASLEEP, None),
    ("wake up", PhaseName.ASLEEP, "wake"),
    ("stop", PhaseName.ASLEEP, "stop"),
    ("stop listening", PhaseName.COOKING, "sleep"),
    ("three", PhaseName.ASKING, "answer"),
    *((said, PhaseName.PAUSED, "resume") for said in ("resume", "go on", "alright go on", "keep going", "go")),
    ("resume", PhaseName.RINGING, "resume"),
    ("done", PhaseName.ASKING, "next_step"),
    ("rice", PhaseName.COOKING, None),
]


@pytest.mark.parametrize(("said", "phase", "intent"), BY_PHASE)
def test_the_phase_decides_what_is_accepted(
    interpreter: Interpreter, said: str, phase: PhaseName, intent: str | None
) -> None:
    for read in (interpreter.understand, interpreter.parse):
        meaning = read(said, phase)
        assert (meaning and meaning.intent) == intent


ANSWERS = [
    ("rice", {"choice": "rice"}),
    ("the rice one", {"choice": "rice"}),
    ("the simmer timer", {"choice": "simmer"}),
    ("the ten minute one", {"which_seconds": 600}),
    ("the second one", {"number": 2}),
    ("five", {"number": 5}),
]


@pytest.mark.parametrize("phase", [PhaseName.ASKING, PhaseName.RINGING])
@pytest.mark.parametrize(("said", "slots"), ANSWERS)
def test_timers_are_chosen_by_name_length_or_number(
    interpreter: Interpreter, said: str, slots: dict[str, Slot], phase: PhaseName
) -> None:
    assert interpreter.parse(said, phase) == Meaning("answer", slots)


GOES_ON = [
    *((word, False) for word in ("next", "stop", "pause", "repeat", "done", "resume", "undo", "louder", "help")),
    *((word, True) for word in ("skip", "start", "another ten", "go to step twenty", "set a timer for")),
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


@pytest.mark.parametrize(("said", "more"), [("yes", False), ("no", False), ("okay", False), ("five", True)])
def test_an_answer_need_not_wait(interpreter: Interpreter, said: str, more: bool) -> None:
    assert interpreter.could_go_on(said, PhaseName.ASKING) is more


def test_the_closed_grammar_explains_all_or_nothing(interpreter: Interpreter) -> None:
    assert interpreter.parse("set a timer for ten minutes", PhaseName.COOKING) is not None
    assert interpreter.parse("he set a timer for ten minutes yesterday", PhaseName.COOKING) is None
    assert interpreter.parse("next the weather", PhaseName.COOKING) is None


def test_no_wish_has_more_than_a_hundred_words(interpreter: Interpreter) -> None:
    many = "set a timer for ten minutes and go back and "
    assert interpreter.understand(many * 2 + "repeat that") is not None
    assert interpreter.understand(many * 15 + "repeat that") is None
    assert interpreter.parse("ten sorry " * 2000 + "eleven") is None


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
