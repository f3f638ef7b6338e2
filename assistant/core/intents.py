"""What a cook can want. The names and slots are a contract that scripts and measures rely on."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TypeAlias


class Name(StrEnum):
    """Every intent, by group: moving, session, ingredients, knowing, timers, voice."""

    NEXT_STEP = "next_step"
    SKIP_STEP = "skip_step"
    PREVIOUS_STEP = "previous_step"
    REPEAT = "repeat"
    GO_TO_STEP = "go_to_step"
    START_OVER = "start_over"
    WHERE_AM_I = "where_am_i"
    OVERVIEW = "overview"
    MORE_DETAILS = "more_details"
    WHOLE_STEP = "whole_step"
    REPORT = "report"

    CHOOSE_RECIPE = "choose_recipe"
    LIST_RECIPES = "list_recipes"
    START_COOKING = "start_cooking"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    QUIT = "quit"
    UNDO = "undo"
    HELP = "help"
    SLEEP = "sleep"
    WAKE = "wake"
    YES = "yes"
    NO = "no"
    ANSWER = "answer"
    NEVER_MIND = "never_mind"
    THANKS = "thanks"

    LIST_INGREDIENTS = "list_ingredients"
    STEP_INGREDIENTS = "step_ingredients"
    LIST_EQUIPMENT = "list_equipment"
    ASK_AMOUNT = "ask_amount"
    ASK_LEFT = "ask_left"
    ASK_ADDED = "ask_added"
    SUBSTITUTE = "substitute"
    USE_INSTEAD = "use_instead"
    LEAVE_OUT = "leave_out"
    SCALE = "scale"
    CONVERT = "convert"
    SET_UNITS = "set_units"

    ASK_DURATION = "ask_duration"
    ASK_READY = "ask_ready"
    ASK_HEAT = "ask_heat"
    ASK_DONE = "ask_done"
    ASK_MEANWHILE = "ask_meanwhile"
    ASK_WHY = "ask_why"
    ASK_PROBLEM = "ask_problem"
    ASK_TECHNIQUE = "ask_technique"
    TIP = "tip"
    ASK_SERVING = "ask_serving"
    ASK_STORAGE = "ask_storage"
    ASK_REHEAT = "ask_reheat"
    ASK_FREEZE = "ask_freeze"
    ASK_NUTRITION = "ask_nutrition"
    ASK_CLOCK = "ask_clock"
    PLAN_FOR = "plan_for"
    NOTE = "note"
    READ_NOTES = "read_notes"

    START_TIMER = "start_timer"
    TIMER_STATUS = "timer_status"
    CANCEL_TIMER = "cancel_timer"
    PAUSE_TIMER = "pause_timer"
    RESUME_TIMER = "resume_timer"
    ADD_TIME = "add_time"
    REMOVE_TIME = "remove_time"
    CANCEL_ALL_TIMERS = "cancel_all_timers"
    REMIND_EVERY = "remind_every"
    STOP_REMINDING = "stop_reminding"

    LOUDER = "louder"
    QUIETER = "quieter"
    SET_VOLUME = "set_volume"
    SLOWER = "slower"
    FASTER = "faster"
    NORMAL_SPEED = "normal_speed"
    CHANGE_VOICE = "change_voice"
    LIST_LOUDSPEAKERS = "list_loudspeakers"
    CHOOSE_LOUDSPEAKER = "choose_loudspeaker"
    CHECK_SOUND = "check_sound"


QUESTIONS = frozenset(
    {
        Name.WHERE_AM_I,
        Name.OVERVIEW,
        Name.HELP,
        Name.LIST_INGREDIENTS,
        Name.STEP_INGREDIENTS,
        Name.LIST_EQUIPMENT,
        Name.SUBSTITUTE,
        Name.CONVERT,
        Name.TIP,
        Name.READ_NOTES,
        Name.TIMER_STATUS,
        *(name for name in Name if name.startswith("ask_")),
    }
)  # that change nothing, and are mostly whole; not "what can I cook ... with chicken"


Slot: TypeAlias = str | int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """What an intent may say besides its name; None where the cook left it out.

    `seconds` and `which_seconds` are whole seconds, `percent` 0 to 100, `time` a time of day "HH:MM",
    ingredients and other names as spoken, without article.
    """

    ingredient: str | None = None
    instead: str | None = None
    recipe: str | None = None
    technique: str | None = None
    nutrient: str | None = None
    cue: str | None = None
    name: str | None = None
    text: str | None = None
    food: str | None = None
    place: str | None = None
    unit: str | None = None
    to: str | None = None
    system: str | None = None
    choice: str | None = None
    time: str | None = None
    step: int | None = None
    number: int | None = None
    servings: int | None = None
    seconds: int | None = None
    which_seconds: int | None = None
    percent: int | None = None
    factor: float | None = None
    amount: float | None = None

    def spoken(self) -> dict[str, Slot]:
        """Those that were given, under their contract names (`instead` is `with` there)."""
        given = ((f.name, getattr(self, f.name)) for f in fields(self))
        return {"with" if k == "instead" else k: v for k, v in given if v is not None}


@dataclass(frozen=True, slots=True)
class Intent:
    """One wish; `then` holds further ones said in the same breath."""

    name: Name
    slots: Slots = Slots()
    then: tuple[Intent, ...] = ()
