"""manage.py find_personal_data: a text a line in, a line of JSON out, without a database."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
NOT_NEEDED = {"DATABASE_URL", "BB_SECRET_KEY", "BB_TEST", "BB_DEMO", "BB_PRODUCTION"}


def run(argument, given=b""):
    environment = {name: value for name, value in os.environ.items() if name not in NOT_NEEDED}
    return subprocess.run(
        [sys.executable, "manage.py", "find_personal_data", argument],
        input=given,
        capture_output=True,
        cwd=ROOT,
        env=environment,
        check=False,
        timeout=60,
    )


def told(result):
    assert result.returncode == 0, result.stderr
    return [json.loads(row) for row in result.stdout.decode().split("\n")[:-1]]


def test_each_line_is_answered_by_one_line_in_the_same_order():
    given = b"Fatima belt.\n\nDe lift is stuk.\r\nbsn 999983970"
    assert told(run("-", given)) == [
        {"text": "Fatima belt.", "spans": [{"start": 0, "end": 6, "label": "NAAM", "strength": "soft"}]},
        {"text": "", "spans": []},
        {"text": "De lift is stuk.", "spans": []},
        {"text": "bsn 999983970", "spans": [{"start": 4, "end": 13, "label": "BSN", "strength": "hard"}]},
    ]


def test_a_byte_order_mark_and_bytes_that_are_no_utf8_stop_nothing(tmp_path):
    path = tmp_path / "notities.txt"
    path.write_bytes(b"\xef\xbb\xbfFatima belt.\n\xff Karim ook.\n")
    first, second = told(run(str(path)))
    assert (first["text"], first["spans"][0]["end"]) == ("Fatima belt.", 6)
    assert (second["text"], second["spans"][0]["start"]) == ("\ufffd Karim ook.", 2)


def test_a_line_separator_inside_a_text_does_not_cut_the_line():
    assert [row["text"] for row in told(run("-", "een\u2028twee\x0cdrie".encode()))] == ["een\u2028twee\x0cdrie"]


def test_a_file_that_is_not_there_is_one_line_and_status_one():
    result = run("bestaat-niet.txt")
    assert (result.returncode, result.stdout) == (1, b"")
    assert "bestaat-niet.txt is niet te lezen" in result.stderr.decode()
    assert len(result.stderr.decode().splitlines()) == 1
