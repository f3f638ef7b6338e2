"""Questions that the recipe answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assistant.core.answering import SHORT_WORDS, SOME_ANSWER, WHOLE_ANSWER, nearest_fact
from assistant.core.evening import last_seconds
from assistant.core.handlers.changing import found, not_in_it
from assistant.core.handlers.measuring import made
from assistant.core.handlers.planning import ask_ready
from assistant.core.handlers.timing import status
from assistant.core.instructing import steps_timer
from assistant.core.intents import Name, Slots
from assistant.core.kitchen import Topic, safe_temperature
from assistant.core.recipe import Nutrient, Span, Step
from assistant.core.referring import IT
from assistant.core.reply import Handler, Reply, tell
from assistant.core.sentences import Clock, Seconds, Sentence, sentence
from assistant.core.session import Choosing, Gathering, Session

PEOPLE = "people"  # the choice of "how many does it serve"
STEM = 4  # letters that words have in common however they are inflected
AHEAD = "ahead"  # the choice of "can I make it ahead"
ABOUT_NUTRITION = ("nutrition",)  # what was spoken of last, for "and sugar"
WORTH_NAMING = 4  # of the ways of cooking that are known
WORTH_TELLING_SECONDS = 120  # how long a step took the last time


def several(session: Session, texts: tuple[str, ...], otherwise: str) -> Reply:
    """The first of the texts; "tell me more" goes on with the others."""
    if not texts:
        return tell(session, otherwise)
    rest = tuple(sentence("text", text=text) for text in texts[1:])
    return tell(replace(session, more=rest), "text", text=texts[0])


def elsewhere(slots: Slots) -> bool:
    """The question is about another dish, food or place."""
    return bool(slots.food or slots.place)


def ask_duration(session: Session, slots: Slots, at: float) -> Reply:
    """How long the present instruction, else the step, takes."""
    if elsewhere(slots) and not is_ours(session, slots.food):
        return tell(session, "only_this_recipe")
    if isinstance(session.stage(), Choosing | Gathering) and slots.step is None and slots.ingredient is None:
        return ask_ready(session, slots, at)
    running = steps_timer(session)
    if running is not None:
        return status(session, (running,), at)
    named = timer_named(session, slots)
    if named is not None:
        return tell(session, "takes", span=named)
    if slots.ingredient is not None and not found(session, slots.ingredient):
        return not_in_it(session, slots.ingredient)
    spec = session.instruction.timer
    span = spec.span if spec is not None else session.step.duration
    reply = tell(session, "no_duration") if span is None else tell(session, "takes", span=span)
    last = last_seconds(session.last_took, session.place.step)
    if last is None or last < WORTH_TELLING_SECONDS:
        return reply
    return replace(reply, sentences=(*reply.sentences, sentence("last_time", took=Seconds(last, about=True))))


def is_ours(session: Session, food: str | None) -> bool:
    """Whether what is named as another food is spoken of in this recipe."""
    texts = (part for step in session.dish.steps for i in step.instructions for part in i.text)
    return food is not None and any(isinstance(part, str) and food.lower() in part.lower() for part in texts)


def timer_named(session: Session, slots: Slots) -> Span | None:
    """Of the step, or of what the ingredient goes into, from here on; None where none is named, or no time is known."""
    steps = session.dish.steps
    if slots.step is not None and 0 < slots.step <= len(steps):
        return steps[slots.step - 1].duration
    if slots.ingredient is None or session.instruction.timer is not None:
        return None
    ids = {i.id for i in session.dish.called(slots.ingredient)}
    every = (i for step in (*steps[session.place.step :], *steps[: session.place.step]) for i in step.instructions)
    timed = (i.timer.span for i in every if i.timer is not None and any(use.ingredient in ids for use in i.uses))
    return next(timed, None)


def ask_heat(session: Session, slots: Slots, at: float) -> Reply:
    if elsewhere(slots):
        return tell(session, "only_this_recipe")
    heat = session.step.heat
    return tell(session, "no_heat") if heat is None else tell(session, "heat", heat=heat)


def ask_done(session: Session, slots: Slots, at: float) -> Reply:
    """How to tell, by the sense asked for and then the others."""
    cues = sorted(session.step.done, key=lambda cue: cue.sense != slots.choice)
    return several(session, tuple(cue.text for cue in cues), "no_done")


def ask_why(session: Session, slots: Slots, at: float) -> Reply:
    """What an ingredient is for, else why this step is done."""
    pointed = tuple(i for i in session.dish.ingredients if slots.choice == IT and i.id in session.about)
    meant = session.dish.called(slots.ingredient) if slots.ingredient else pointed
    if meant:
        own = tuple(dict.fromkeys(text for i in meant for text in i.why))
        every = dict.fromkeys(text for step in (session.step, *session.dish.steps) for text in step.why)
        told = own or tuple(text for text in every if speaks_of(text, meant[0].kind))
        if not told and meant[0].purpose and meant[0].without:
            return tell(session, "why_ingredient", purpose=meant[0].purpose, without=meant[0].without)
        return several(session, told, "no_why")
    return several(session, session.step.why or session.dish.knowledge.why, "no_why")


def speaks_of(text: str, name: str) -> bool:
    """Whether its words are in it: "oil" is not in "boil"."""
    words = "".join(c if c.isalpha() else " " for c in text.lower()).split()
    return all(word in words for word in name.lower().split())


def ask_problem(session: Session, slots: Slots, at: float) -> Reply:
    """What to do about it, looked for in this step first; without a trouble, what to watch out for here."""
    if slots.text is None:
        return several(session, session.step.warnings or tuple(p.text for p in session.step.problems), "no_problem")
    said = slots.text.lower()
    here = session.place.step
    near = [session.step, *(s for n, s in enumerate(session.dish.steps) if n != here)]
    best = max(((hits(step, said), -rank, step) for rank, step in enumerate(near)), key=lambda x: x[:2])
    if best[0] == 0:
        return tell(session, "no_remedy")
    problem = max(best[2].problems, key=lambda p: matches(p.words, said))
    return tell(session, "text", text=problem.text)


def matches(phrases: tuple[str, ...], said: str) -> int:
    heard = stems(said)
    return max((len(stems(p)) for p in phrases if stems(p) <= heard), default=0)


def stems(text: str) -> set[str]:
    """Words however they are inflected: "thicken" and "thickening"."""
    return {word[:STEM] for word in text.lower().split()}


def hits(step: Step, said: str) -> int:
    return max((matches(p.words, said) for p in step.problems), default=0)


def tip(session: Session, _: Slots, at: float) -> Reply:
    """The step's tips in turn, then those of the whole dish."""
    recipe, step = session.dish, session.step
    if isinstance(session.stage(), Choosing | Gathering):
        ids = tuple(t.id for t in recipe.tips)
    else:
        ids = step.tips or tuple(t.id for t in recipe.tips)
    if not ids:
        return tell(session, "no_tip")
    told = recipe.tip(next((i for i in ids if i not in session.tips_told), ids[0]))
    heard = tuple(i for i in session.tips_told if i != told.id)
    return tell(replace(session, tips_told=(*heard, told.id)), "text", text=told.text)


