"""The clone's own PostgreSQL: safe for what stands around it, and hard to break by killing it.

Every test uses a made-up clone, so the server that the test run itself uses is left alone.
"""

import os
import shutil
import signal
import stat
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from buurtbalans import embedded_postgres, postgres_home


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty clone inside somebody's closed home folder."""
    closed_home = tmp_path_factory.mktemp("home")
    closed_home.chmod(0o700)
    folder = closed_home / "clone"
    folder.mkdir(mode=0o700)
    yield folder
    home = postgres_home.home_of(folder, "test")
    if home.as_root:
        shutil.rmtree(home.folder.parent, ignore_errors=True)
    elif home.sockets.parent != home.folder:
        shutil.rmtree(home.sockets, ignore_errors=True)


@pytest.fixture(autouse=True)
def in_clone(clone: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(embedded_postgres, "ROOT", clone)
    yield
    embedded_postgres.stop("test")


@pytest.fixture
def home(clone: Path) -> postgres_home.Home:
    return postgres_home.home_of(clone, "test")


def answers(url: str) -> bool:
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT 1").fetchone() == (1,)


def server_pid(home: postgres_home.Home) -> int:
    return int((home.data / "postmaster.pid").read_text().splitlines()[0])


def kill_server(home: postgres_home.Home) -> int:
    """End the server as a crash does, wait until it is gone, and say what its process number was."""
    pid = server_pid(home)
    os.kill(pid, signal.SIGKILL)
    command = Path(f"/proc/{pid}/cmdline")
    while command.exists() and command.read_bytes():
        time.sleep(0.01)
    return pid


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_asking_for_the_address_starts_nothing(home):
    url = embedded_postgres.embedded_url("test")
    assert url == embedded_postgres.embedded_url("test")
    assert not (home.data / "postmaster.pid").exists()
    with pytest.raises(psycopg.OperationalError):
        answers(url)


def test_it_starts_once_answers_and_stops(home):
    assert embedded_postgres.start("test") is True
    assert embedded_postgres.start("test") is False
    assert answers(embedded_postgres.embedded_url("test"))
    embedded_postgres.stop("test")
    assert not (home.data / "postmaster.pid").exists()
    embedded_postgres.stop("test")


def test_a_second_start_is_quick():
    embedded_postgres.start("test")
    embedded_postgres.stop("test")
    before = time.monotonic()
    embedded_postgres.start("test")
    assert time.monotonic() - before < 5  # 0.2 s when nothing else is going on


def test_nobody_elses_folder_changes(clone):
    others = [*clone.parents, clone, *Path(psycopg.__file__).parents, Path("/var/lib"), Path("/tmp")]
    before = [(mode(path), path.stat().st_uid) for path in others]
    embedded_postgres.start("test")
    assert [(mode(path), path.stat().st_uid) for path in others] == before


def test_data_and_socket_are_closed_to_others(home):
    embedded_postgres.start("test")
    assert mode(home.folder) == mode(home.data) == mode(home.sockets) == 0o700
    assert mode(embedded_postgres.ROOT / "var" / "postgres" / "password") == 0o600
    assert list(home.sockets.glob(".s.PGSQL.*"))


def test_nobody_gets_in_without_the_password(home):
    embedded_postgres.start("test")
    rules = (home.data / "pg_hba.conf").read_text()
    assert rules == "local all buurtbalans scram-sha-256\n"
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(embedded_postgres.embedded_url("test"), password="guess")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(embedded_postgres.embedded_url("test"), user="postgres")


def test_it_listens_on_no_network_and_our_login_rules_nothing():
    embedded_postgres.start("test")
    with psycopg.connect(embedded_postgres.embedded_url("test")) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert connection.execute("SHOW is_superuser").fetchone() == ("off",)
        assert connection.execute("SELECT upper('é')").fetchone() == ("É",)


def test_a_killed_server_comes_back(home):
    embedded_postgres.start("test")
    kill_server(home)
    assert embedded_postgres.start("test") is True
    assert answers(embedded_postgres.embedded_url("test"))


def test_a_process_number_that_now_belongs_to_another_is_no_obstacle(home):
    embedded_postgres.start("test")
    killed = kill_server(home)
    lock_file = home.data / "postmaster.pid"
    lock_file.write_text(lock_file.read_text().replace(str(killed), str(os.getpid()), 1))
    assert embedded_postgres.start("test") is True


def test_a_new_password_after_removing_var_opens_the_old_data(home):
    embedded_postgres.start("test")
    old = embedded_postgres.embedded_url("test")
    embedded_postgres.stop("test")
    (embedded_postgres.ROOT / "var" / "postgres" / "password").unlink()
    embedded_postgres.start("test")
    new = embedded_postgres.embedded_url("test")
    assert new != old
    assert answers(new)


def test_the_last_one_out_stops_the_server(home):
    with embedded_postgres.running("test"):
        with embedded_postgres.running("test"):
            assert answers(embedded_postgres.embedded_url("test"))
        assert answers(embedded_postgres.embedded_url("test"))
    assert not (home.data / "postmaster.pid").exists()


def test_a_server_that_ran_before_is_left_running():
    embedded_postgres.start("test")
    with embedded_postgres.running("test"):
        pass
    assert answers(embedded_postgres.embedded_url("test"))


def test_two_clones_have_nothing_in_common(tmp_path):
    one, other = (postgres_home.home_of(tmp_path / name, "test") for name in ("one", "other"))
    assert one.folder != other.folder
    assert one.sockets != other.sockets


def test_a_socket_path_always_fits(monkeypatch):
    monkeypatch.setattr(postgres_home.os, "geteuid", lambda: 1234)
    deep = postgres_home.home_of(Path("/" + "deep/" * 40), "test")
    assert len(str(deep.sockets / postgres_home.SOCKET_NAME)) <= postgres_home.LONGEST_SOCKET_PATH


def test_a_folder_that_somebody_else_left_open_is_refused(home):
    embedded_postgres.start("test")
    embedded_postgres.stop("test")
    home.sockets.chmod(0o755)
    with pytest.raises(postgres_home.EmbeddedPostgresError, match="staat open voor anderen"):
        embedded_postgres.start("test")
    home.sockets.chmod(0o700)
