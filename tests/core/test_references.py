"""What "it", "that" and "the other one" refer to, what a follow-up goes on with, and what answers the open question."""

from __future__ import annotations

import pytest

from assistant.core.phases import PhaseName
from assistant.core.session import phase_name
from tests.conversation import Conversation, begun_with

FIVE_AND_PASTA = ["set a timer for five minutes", "set a pasta timer for ten minutes"]
AT_THE_SAUCES = ["go to step six", "next"]


def talk(*lines: str) -> list[str]:
    conversation = Conversation()
    conversation.begin()
    return [conversation.hear(line) for line in lines]


@pytest.mark.parametrize(
    ("lines", "last"),
    [
        # the ingredient that was spoken of last, before and amid cooking
        (["how much honey", "what is that in grams"], "A third of a cup of honey is one hundred and thirteen grams."),
        (["start", "how much honey", "is it in yet"], "No, the honey isn't in yet."),
        (["start", "how much honey", "convert that to grams"],
         "A third of a cup of honey is one hundred and thirteen grams."),
        (["start", "how much honey", "what about in tablespoons"],
         "A third of a cup of honey is five tablespoons and one teaspoon."),
        (["start", "how much honey", "when does it go in"],
         "The honey goes in at step six, Make the honey glaze."),
        (["start", "how much honey", "why do i need it"],
         "Honey makes the glaze sweet, sticky and shiny, and it caramelizes."),
        (["start", "how much honey", "what can i use instead of it", "yes"],
         "A third of a cup of maple syrup instead of honey."),
        (["start", "how much honey", "leave it out"],
         "No honey, then. The glaze will not turn sticky, and is far less sweet."),
        (["start", "how much honey", "how much of it is left"],
         "All of it is still to come: a third of a cup of honey."),
        (["start", "how much chili", "do i need it"],
         "You can leave out the red pepper flakes. The glaze is only milder."),
        (["start", "use maple syrup instead of honey", "how much of it"], "A third of a cup of maple syrup."),
        # else what the present instruction takes
        (["go to step six", "how much of that do i need"], "A third of a cup of honey."),
        (["go to step six", "when do i add it"], "The honey goes in here, in this step."),
        ([*AT_THE_SAUCES, "leave it out"], "Say which to leave out: soy sauce or dark soy sauce."),
        # the other of its kind
        (["start", "how much dark soy sauce", "the other one"], "Three tablespoons of soy sauce."),
        ([*AT_THE_SAUCES, "how much dark soy sauce", "and the other one"], "Three tablespoons of soy sauce."),
    ],
)  # fmt: skip
def test_it_and_that_are_what_was_spoken_of(lines: list[str], last: str) -> None:
    assert talk(*lines)[-1].startswith(last)


@pytest.mark.parametrize(
    ("lines", "last"),
    [
        (["how much honey", "and the brown sugar"], "Two tablespoons of brown sugar."),
        (["start", "how many grams of honey", "and the brown sugar"],
         "Two tablespoons of brown sugar is twenty eight grams."),
        ([*AT_THE_SAUCES, "how much honey is left", "and the vinegar"],
         "All of it is still to come: two tablespoons of rice vinegar."),
        ([*AT_THE_SAUCES, "is the honey in", "and the brown sugar"], "No, the brown sugar isn't in yet."),
        ([*AT_THE_SAUCES, "when does the brown sugar go in", "and the garlic"], "The garlic goes in at step seven"),
        (["start", "what can i use instead of honey", "and the rice vinegar"], "Shall we use cider vinegar instead?"),
        (["start", "what can i use instead of honey", "no", "what about brown sugar", "yes"],
         "Two tablespoons of white sugar instead of brown sugar."),
        (["start", "why the honey", "and the cornstarch"], "Cornstarch"),
        (["start", "how much fat is in it", "and sugar", "and the protein"],
         "Sixteen grams of protein a serving."),
        (["start", "what can i use instead of honey", "next", "what about honey"], "A third of a cup of honey."),
        (["start", "leave out the chili", "what about ginger"], "Three slices of fresh ginger for the simmer."),
    ],
)  # fmt: skip
def test_a_follow_up_asks_the_same_of_something_else(lines: list[str], last: str) -> None:
    assert talk(*lines)[-1].startswith(last)


