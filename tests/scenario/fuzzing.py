"""What a fuzzer feeds with bytes: whatever they are, the answer is a result or ``Problem``s.

``TARGETS`` names them all; ``seeds`` are real inputs to begin from. As a program it hands one
target to atheris, which is not among the project's packages; what stands after the folder is for
libFuzzer:

    python -m tests.scenario.fuzzing script.yaml FOLDER -max_total_time=600 -len_control=0
"""

import contextlib
import copy
import functools
import json
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from simtrainer.base.problem import Problem, Problems
from simtrainer.engine.event import decode
from simtrainer.engine.program import Program
from simtrainer.engine.replay import replay, resume
from simtrainer.record.pack_source import read_pack
from simtrainer.scenario.check import seen
from simtrainer.scenario.compile import compile_folder, compile_source, program_data
from simtrainer.scenario.files import read_folder
from simtrainer.scenario.keys import SigningKey
from simtrainer.scenario.lint.catalogue import errors
from simtrainer.scenario.package import zipped
from simtrainer.scenario.package_read import read_package
from simtrainer.scenario.prove import play
from simtrainer.scenario.variants import check_variants
from tests.scenario.folders import FILES, PACKS, ROOT, SMALL
from tests.scenario.folders import copy as copy_small

Target = Callable[[bytes], object]
PACKAGE = ROOT / "tests" / "formats" / "simpack" / "1" / "liten-vakt.simpack"
KEY = SigningKey(bytes(range(32)))
ODD = ("", "x", -1, 0, 1e9, "$", "$gone", "me", True, None, [], {}, [[0, 1]], {"not": {}},
       {"vary": "a.b"}, {"now": True}, {"reading": "x"}, {"entry": {"type": "note"}}, "2" * 15,
       "07:30", "[[a.b]]", {"between": [1, 0]}, {"mentions": ["$x"]}, [{}], 9**15)  # fmt: skip


@cache
def _ground() -> Path:
    return copy_small(Path(tempfile.mkdtemp(prefix="simtrainer-fuzz-")))


@cache
def _program() -> Program:
    return Program(compile_folder(SMALL, PACKS)[0])


def loader(file: str, data: bytes) -> None:
    """One file of a scenario, all through to a program and its variants."""
    path = _ground() / file
    path.write_bytes(data)
    try:
        source = read_folder(_ground(), PACKS)
        if not errors(seen(source)):
            list(check_variants(source, seen, program_data))
            Program(compile_source(source)).varied(2)
    finally:
        path.write_bytes((SMALL / file).read_bytes())


def pack(data: bytes) -> None:
    """A screen pack's file."""
    folder = _ground().parent / "pakke"
    if not folder.exists():
        shutil.copytree(PACKS / "kommune-standard", folder)
    (folder / "pack.yaml").write_bytes(data)
    read_pack(folder)


def package(data: bytes) -> None:
    """A shared file."""
    read_package(data, {KEY.public: "x"}, unsigned=True)


def manifest(data: bytes) -> None:
    """A shared file that is a sound zip with anything for manifest and signature."""
    first, _, second = data.partition(b"\0\0")
    read_package(zipped(first, second, {"scenario.yaml": b"x"}), {KEY.public: "x"}, unsigned=True)


def run(data: bytes) -> None:
    """A stored run's lines: taken up, and replayed to its end."""
    lines = [line for line in data.split(b"\n") if line][:400]
    with contextlib.suppress(Problem):
        resume(_program(), lines)
    replay(_program(), [decode(line) for line in lines])


TARGETS: Mapping[str, Target] = {
    **{file: functools.partial(loader, file) for file in FILES},
    "pack": pack,
    "package": package,
    "manifest": manifest,
    "run": run,
    "program": Program,
}


def once(target: str, data: bytes) -> None:
    """One input; a ``Problem`` is an answer."""
    with contextlib.suppress(Problem, Problems):
        TARGETS[target](data)


def seeds(target: str) -> list[bytes]:
    """Real inputs."""
    if target in FILES:
        return [(SMALL / target).read_bytes()]
    if target == "pack":
        return [(PACKS / "kommune-standard" / "pack.yaml").read_bytes()]
    if target in ("package", "manifest"):
        raw = PACKAGE.read_bytes()
        start, end = raw.index(b"{"), raw.index(b"\n}\n") + 3
        return [raw] if target == "package" else [raw[start:end] + b"\0\0{}"]
    if target == "run":
        logs = (play(_program(), bot).log for bot in ("expert", "lazy", "random"))
        return [b"\n".join(event.encode() for event in log) for log in logs]
    return [_program().raw]


def other_tree(data: bytes, chance: random.Random) -> bytes:
    """The same YAML, or a line of the same JSON, with something odd, or something of its own, in
    another place: changed letters seldom get past the parser."""
    if not data.startswith(b'{"'):
        tree = yaml.load(data, Loader=yaml.CSafeLoader)
        _shake(tree, chance)
        text = yaml.dump(tree, Dumper=yaml.CSafeDumper, allow_unicode=True, width=10**9)
        return str(text).encode("utf-8", "replace")
    lines = data.split(b"\n")
    number = chance.randrange(len(lines))
    tree = json.loads(lines[number])
    _shake(tree, chance)
    lines[number] = json.dumps(tree, separators=(",", ":")).encode()
    return b"\n".join(lines)


def _shake(tree: Any, chance: random.Random) -> None:
    places = list(_places(tree))
    for _ in range(chance.randint(1, 4) if places else 0):
        around, key = chance.choice(places)
        inside, other = chance.choice(places)
        with contextlib.suppress(LookupError):
            around[key] = copy.deepcopy(chance.choice((inside[other], chance.choice(ODD))))


def _places(tree: Any) -> Iterator[tuple[Any, Any]]:
    if not isinstance(tree, dict | list):
        return
    pairs = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for key, child in pairs:
        yield tree, key
        if isinstance(child, dict | list):
            yield from _places(child)


def main() -> None:
    """Hand one target to atheris, with the real inputs in the folder it works in."""
    import atheris

    target, folder = sys.argv[1], Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(target)):
        (folder / f"seed-{number}").write_bytes(seed)

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        chance = random.Random(seed)
        if chance.random() < 0.7:
            with contextlib.suppress(Exception):
                return other_tree(data, chance)[:most]
        return bytes(atheris.Mutate(data, most))

    atheris.Setup(
        [sys.argv[0], str(folder), *sys.argv[3:]],
        lambda data: once(target, bytes(data)),
        custom_mutator=mutate,
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
