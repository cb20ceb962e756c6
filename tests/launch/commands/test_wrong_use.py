"""A command line that is not understood is told about in Norwegian, with exit code 2."""

import pytest

from simtrainer.launch.commands import dispatch


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (["doctor", "--jsn"], "«--jsn» finnes ikke her."),
        (["docter"], "Kommandoen «docter» finnes ikke."),
        (["station", "export"], "FILE mangler."),
        (
            ["play", "x", "--bot", "expert", "--seed", "to"],
            "--seed har en verdi som ikke kan brukes.",
        ),
        (["doctor", "now"], "for mye på linjen: now."),
    ],
)
def test_it_says_what_is_wrong_and_where_to_look(
    line: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dispatch(line) == 2
    said = capsys.readouterr().err
    assert told in said
    assert "--help" in said
    assert not {"Error", "Usage", "No such", "Missing", "Try"} & set(said.split())