@pytest.mark.parametrize(
    ("line", "last"),
    [
        ("how long does the pasta timer have; and the other one", "The five minute timer has five minutes left."),
        ("how long does the pasta timer have; the other one; the other one", "The pasta timer has ten minutes left."),
        ("the other one", "The five minute timer has five minutes left."),  # than the one just set
        ("pause the pasta timer; the other one", "Five minute timer paused with five minutes left."),
        ("pause the five minute timer; resume the timer; cancel the other one", "Pasta timer cancelled."),
        ("how long does the pasta timer have; cancel it", "Pasta timer cancelled."),
        ("cancel that", "Pasta timer cancelled."),
        ("how long is left; cancel it", "Which one: five minute timer or pasta timer?"),
        ("how long does the pasta timer have; add two minutes to the other one",
         "Five minute timer: seven minutes left, until six oh seven."),
        ("cancel the timer; the second one", "Pasta timer cancelled."),
        ("cancel the timer; the first", "Five minute timer cancelled."),
        ("cancel the timer; the five minute one", "Five minute timer cancelled."),
        ("cancel the timer; ten", "Pasta timer cancelled."),
        ("cancel the timer; the pasta one", "Pasta timer cancelled."),
        ("cancel the timer; number three", "Say its name."),
        ("cancel the timer; never mind; cancel it", "Which one: five minute timer or pasta timer?"),
    ],
)  # fmt: skip
def test_of_two_timers(line: str, last: str) -> None:
    assert talk("start", *FIVE_AND_PASTA, *line.split("; "))[-1] == last


@pytest.mark.parametrize(
    ("line", "last"),
    [
        ("what can i use instead of honey; the other one", "I know no other. Shall we leave out the honey?"),
        ("what can i use instead of honey; the other one; yes", "No honey, then."),
        ("what can i use instead of honey; what about agave", "The recipe doesn't say. Another syrup does"),
        ("what can i use instead of honey; what about agave; yes", "A third of a cup of agave instead of honey."),
        ("what can i use instead of honey; no; how much honey", "A third of a cup of honey."),
        ("what can i use instead of honey; cancel that", "Fine."),
    ],
)
def test_of_what_is_offered_instead(line: str, last: str) -> None:
    assert talk("start", *line.split("; "))[-1].startswith(last)


@pytest.mark.parametrize("words", ["the other one", "and the other one", "what else", "something else"])
def test_of_two_substitutes_the_other_one(words: str) -> None:
    conversation = Conversation(begun_with("lentil-soup"))
    conversation.begin()
    conversation.hear("start")
    assert conversation.hear("what can i use instead of parsley").startswith("Shall we use cilantro instead?")
    assert conversation.hear(words).startswith("Shall we use mint instead?")
    assert conversation.hear("the other one").startswith("Shall we use cilantro instead?")
    assert "cilantro instead of parsley." in conversation.hear("yes")


@pytest.mark.parametrize(
    ("line", "last"),
    [
        ("set a timer; ten", "Timer on: ten minutes, until six ten."),
        ("set a timer; ten minutes", "Timer on: ten minutes, until six ten."),
        ("set a timer; no", "Fine."),
        ("go to step two; next; yes", "Blanch timer on: five minutes, until six oh five."),
        ("go to step two; next; no", "Fine. Say start timer when you want it."),
        ("go to step two; next; set a timer for fifteen minutes; the first",
         "Blanch timer on: five minutes, until six oh five."),
        ("go to step two; next; set a timer for fifteen minutes; fifteen",
         "Blanch timer on: fifteen minutes, until six fifteen."),
        ("set a timer for five minutes; goodbye; no", "Fine."),
        ("start over; no", "Fine."),
        ("make a note; less salt", "Noted for the step prepare: less salt."),
        ("go to step seven; not yet", "Take your time. Say next when you are ready."),
    ],
)  # fmt: skip
def test_a_yes_a_number_or_a_choice_answers_the_last_question(line: str, last: str) -> None:
    conversation = Conversation()
    conversation.begin()
    conversation.hear("start")
    assert [conversation.hear(each) for each in line.split("; ")][-1] == last
    assert phase_name(conversation.session) in (PhaseName.COOKING, PhaseName.ASKING)
