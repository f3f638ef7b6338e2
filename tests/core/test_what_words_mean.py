"""What the words of a cook mean, sentence by sentence of the contract."""

from __future__ import annotations

import pytest

from assistant.core.effects import End, StopSpeaking
from tests.conversation import Conversation


def place(conversation: Conversation) -> tuple[int, int]:
    return conversation.session.place.step + 1, conversation.session.place.instruction + 1


@pytest.mark.parametrize("words", ["next", "next step", "done", "what now"])
def test_next_goes_on_by_one_instruction(cooking: Conversation, words: str) -> None:
    cooking.hear(words)
    assert place(cooking) == (1, 2)


def test_skip_goes_to_the_next_step(cooking: Conversation) -> None:
    cooking.hear("skip")
    assert place(cooking) == (2, 1)


def test_back_is_one_instruction_back(cooking: Conversation) -> None:
    cooking.hear("next")
    cooking.hear("next")
    cooking.hear("back")
    assert place(cooking) == (1, 2)


def test_repeat_says_the_last_utterance_again_and_repeat_the_step_the_step(cooking: Conversation) -> None:
    answer = cooking.hear("how much honey")
    assert cooking.hear("repeat") == answer == "A third of a cup of honey."
    assert cooking.hear("repeat the step").startswith("Step one: Prepare the pork belly.")


@pytest.mark.parametrize("words", ["go on", "continue"])
def test_going_on_resumes_a_pause_and_is_next_else(cooking: Conversation, words: str) -> None:
    cooking.hear("pause")
    cooking.hear(words)
    assert place(cooking) == (1, 1)
    cooking.hear(words)
    assert place(cooking) == (1, 2)


def test_okay_acknowledges_at_first_and_means_done_later(cooking: Conversation) -> None:
    assert cooking.hear("okay") == ""
    assert place(cooking) == (1, 1)
    cooking.wait(11)
    cooking.hear("okay")
    assert place(cooking) == (1, 2)


def test_okay_to_a_question_is_yes(cooking: Conversation) -> None:
    cooking.hear("go to step two")
    cooking.hear("next")
    cooking.wait(11)
    cooking.hear("okay")
    assert cooking.timers() == {"blanch": 300}


def test_next_to_an_offered_timer_declines_it_for_now(cooking: Conversation) -> None:
    cooking.hear("go to step two")
    assert cooking.hear("next").endswith("Shall I start the blanch timer?")
    cooking.hear("next")
    assert (place(cooking), cooking.timers()) == ((2, 3), {})
    cooking.hear("start timer")
    assert cooking.timers() == {"blanch": 300}


def test_next_while_something_runs_unattended_says_what_remains_and_a_second_goes_on(cooking: Conversation) -> None:
    cooking.hear("go to step five")
    cooking.hear("next")
    cooking.hear("next")
    cooking.hear("yes")
    first = cooking.hear("next")
    assert first == "The cooling timer has ten minutes left. Shall we prepare something meanwhile?"
    before = place(cooking)
    cooking.hear("next")
    assert place(cooking) > before


def test_pause_never_pauses_a_timer_and_pause_the_timer_does(cooking: Conversation) -> None:
    cooking.hear("set a timer for five minutes")
    cooking.hear("pause")
    cooking.wait(60)
    assert cooking.timers() == {"300": 240}
    cooking.hear("resume")
    cooking.hear("pause the timer")
    cooking.wait(60)
    assert cooking.timers() == {"300": 240}


def test_stop_silences_the_alarm_then_the_voice_and_never_quits(cooking: Conversation) -> None:
    cooking.hear("set a timer for one minute")
    cooking.wait(61)
    cooking.hear("stop")
    assert not any(isinstance(e, End) for e in cooking.effects)
    assert cooking.hear("stop") == "Okay, quiet."
    assert not any(isinstance(e, End) for e in cooking.effects)


def test_stop_silences_the_voice(cooking: Conversation) -> None:
    from assistant.core.events import Heard
    from assistant.core.intents import Intent, Name
    from assistant.core.respond import respond

    spoken = respond(cooking.session, Heard("next", Intent(Name.NEXT_STEP), cooking.now), cooking.now).session
    turn = respond(spoken, Heard("stop", Intent(Name.STOP), cooking.now), cooking.now)
    assert StopSpeaking() in turn.effects and End() not in turn.effects


def test_a_short_timer_is_not_negotiated_and_go_starts_it(cooking: Conversation) -> None:
    cooking.hear("go to step seven")
    while place(cooking) != (7, 3):
        said = cooking.hear("next")
    assert said.endswith("Say go when the garlic is in.")
    cooking.hear("go")
    assert cooking.timers() == {"garlic": 30}


def test_a_timer_asked_for_with_a_length_starts_at_once(cooking: Conversation) -> None:
    cooking.hear("set a timer for two minutes")
    assert cooking.timers() == {"120": 120}


def test_what_was_not_understood_is_never_asked_twice_alike_and_the_third_time_told_what_can_be_said(
    cooking: Conversation,
) -> None:
    said = [cooking.hear(words) for words in ("purple elephants dance", "green tigers sing", "blue whales jump")]
    assert len(set(said)) == 3
    assert said[0] == "Sorry, I didn't get that. Try next, repeat, or help."
    assert said[2] == "Say next, repeat, or ask me how much of anything."
    assert cooking.hear("next") and cooking.session.misheard == 0


def test_the_other_one_is_the_other_of_its_kind(cooking: Conversation) -> None:
    cooking.hear("how much dark soy sauce")
    assert cooking.hear("the other one").startswith("Three tablespoons of soy sauce.")


def test_a_follow_up_goes_on_with_what_was_asked(cooking: Conversation) -> None:
    cooking.hear("how much fat is in it")
    assert cooking.hear("and sugar") == "Nineteen grams of sugars a serving."
    cooking.hear("how much honey")
    assert cooking.hear("and sugar").startswith("Two tablespoons of brown sugar.")


def test_a_new_ability_is_mentioned_once_where_it_would_have_helped(cooking: Conversation) -> None:
    said = [cooking.hear(f"how much {food}") for food in ("honey", "garlic", "salt", "vinegar", "cornstarch", "wine")]
    assert sum("You can ask: what do I need for this step." in each for each in said) == 1
