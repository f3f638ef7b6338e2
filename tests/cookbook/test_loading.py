"""Reading a recipe: what is right is understood, what is wrong is told with its line, all of it at once."""

from __future__ import annotations

import json
from dataclasses import asdict
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from assistant.cookbook import CookbookError, check, find, list_recipes, load
from assistant.core.quantity import Quantity
from assistant.core.recipe import Batch, Cue, Recipe, Rhythm, Source, Span, Substitute, Use

TEA = """\
id: tea
title: A pot of tea
names: [tea, a pot of tea]
source: {name: our own}
summary: Tea as it should be.
servings: 2
published: 10 minutes
published_parts: Five minutes to boil and five to wait.
total: 4 minutes - 5 minutes
total_note: Boiling is not counted.
groups:
  - name: the tea
    ingredients:
      - id: leaves
        name: tea leaves
        kind: tea
        amount: 1 1/2 teaspoons
        substitutes:
          - {use: tea bags, so: Take two.}
      - id: milk
        name: milk
        kind: milk
        amount: 1/3 cup
steps:
  - name: steep
    title: Steep the leaves
    duration: 4 - 5 minutes
    instructions:
      - text: Pour boiling water over {leaves} and wait four minutes.
        timer:
          name: tea
          span: 4 - 5 minutes
          check: It should be amber.
          again: 30 seconds
          warn_before: 1 minute
          every: {span: 90 seconds, text: Stir it.}
      - text: Pour in {milk 1/2}, then a further {milk.amount 1/2}.
    done:
      - {sense: look, text: It is amber.}
    tips: [warm-pot]
tips:
  - id: warm-pot
    text: Warm the pot first.
"""