def ask_serving(session: Session, slots: Slots, at: float) -> Reply:
    """What goes with it; or for how many it is."""
    if slots.choice == PEOPLE:
        people = session.dish.servings if session.people is None else session.people
        batch = session.dish.makes
        if people is None:
            return tell(session, "makes", makes=made(session, batch)) if batch else tell(session, "not_said")
        return tell(session, "serves", people=people)
    return several(session, session.dish.knowledge.serving, "not_said")


def ask_storage(session: Session, slots: Slots, at: float) -> Reply:
    """How leftovers keep; or what can be done ahead, where the recipe has a tip for that."""
    ahead = next((t for t in session.dish.tips if "ahead" in t.id), None) if slots.choice == AHEAD else None
    if ahead is not None:
        return tell(session, "text", text=ahead.text)
    return several(session, session.dish.knowledge.storage, "not_said")


def ask_reheat(session: Session, _: Slots, at: float) -> Reply:
    return several(session, session.dish.knowledge.reheating, "not_said")


def ask_freeze(session: Session, _: Slots, at: float) -> Reply:
    return several(session, session.dish.knowledge.freezing, "not_said")


def ask_nutrition(session: Session, slots: Slots, at: float) -> Reply:
    """One figure, or the main ones with the others on request."""
    if elsewhere(slots):
        return tell(session, "only_this_recipe")
    facts = session.dish.nutrition
    if not facts:
        return tell(session, "not_said")
    session = replace(session, about=ABOUT_NUTRITION)
    if slots.nutrient is not None:
        chosen = nutrient_called(session, slots.nutrient)
        if chosen is None:
            return tell(session, "no_nutrient", nutrient=slots.nutrient)
        return Reply(session, (figure(chosen),))
    said = tuple(figure(n) for n in facts)
    return Reply(replace(session, more=said[1:]), said[:1])


