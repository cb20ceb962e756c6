"""Files as they arrive from other people's editors, and from people who mean harm."""

import shutil
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simtrainer.base.problem import Problem, Problems
from simtrainer.engine.program import Program
from simtrainer.scenario.compile import compile_source
from simtrainer.scenario.files import read_folder
from simtrainer.scenario.keys import SigningKey
from simtrainer.scenario.lint import lint
from simtrainer.scenario.package_read import read_package
from simtrainer.scenario.references import references
from tests.scenario.folders import FILES

ROOT = Path(__file__).parents[2]
PACKS = ROOT / "resources" / "packs"
BASE = Path(__file__).parent / "faulty" / "liten-vakt"
PACKAGE = ROOT / "tests" / "formats" / "simpack" / "1" / "liten-vakt.simpack"
KEY = SigningKey(bytes(range(32)))


def checked_with(tmp_path: Path, file: str, change: Callable[[bytes], bytes]) -> list[str]:
    folder = tmp_path / BASE.name
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(BASE, folder)
    path = folder / file
    path.write_bytes(change(path.read_bytes()))
    try:
        source = read_folder(folder, PACKS)
    except Problems as problems:
        return [problem.code for problem in problems.problems]
    found = references(source)
    if not found:
        found = lint(source)
        Program(compile_source(source))
    return [problem.code for problem in found]


# Harmless -------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", FILES)
def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path, file: str) -> None:
    windows = checked_with(
        tmp_path, file, lambda raw: b"\xef\xbb\xbf" + raw.replace(b"\n", b"\r\n")
    )
    assert windows == []


def test_norwegian_letters_in_both_cases_are_told_apart(tmp_path: Path) -> None:
    def change(raw: bytes) -> bytes:
        both = "do.ærlig: a\ndo.ÆRLIG: b\n".encode()
        return raw.replace(b"do.measure: ", both + b"do.measure: ")

    assert checked_with(tmp_path, "text/nb.yaml", change) == ["lint.text_unused"] * 2


# Harmful --------------------------------------------------------------------------------------


def laughs() -> bytes:
    lines = ['a: &a ["x","x","x","x","x","x","x","x","x"]']
    lines += [
        f"{b}: &{b} [{','.join(['*' + a] * 9)}]" for a, b in zip("abcdefg", "bcdefgh", strict=True)
    ]
    return "\n".join(lines).encode()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda raw: laughs(), "yaml.anchor"),
        (lambda raw: raw.replace(b"format: 1", b"format: &x 1"), "yaml.anchor"),
        (lambda raw: raw + b"\n<<: {format: 1}\n", "source.extra"),
        (lambda raw: b"\t" + raw, "yaml.broken"),
        (lambda raw: raw + b"\n---\nformat: 1\n", "yaml.broken"),
        (lambda raw: raw + b"\n\x00", "yaml.broken"),
        (lambda raw: raw.decode().encode("utf-16"), "file.not_utf8"),
        (lambda raw: raw + b"# \xe6\n", "file.not_utf8"),
        (lambda raw: b"x: " + b"[" * 5000 + b"]" * 5000, "yaml.too_deep"),
        (lambda raw: b"", "source.missing"),
        (lambda raw: b"- 1\n", "yaml.no_table"),
        (lambda raw: b"42", "yaml.no_table"),
        (lambda raw: raw + b"# " + b"x" * 4_000_001, "file.too_large"),
        (lambda raw: raw + b"\nx: !!python/object/apply:os.system [ls]\n", "source.extra"),
    ],
    ids=["laughs", "anchor", "merge", "tab", "documents", "nul", "utf-16", "latin-1", "deep",
         "empty", "list", "number", "large", "python"],
)  # fmt: skip
def test_a_horror_ends_in_a_problem(
    tmp_path: Path, change: Callable[[bytes], bytes], code: str
) -> None:
    tracemalloc.start()
    try:
        assert code in checked_with(tmp_path, "script.yaml", change)
        assert tracemalloc.get_traced_memory()[1] < 200_000_000
    finally:
        tracemalloc.stop()


def test_ten_thousand_beats_are_read_and_judged(tmp_path: Path) -> None:
    """A chain where each waits for the next one in the file: the worst order there is."""

    def change(raw: bytes) -> bytes:
        beats = [
            f"  - {{id: b{n}, when: {{beat: b{n + 1}}}, do: [{{notice: $notice.welcome}}]}}\n"
            for n in range(10_000)
        ]
        beats.append("  - {id: b10000, at: 1, do: [{notice: $notice.welcome}]}\n")
        return raw.replace(b"beats:\n", b"beats:\n" + "".join(beats).encode())

    assert "lint.beat_unreachable" not in checked_with(tmp_path, "script.yaml", change)


def test_ten_thousand_beats_that_wait_in_a_ring_are_all_named(tmp_path: Path) -> None:
    def change(raw: bytes) -> bytes:
        beats = [
            f"  - {{id: b{n}, when: {{beat: b{(n + 1) % 10_000}}}, "
            "do: [{notice: $notice.welcome}]}\n"
            for n in range(10_000)
        ]
        return raw.replace(b"beats:\n", b"beats:\n" + "".join(beats).encode())

    found = checked_with(tmp_path, "script.yaml", change)
    assert found.count("lint.beat_unreachable") == 10_000


def test_a_conversation_of_a_thousand_rounds_is_followed(tmp_path: Path) -> None:
    def change(raw: bytes) -> bytes:
        nodes = [
            f"      n{n}: {{text: $d.wife.asks, choices: {{c{n}: {{text: $d.wife.told, "
            f"next: n{(n + 1) % 1000}}}}}}}\n"
            for n in range(1000)
        ]
        text = raw.replace(b"    nodes:\n", b"    nodes:\n" + "".join(nodes).encode())
        return text.replace(b"refuse, next: asks", b"refuse, next: n0")

    found = checked_with(tmp_path, "script.yaml", change)
    assert found.count("lint.dialogue_loop") == 1000


# Anything -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("horror")


@given(st.sampled_from(FILES), st.data())
@settings(max_examples=settings.default.max_examples // 4)
def test_a_file_with_bytes_changed_ends_in_problems(
    ground: Path, file: str, data: st.DataObject
) -> None:
    raw = (BASE / file).read_bytes()
    start = data.draw(st.integers(0, len(raw)))
    length = data.draw(st.integers(0, 40))
    put = data.draw(st.one_of(st.binary(max_size=20), st.text(max_size=20).map(encoded)))
    checked_with(ground, file, lambda raw: raw[:start] + put + raw[start + length :])


def encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


@given(st.binary(max_size=400))
@settings(max_examples=200)
def test_any_bytes_are_no_package(raw: bytes) -> None:
    with pytest.raises(Problem):
        read_package(raw, {KEY.public: "x"}, unsigned=True)


@given(st.data())
@settings(max_examples=200)
def test_a_package_with_bytes_changed_is_refused(data: st.DataObject) -> None:
    raw = PACKAGE.read_bytes()
    start = data.draw(st.integers(0, len(raw) - 1))
    length = data.draw(st.integers(0, 30))
    put = data.draw(st.binary(max_size=30))
    changed = raw[:start] + put + raw[start + length :]
    if changed != raw:
        with pytest.raises(Problem):
            read_package(changed, {KEY.public: "x"}, unsigned=True)