def written(folder: Path, text: str, name: str = "tea.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def tea(folder: Path) -> Recipe:
    recipe, problems = load(written(folder, TEA))
    assert problems == ()
    assert recipe is not None
    return recipe


def problems_of(folder: Path, text: str) -> list[str]:
    """The problems, told as a user reads them, without the folder."""
    recipe, problems = load(written(folder, text))
    assert (recipe is None) == any(p.severity == "error" for p in problems)
    return [str(p).removeprefix(f"{folder}/") for p in problems]


def test_a_good_recipe_is_read_whole(tmp_path: Path) -> None:
    recipe = tea(tmp_path)
    leaves, milk = recipe.ingredients
    first, second = recipe.steps[0].instructions
    assert leaves.amount == Quantity(Fraction(3, 2), None, "teaspoon")
    assert leaves.substitutes == (Substitute("tea bags", "Take two."),)
    assert (leaves.listed, leaves.optional, leaves.purpose) == (True, False, None)
    assert milk.amount == Quantity(Fraction(1, 3), None, "cup")
    assert recipe.servings == Quantity(Fraction(2))
    assert (recipe.published, recipe.total) == (Span(600, 600), Span(240, 300))
    assert first.text == ("Pour boiling water over ", Use("leaves"), " and wait four minutes.")
    assert first.timer is not None
    assert (first.timer.span, first.timer.again_seconds, first.timer.warn_seconds) == (Span(240, 300), 30, 60)
    assert first.timer.every == Rhythm(Span(90, 90), "Stir it.")
    assert second.uses == (Use("milk", Fraction(1, 2)), Use("milk", Fraction(1, 2), amount_only=True))
    assert recipe.steps[0].done == (Cue("look", "It is amber."),)


def test_the_warnings_of_a_step_are_those_of_its_instructions_in_order(tmp_path: Path) -> None:
    text = TEA.replace("wait four minutes.", "wait four minutes.\n        warning: Steam burns.")
    text = text.replace("    done:", "        warning: Milk spills.\n    done:")
    recipe, problems = load(written(tmp_path, text))
    assert recipe is not None
    assert problems == ()
    assert [i.warning for i in recipe.steps[0].instructions] == ["Steam burns.", "Milk spills."]
    assert recipe.steps[0].warnings == ("Steam burns.", "Milk spills.")


def test_what_an_imported_recipe_lacks_or_guesses(tmp_path: Path) -> None:
    text = TEA.replace("names: [tea, a pot of tea]\n", "").replace("summary: Tea as it should be.\n", "")
    text = text.replace("servings: 2\n", "makes: 2 - 3 pots\n").replace(
        "        kind: milk\n", "        uncertain: true\n"
    )
    text = text.replace("published_parts: Five minutes to boil and five to wait.\n", "preparing: 5 minutes\n")
    text = text.replace("total: 4 minutes - 5 minutes\ntotal_note: Boiling is not counted.\n", "")
    text = text.replace("{leaves}", "{leaves?}").replace(
        "{name: our own}", "{name: Teas, author: Ann, url: 'https://example.org/tea'}"
    )
    recipe, problems = load(written(tmp_path, text))
    assert problems == ()
    assert recipe is not None
    leaves, milk = recipe.ingredients
    assert recipe.makes == Batch(Quantity(Fraction(2), Fraction(3)), "pots")
    assert (recipe.names, recipe.summary, recipe.servings, recipe.total) == ((), None, None, None)
    assert (recipe.takes, recipe.preparing) == (recipe.published, Span(300, 300))
    assert recipe.source == Source(name="Teas", author="Ann", url="https://example.org/tea")
    assert (milk.kind, milk.uncertain, leaves.uncertain) == ("milk", True, False)
    assert recipe.steps[0].instructions[0].uses == (Use("leaves", sure=False),)


BROKEN = [
    # what is replaced, by what, the problems
    ("title: A", "titel: A", [
        "tea.yaml:1: error: the recipe has no title (add title:)",
        "tea.yaml:2: error: the key titel is not known here (did you mean title?)",
    ]),
    ("servings: 2", "servings: 2\nservings: 3", [
        "tea.yaml:7: error: the key servings stands here twice (keep one of them)",
    ]),
    ("servings: 2", "servings:", [
        "tea.yaml:6: error: there is nothing here (write a value, or leave the key out)",
    ]),
    ("servings: 2", "servings: [2]", [
        "tea.yaml:6: error: a single value is needed here, not a list (write it like 1/3 cup)",
    ]),
    ("    tips: [warm-pot]", "    colour: [It is hot.]\n    tips: [warm-pot]", [
        "tea.yaml:40: error: the key colour is not known here (known are name, title, instructions, duration, heat, "
        "why, done, problems, details, tips, no_pause, ready, image, "
        "written)",
    ]),
    ("over {leaves} and wait four minutes.", "over {leaves} and wait four minutes.\n        warning: Steam at 100!", [
        "tea.yaml:30: warning: '1' cannot be said aloud (write it as words)",
    ]),
    ("title: A pot of tea", "title: 5", ["tea.yaml:2: error: '5' is not text for YAML (put it in quotes)"]),
    ("title: A pot of tea", "title: yes", ["tea.yaml:2: error: 'yes' is not text for YAML (put it in quotes)"]),
    ("id: leaves", "id: Leaves!", [
        "tea.yaml:14: error: 'Leaves!' is not an id (use lower case letters, digits and hyphens, as in soy-sauce)",
        "tea.yaml:29: error: there is no ingredient leaves (known are milk)",
    ]),
    ("{leaves}", "{leafs}", [
        "tea.yaml:29: error: there is no ingredient leafs (did you mean leaves?)",
        "tea.yaml:14: warning: leaves is never used (name it in a text or in adds:)",
    ]),
    ("{leaves}", "{leaves", [
        "tea.yaml:29: error: there is a { without its partner (a reference is written {honey})",
    ]),
    ("{leaves}", "{leaves.name}", [
        "tea.yaml:29: error: {leaves.name} is not a reference to an ingredient (write {honey}, {honey.amount}, "
        "{honey.the}, {honey 1/2} or {honey?}; a name alone is written as a word)",
    ]),
    ("{milk 1/2}", "{milk 3/2}", [
        "tea.yaml:37: error: 3/2 is not a share (a share is above 0 and at most 1/1)",
    ]),
    ("{milk 1/2}", "{milk 1/0}", [
        "tea.yaml:37: error: 1/0 is not a share (a share is above 0 and at most 1/1)",
    ]),
    ("{milk 1/2}", "{milk 1/4}", [
        "tea.yaml:20: warning: 3/4 of milk is used, not all of it once "
        "(use {id 1/2} for a part, and adds: [] where it is only cut)",
    ]),
    ("Pour in {milk 1/2}, then a further {milk.amount 1/2}.", "Wait.", [
        "tea.yaml:20: warning: milk is never used (name it in a text or in adds:)",
    ]),
    ("id: milk", "id: leaves", [
        "tea.yaml:20: error: there are two of the ingredient leaves (give one another name)",
        "tea.yaml:37: error: there is no ingredient milk (known are leaves)",
    ]),
    ("span: 4 - 5 minutes", "span: soon", [
        "tea.yaml:32: error: 'soon' is not a length of time (write it like 30 seconds or 8 - 10 minutes)",
    ]),
    ("span: 4 - 5 minutes", "span: 5 - 4 minutes", [
        "tea.yaml:32: error: '5 - 4 minutes' ends before it begins (write the shorter time first)",
    ]),
    ("again: 30 seconds", "again: 1 - 2 minutes", [
        "tea.yaml:34: error: '1 - 2 minutes' is a range (one length is needed here)",
    ]),
    ("          again: 30 seconds\n", "", [
        "tea.yaml:31: warning: a timer with a range has no again (add again: 1 minute)",
    ]),
    ("span: 4 - 5 minutes", "span: 2 minutes", [
        "tea.yaml:31: warning: a timer under three minutes has no start_cue "
        "(add start_cue:, what follows the words: say go when)",
    ]),
    ("then a further", "wait a minute, then a further", [
        "tea.yaml:37: warning: a time is mentioned but there is no timer (add timer:)",
    ]),
    ("total: 4 minutes - 5 minutes", "total: 1 hour", [
        "tea.yaml:9: warning: the steps add up to 4 to 5 minutes, which is not the total "
        "(correct total: or the durations of the steps)",
    ]),
    ("wait four minutes", "wait 4 minutes", [
        "tea.yaml:29: warning: '4' cannot be said aloud (write it as words)",
    ]),
    ("Warm the pot first.", "Add 1 tbsp & stir.", [
        "tea.yaml:43: warning: '1' cannot be said aloud (write it as words)",
    ]),
    ("Warm the pot first.", "Add a tbsp more.", [
        "tea.yaml:43: warning: 'tbsp' cannot be said aloud (write it as words)",
    ]),
    ("Warm the pot first.", "It is very good. " * 6, [
        "tea.yaml:43: warning: 24 words are too many for the ear, 22 are the most (say it in two)",
    ]),
    ("over {leaves} and", f"over {'very ' * 13}{{leaves}} and", [
        "tea.yaml:29: warning: 29 words are too many for the ear, 22 are the most (say it in two)",
    ]),
    ("sense: look", "sense: luck", [
        "tea.yaml:39: error: 'luck' is none of the words for this (did you mean look?)",
    ]),
    ("tips: [warm-pot]", "tips: [hot-pot]", [
        "tea.yaml:40: error: there is no tip hot-pot (did you mean warm-pot?)",
        "tea.yaml:42: warning: the tip warm-pot belongs to no step (name it in a step's tips:)",
    ]),
    ("tips: [warm-pot]", "tips: warm-pot", [
        "tea.yaml:40: error: tips must be a list (begin each of its lines with a hyphen)",
    ]),
    ("tips: [warm-pot]", "no_pause: perhaps", [
        "tea.yaml:40: error: this must be true or false (write true or false)",
    ]),
    ("amount: 1/3 cup", "amount: 1/3 bucket", [
        "tea.yaml:23: error: 'bucket' is not a unit (write it like 1/3 cup, 2 1/2 pounds or 4 - 6; a "
        "word that is no unit belongs into name:)",
    ]),
    ("        amount: 1/3 cup\n", "", [
        "tea.yaml:20: warning: milk has no amount (add amount:, or note: with what to go by)",
    ]),
    ("title: A pot of tea", "title: 1001 teas", [
        "tea.yaml:2: warning: '1' cannot be said aloud (add said:, the title in words)",
    ]),
    ("title: A pot of tea", "title: Чай с молоком", [
        "tea.yaml:2: warning: the title is in another alphabet (add said:, as an English voice says it)",
    ]),
    ("title: A pot of tea", "title: Чай с молоком\nsaid: Tea with milk", []),
    ("tips:\n  - id: warm-pot", """\
  - name: simmer
    title: Simmer it
    instructions:
      - text: Let the tea simmer.
tips:
  - id: warm-pot""", [
        "tea.yaml:41: warning: nothing tells when the step simmer is done "
        "(add done:, or waits_for: or timer: to an instruction)",
    ]),
    ("so: Take two.}", "so: Take two., again: steap, goes_with: sugar, changes: [{ingredient: lemon, more: 1 cup}]}", [
        "tea.yaml:19: error: there is no step steap (did you mean steep?)",
        "tea.yaml:19: error: there is no ingredient sugar (known are leaves, milk)",
        "tea.yaml:19: error: there is no ingredient lemon (known are leaves, milk)",
    ]),
    ("servings: 2", "servings: 0", ["tea.yaml:6: error: servings is nothing (write for how many it is)"]),
    ("servings: 2", "makes: many cookies", [
        "tea.yaml:6: error: 'many cookies' is no number of things (write it like 24 cookies)",
    ]),
    ("tips:\n", "topics:\n  - {name: x, step: sleep, asked: ['how {lnog}'], texts: [Long.]}\ntips:\n", [
        "tea.yaml:42: error: there is no step sleep (did you mean steep?)",
        "tea.yaml:42: error: {lnog} is no list of the commands (write it like the sentences of the commands)",
    ]),
    ("    done:\n", "    done: &d\n", [
        "tea.yaml:38: error: anchors and aliases are not allowed (write the text out where it is needed)",
    ]),
    ("servings: 2", "servings: *two", [
        "tea.yaml:6: error: anchors and aliases are not allowed (write the text out where it is needed)",
    ]),
    ("servings: 2", "servings: !!python/object/apply:os.system [date]", [
        "tea.yaml:6: error: the tag tag:yaml.org,2002:python/object/apply:os.system is not allowed "
        "(remove it; a recipe needs no tags)",
    ]),
    ("    duration: 4", "\tduration: 4", ["tea.yaml:27: error: a tab cannot indent YAML (use spaces)"]),
    ("  - name: the tea", "\t- name: the tea", ["tea.yaml:12: error: a tab cannot indent YAML (use spaces)"]),
    ("      - id: leaves", " \t- id: leaves", ["tea.yaml:14: error: a tab cannot indent YAML (use spaces)"]),
    ("servings: 2", "servings: " + "[" * 30, [
        "tea.yaml:6: error: the file is nested too deeply (at most 20 levels are read)",
    ]),
    ("servings: 2", "servings: \x07", ["tea.yaml:6: error: the character '\\x07' has no place in a text (remove it)"]),
    (TEA, "- a\n- b\n", [
        "tea.yaml:1: error: this is not a recipe (a recipe is a mapping of keys such as title, groups and steps)",
    ]),
    (TEA, "", [
        "tea.yaml:1: error: this is not a recipe (a recipe is a mapping of keys such as title, groups and steps)",
    ]),
    ("tips:\n  - id: warm-pot", "---\ntips:\n  - id: warm-pot", [
        "tea.yaml:41: error: there is more than one document in the file (one file holds one recipe; remove the ---)",
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "problems"), BROKEN)
def test_a_fault_is_told_with_its_line(tmp_path: Path, old: str, new: str, problems: list[str]) -> None:
    assert TEA.count(old) >= 1
    assert sorted(problems_of(tmp_path, TEA.replace(old, new, 1))) == sorted(problems)


def test_all_faults_are_told_at_once_in_the_order_of_their_lines(tmp_path: Path) -> None:
    text = (
        TEA.replace("servings: 2", "servings: many")
        .replace("{leaves}", "{leafs}")
        .replace("span: 90 seconds", "span: soon")
    )
    text = text.replace("amount: 1/3 cup", "amont: 1/3 cup")
    lines = [line.split(":")[1] for line in problems_of(tmp_path, text)]
    assert lines == ["6", "23", "29", "36"]


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"title: caf\xe9\n", "1: error: the file is not UTF-8 text (save it with the encoding UTF-8)"),
        (b"id: tea\n\xff\xfe\n", "2: error: the file is not UTF-8 text (save it with the encoding UTF-8)"),
        (b"id: tea\nb: \x00\n", "2: error: the character '\\x00' has no place in a text (remove it)"),
        (b"a" * 600_000, "1: error: the file is too large for a recipe (at most 512 kB are read)"),
        (b"\x89PNG\r\n\x1a\n\x00", "1: error: the file is not UTF-8 text (save it with the encoding UTF-8)"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, raw: bytes, problem: str) -> None:
    path = tmp_path / "odd.yaml"
    path.write_bytes(raw)
    recipe, problems = load(path)
    assert recipe is None
    assert [str(p) for p in problems] == [f"{path}:{problem}"]


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    assert problems_of(tmp_path, "\ufeff" + TEA) == []


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    for path, why in ((tmp_path / "no.yaml", "No such file or directory"), (tmp_path, "Is a directory")):
        ((recipe, (problem,)),) = [load(path)]
        assert recipe is None
        assert str(problem) == f"{path}:1: error: the file cannot be read: {why} (check its name and rights)"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace")))
def test_no_bytes_raise(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "any.yaml"
    path.write_bytes(raw)
    recipe, problems = load(path)
    assert recipe is None
    assert problems


JUNK = ["", "[]", "{}", "null", "1e9", "~", "2001-01-01", "- x", "{a: b}", "'", "? [x]", "{? [a] : b}", "<<: {}"]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_damaged_recipe_raises(tmp_path: Path, data: st.DataObject) -> None:
    lines = TEA.splitlines()
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        key, _, value = lines[at].partition(": ")
        junk = data.draw(st.sampled_from(JUNK))
        lines[at] = data.draw(
            st.sampled_from([f"{key}: {junk}", junk, f"{key}{value}", f"  {lines[at]}", f"{key}: {{"])
        )
    recipe, problems = load(written(tmp_path, "\n".join(lines)))
    assert (recipe is None) == any(p.severity == "error" for p in problems)
    assert all(1 <= p.line <= len(lines) + 1 for p in problems)


def test_check_gathers_the_problems_of_all_files_and_they_make_json(tmp_path: Path) -> None:
    good, bad = written(tmp_path, TEA), written(tmp_path, TEA.replace("title: A", "titel: A"), "bad.yaml")
    problems = check([good, bad])
    assert {p.file for p in problems} == {str(bad)}
    assert json.loads(json.dumps([asdict(p) for p in problems]))[0]["line"] == 1


# ---- finding ----


def test_recipes_are_listed_by_name_and_the_first_folder_wins(tmp_path: Path) -> None:
    own, shipped = tmp_path / "own", tmp_path / "shipped"
    for folder, names in ((own, ["tea.yaml"]), (shipped, ["tea.yaml", "bread.yaml", "notes.txt"])):
        folder.mkdir()
        for name in names:
            written(folder, TEA, name)
    assert list_recipes([own, tmp_path / "none", shipped]) == (shipped / "bread.yaml", own / "tea.yaml")


@pytest.mark.parametrize("name", ["my-tea", "My tea", "a pot of tea", "A POT OF TEA", "tea"])
def test_a_recipe_is_found_by_file_or_by_name(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, TEA, "my-tea.yaml")
    assert find(name, [tmp_path]) == path
    assert find(str(path), []) == path


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("my-tee", "There is no recipe 'my-tee' (did you mean my-tea?)."),
        ("tea.yaml", "There is no recipe file tea.yaml; give the path of one, or a recipe's name."),
        ("\0", "There is no recipe '\\x00' (known are a pot of tea, my-tea, tea)."),
        ("x" * 5000, f"There is no recipe '{'x' * 5000}' (known are a pot of tea, my-tea, tea)."),
    ],
)
def test_what_is_not_found_is_told(tmp_path: Path, name: str, message: str) -> None:
    written(tmp_path, TEA, "my-tea.yaml")
    with pytest.raises(CookbookError) as raised:
        find(name, [tmp_path])
    assert str(raised.value) == message
    assert raised.value.exit_code == 1


def test_without_any_recipe_that_is_told(tmp_path: Path) -> None:
    with pytest.raises(CookbookError, match="there is none in the recipe folders"):
        find("tea", [tmp_path])


def test_the_example_of_the_documentation_is_right(tmp_path: Path) -> None:
    page = Path(__file__).parents[2] / "docs" / "recipe-format.md"
    example = page.read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    assert problems_of(tmp_path, example) == []