def nutrient_called(session: Session, name: str | None) -> Nutrient | None:
    wanted = (name or "").lower()
    return next((n for n in session.dish.nutrition if wanted == n.name or wanted in n.aliases), None)


def figure(nutrient: Nutrient) -> Sentence:
    """A serving's; "calories" are not said twice."""
    if nutrient.amount.unit is not None and nutrient.name.startswith(nutrient.amount.unit):
        return sentence("nutrient_itself", amount=nutrient.amount)
    return sentence("nutrient", amount=nutrient.amount, nutrient=nutrient.name)


def ask_clock(session: Session, slots: Slots, at: float) -> Reply:
    return tell(session, "only_this_recipe") if elsewhere(slots) else tell(session, "clock", now=Clock(at))


def ask_technique(session: Session, slots: Slots, at: float) -> Reply:
    """What is known about a thing or a way of doing it: by the recipe's own topics, every kitchen's, or a step."""
    if slots.food is not None:
        return ask_safe(session, slots.food)
    if slots.text is not None:
        return nearest_known(session, slots.text)
    wanted = (slots.technique or "").lower()
    topic = next((t for t in topics(session) if t.name.lower() == wanted or wanted in of_one_stem(t)), None)
    if topic is not None and wanted:
        return several(session, topic.texts, "no_technique")
    for step in (session.step, *session.dish.steps):
        if wanted and (wanted in step.title.lower() or step.name.lower().startswith(wanted[:5])):
            return several(session, step.details + step.why, "no_technique")
    return tell(session, "no_technique", known=tuple(t.name for t in session.dish.kitchen.topics[:WORTH_NAMING]))


def ask_safe(session: Session, food: str) -> Reply:
    """How hot that very food must be, and never another in its place."""
    topic = safe_temperature(topics(session), food)
    if topic is not None:
        return several(session, topic.texts, "no_technique")
    nearest = sentence("text", text=session.dish.kitchen.other_food)
    return Reply(session, (sentence("no_safe_temperature", food=food), nearest))


def nearest_known(session: Session, question: str) -> Reply:
    """What the recipe says about it; what comes nearest, where it does not say that."""
    found = nearest_fact(session, question)
    if found is None or found[1] < SOME_ANSWER:
        return tell(session, "not_said")
    said, share = found
    if share >= WHOLE_ANSWER:
        return Reply(session, (said,))
    if words_in(said) > SHORT_WORDS:
        return tell(session, "not_said")
    return Reply(session, (sentence("not_said"), sentence("nearest_known"), said))


def words_in(said: Sentence) -> int:
    """Of a sentence that holds a text."""
    text = dict(said.values).get("text", "")
    return len(str(text).split()) if isinstance(text, str) else SHORT_WORDS


def topics(session: Session) -> tuple[Topic, ...]:
    """Those of this step first."""
    every = (*session.dish.topics, *session.dish.kitchen.topics)
    return tuple(sorted(every, key=lambda t: t.step != session.step.name))


def of_one_stem(topic: Topic) -> set[str]:
    """ "Blanch" of "blanching", as far as a language inflects at the end."""
    first = topic.name.lower().split()[0] if len(topic.name.split()) == 1 else topic.name.lower()
    return {first[:n] for n in range(max(4, len(first) - 4), len(first) + 1)}


HANDLERS: Mapping[Name, Handler] = {
    Name.ASK_DURATION: ask_duration,
    Name.ASK_HEAT: ask_heat,
    Name.ASK_DONE: ask_done,
    Name.ASK_WHY: ask_why,
    Name.ASK_PROBLEM: ask_problem,
    Name.ASK_TECHNIQUE: ask_technique,
    Name.TIP: tip,
    Name.ASK_SERVING: ask_serving,
    Name.ASK_STORAGE: ask_storage,
    Name.ASK_REHEAT: ask_reheat,
    Name.ASK_FREEZE: ask_freeze,
    Name.ASK_NUTRITION: ask_nutrition,
    Name.ASK_CLOCK: ask_clock,
}
