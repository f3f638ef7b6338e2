"""How each command is called: shown by its --help, and parsed by a test."""

from __future__ import annotations

from collections.abc import Mapping

EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "cook": (
        "assistant cook",
        "assistant cook pork-belly --servings 8",
        "assistant cook --ears keyboard --voice text",
        "assistant cook --microphone USB --fresh",
    ),
    "understand": ("echo 'how much honey' | assistant understand",),
    "hear": ("assistant hear next.wav", "assistant hear --phase asking yes.wav no.wav"),
    "say": ("assistant say 'Stir the honey.'", "assistant say 'Stir the honey.' --out honey.wav"),
    "recipes": ("assistant recipes",),
    "check": ("assistant check recipes/pork-belly.yaml", "assistant check --json recipes/pork-belly.yaml"),
    "timers": ("assistant timers",),
    "replay": ("assistant replay ~/.local/state/cooking-assistant/journal.sqlite3",),
    "fetch-model": ("assistant fetch-model", "assistant fetch-model --from vosk-model-small-en-us-0.15.zip"),
    "forget": ("assistant forget", "assistant forget --yes"),
    "doctor": ("assistant doctor", "assistant doctor --quiet", "assistant doctor --offline", "assistant doctor --json"),
    "settings": ("assistant settings", "assistant settings microphone=USB", "assistant settings microphone="),
    "import": ("assistant import page.html", "assistant import page.html --out recipe.yaml"),
}
