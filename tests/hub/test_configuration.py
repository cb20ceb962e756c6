"""Settings of the hub: file, environment and command line, and what is wrong in them."""

import ssl
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simtrainer.base.problem import Problem, Problems
from simtrainer.hub.configuration import Configuration, configuration
from tests.hub.conftest import Served

ROOT = Path(__file__).parents[2]


def problems_of(file: Path | None, environ: dict[str, str] | None = None) -> list[Problem]:
    with pytest.raises(Problems) as caught:
        configuration(file, environ or {}, {})
    return caught.value.problems


def test_the_later_goes_before_the_earlier(tmp_path: Path) -> None:
    file = tmp_path / "hub.toml"
    file.write_text('port = 1\nworkers = 2\nhost = "::1"\n[limits]\npage = 7\nbody = 70000\n')
    env = {"SIMTRAINER_HUB_PORT": "3", "SIMTRAINER_HUB_LIMITS_PAGE": "9", "OTHER": "x"}
    made = configuration(file, env, {"workers": 4, "port": None})
    assert (made.port, made.workers, made.host) == (3, 4, "::1")
    assert (made.limits.page, made.limits.body) == (9, 70_000)
    settings = made.settings("sqlite://", ROOT)
    assert settings.limits.page == 9 and not settings.secure_cookie


def test_the_sample_holds_every_setting_and_its_default() -> None:
    file = ROOT / "installer" / "systemd" / "hub.toml"
    assert configuration(file, {}, {}) == Configuration()
    text = file.read_text(encoding="utf-8")
    for model in (Configuration, type(Configuration().limits)):
        assert all(f"{name} = " in text or f"[{name}]" in text for name in model.model_fields)


@pytest.mark.parametrize(
    ("text", "line", "code", "key"),
    [
        ("port = 70000", 1, "hub.config", "port"),
        ('host = "x"\nprot = 1', 2, "hub.config_unknown", "prot"),
        ('\n\nzone = "Mars/Olympus"', 3, "hub.config", "zone"),
        ("minimum_group = 2", 1, "hub.config", "minimum_group"),
        ('goal_date = "31.5."', 1, "hub.config", "goal_date"),
        ("[limits]\npage = 0", 2, "hub.config", "limits.page"),
        ("limits = 3", 1, "hub.config", "limits"),
    ],
)
def test_a_setting_that_will_not_do_is_named_where_it_stands(
    tmp_path: Path, text: str, line: int, code: str, key: str
) -> None:
    file = tmp_path / "hub.toml"
    file.write_text(text)
    (problem,) = problems_of(file)
    assert (problem.code, problem.params["key"]) == (code, key)
    assert problem.place is not None and problem.place.line == line


def test_the_environment_is_named_too() -> None:
    (problem,) = problems_of(None, {"SIMTRAINER_HUB_LIMITS_PAGE": "many"})
    assert str(problem.place) == "SIMTRAINER_HUB_LIMITS_PAGE"
    (problem,) = problems_of(None, {"SIMTRAINER_HUB_COLOUR": "red"})
    assert (problem.code, str(problem.place)) == ("hub.config_unknown", "SIMTRAINER_HUB_COLOUR")


def test_files_that_are_none(tmp_path: Path) -> None:
    file = tmp_path / "hub.toml"
    file.write_text("port = 1\nport = = 2")
    (problem,) = problems_of(file)
    assert problem.code == "hub.config_file" and problem.place is not None
    assert problem.place.line == 2
    file.write_bytes(b"\xff\xfe")
    assert problems_of(file)[0].code == "hub.config_file"
    assert problems_of(tmp_path / "gone.toml")[0].code == "hub.config_file"
    file.write_text('tls_key = "key.pem"')
    assert problems_of(file)[0].code == "hub.config_tls"


@given(st.text(max_size=60))
def test_no_text_ends_in_anything_but_problems(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.toml"
    file.write_text(text, encoding="utf-8")
    try:
        configuration(file, {}, {})
    except Problems as problems:
        assert problems.problems  # noqa: PT017


def test_it_speaks_tls_itself(own_sqlite_url: str, tmp_path: Path) -> None:
    chain, key = tmp_path / "chain.pem", tmp_path / "key.pem"
    _make_certificate(chain, key)
    running = Served(own_sqlite_url, tls_certificate=str(chain), tls_key=str(key))
    running.address = running.address.replace("http:", "https:")
    try:
        trusted = ssl.create_default_context(cafile=str(chain))
        with httpx.Client(verify=trusted) as client:
            running.wait(client)
            answer = client.get(f"{running.address}/xapi/about")
        assert answer.status_code == 200
    finally:
        running.stop()


def _make_certificate(chain: Path, key: Path) -> None:
    from datetime import UTC, datetime, timedelta
    from ipaddress import ip_address

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(private, hashes.SHA256())
    )
    chain.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    key.write_bytes(
        private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


def test_the_command_tells_a_wrong_setting_in_words(tmp_path: Path) -> None:
    file = tmp_path / "hub.toml"
    file.write_text("workers = 0\n")
    done = subprocess.run(
        [sys.executable, "-m", "simtrainer", "hub", "serve", "--config", str(file)],
        capture_output=True, text=True, cwd=ROOT, timeout=60, check=False,
        env={"SIMTRAINER_HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "hub.toml:1" in done.stderr and "workers" in done.stderr
