"""Conversations as graphs: nodes nobody comes to, rounds without a way out, answers that give
themselves away."""

from collections.abc import Iterator, Mapping

from simtrainer.base.problem import Problem
from simtrainer.record.yaml_source import Path_
from simtrainer.scenario.lint.reach import walked
from simtrainer.scenario.lint.subject import Subject, parts
from simtrainer.scenario.source import DialogueSource, Node

TELLING = 1.5
"""A right answer this much longer than the longest of the others is found without reading."""
FEW_LETTERS = 20
"""Between very short answers, length says nothing."""


def dialogues(subject: Subject) -> Iterator[Problem]:
    """Faults of every conversation."""
    called = {effect.call for _, effect, _ in subject.effects}
    called |= {dialogue.missed for dialogue in subject.s.script.dialogues.values()}
    right = _right(subject)
    for name, dialogue in subject.s.script.dialogues.items():
        at: Path_ = ("dialogues", name)
        if name not in called:
            place = subject.s.script_file.place(*at)
            yield Problem("lint.dialogue_unused", place=place, dialogue=name)
        yield from _graph(subject, dialogue, at)
        for node, found in dialogue.nodes.items():
            yield from _answers(subject, found, right.get(name, set()), (*at, "nodes", node))


def _graph(subject: Subject, dialogue: DialogueSource, at: Path_) -> Iterator[Problem]:
    file = subject.s.script_file
    reached, leaving = walked(dialogue), _with_way_out(dialogue)
    for node in dialogue.nodes:
        place = file.place(*at, "nodes", node)
        if node not in reached:
            yield Problem("lint.node_unreachable", place=place, node=node)
        elif node not in leaving:
            yield Problem("lint.dialogue_loop", place=place, node=node)


def _with_way_out(dialogue: DialogueSource) -> set[str]:
    """Nodes from which some way of answering ends the conversation."""
    before: dict[str, list[str]] = {}
    todo = []
    for name, node in dialogue.nodes.items():
        silence = () if node.silence is None else (node.silence.next,)
        for following in (*(choice.next for choice in node.choices.values()), *silence):
            if following:
                before.setdefault(following, []).append(name)
            else:
                todo.append(name)
    found: set[str] = set()
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo += before.get(name, ())
    return found


def _right(subject: Subject) -> Mapping[str, set[str]]:
    """Dialogue to the answers that checks ask for or the expert gives."""
    found: dict[str, set[str]] = {}

    def add(value: Mapping[str, object]) -> None:
        choice = value["choice"]
        wanted = choice if isinstance(choice, list) else [choice]
        found.setdefault(str(value["dialogue"]), set()).update(map(str, wanted))

    for condition in subject.conditions:
        if condition.role == "require":
            for kind, value, path in parts(condition.data, condition.path):
                if kind == "said" and "not" not in path:
                    add(value)
    for check in subject.s.script.checks:
        for steps in (check.do, *check.or_do):
            for step in steps:
                if "say" in step:
                    add(step["say"])
    return found


def _answers(subject: Subject, node: Node, right: set[str], at: Path_) -> Iterator[Problem]:
    file = subject.s.script_file
    seen: set[str] = set()
    for choice, answer in node.choices.items():
        text = str(subject.draw(answer.text))
        if text in seen:
            place = file.place(*at, "choices", choice)
            yield Problem("lint.choice_twice", place=place, choice=choice)
        seen.add(text)
    good = [c for c in node.choices if c in right]
    if len(good) != 1 or len(node.choices) < 2:
        return
    for language in subject.s.texts:
        lengths = {c: len(str(subject.draw(a.text, language))) for c, a in node.choices.items()}
        longest = max(length for c, length in lengths.items() if c != good[0])
        if lengths[good[0]] > TELLING * max(longest, FEW_LETTERS):
            place = file.place(*at, "choices", good[0])
            yield Problem("lint.choice_telling", place=place, choice=good[0], language=language)
