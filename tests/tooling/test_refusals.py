"""What may not start says why in one line and ends with status 1."""

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOTHING_SET = {"BB_PRODUCTION": "1", "BB_DEMO": "0", "BB_SECRET_KEY": "", "DATABASE_URL": "", "BB_TEST": "0"}
KEY = {"BB_SECRET_KEY": "long-and-secret"}
ELSEWHERE = {"DATABASE_URL": "postgresql://nobody@localhost:1/none"}


def refusal(*command: str, **environment: str) -> str:
    """The one line that a command writes before it ends with status 1."""
    result = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert result.returncode == 1, result.stderr
    [line] = result.stderr.splitlines()
    return line


@pytest.mark.parametrize("command", [("manage.py", "migrate"), ("-m", "buurtbalans.supervisor")])
@pytest.mark.parametrize(
    ("given", "named"),
    [
        (KEY | ELSEWHERE | {"BB_DEMO": "1"}, "BB_DEMO"),
        (ELSEWHERE, "BB_SECRET_KEY"),
        (KEY, "DATABASE_URL"),
        (KEY | ELSEWHERE | {"BB_ALLOWED_HOSTS": "*"}, "BB_ALLOWED_HOSTS"),
    ],
)
def test_production_refuses(command, given, named):
    assert named in refusal(*command, **NOTHING_SET | given)


def test_a_taken_port_is_named():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert f"poort {port} is al in gebruik" in refusal("-m", "buurtbalans.supervisor", PORT=port, BB_TEST="0")


def test_a_port_must_be_a_number():
    assert "PORT=http is geen poort" in refusal("-m", "buurtbalans.supervisor", PORT="http", BB_TEST="0")


def test_an_unreachable_database_is_one_line():
    line = refusal("-m", "buurtbalans.supervisor", PORT="48731", BB_TEST="0", **ELSEWHERE)
    assert "geen verbinding met de database" in line


def test_the_example_environment_names_every_setting():
    read = set(re.findall(r'env\.\w+\(\s*"(\w+)"', (ROOT / "buurtbalans" / "settings.py").read_text()))
    explained = set(re.findall(r"^#?(\w+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert read - {"BB_TEST"} <= explained
