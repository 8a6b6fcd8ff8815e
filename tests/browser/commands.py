"""Management commands of the site, one to a line, each in a child of this process: Django takes seconds to start."""

import json
import os
import sys
import tempfile
import traceback
from importlib import import_module

import django
from django.conf import settings
from django.core.management import execute_from_command_line


def run(arguments: list[str]) -> tuple[int, str]:
    """How a command ended and all that it said; it leaves nothing here."""
    with tempfile.TemporaryFile() as said:
        child = os.fork()
        if not child:
            _run_here(arguments, said.fileno())
        _, status = os.waitpid(child, 0)
        said.seek(0)
        return os.waitstatus_to_exitcode(status), said.read().decode()


def _run_here(arguments: list[str], said: int) -> None:
    with open(os.devnull) as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(said, 1)
    os.dup2(said, 2)
    code = 1
    try:
        execute_from_command_line(["manage.py", *arguments])
        code = 0
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    django.setup()
    import_module(settings.ROOT_URLCONF)
    for line in sys.stdin:
        sys.stdout.write(json.dumps(run(json.loads(line))) + "\n")
        sys.stdout.flush()
