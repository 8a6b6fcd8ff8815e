"""What one person gets at every address: walked over once, for every test that looks at what came back."""

from dataclasses import dataclass, field

from tests.privacy.crawling import addresses, changes, looked_at, taken_back
from tests.privacy.left_behind import cached, in_sessions_of_others, queued
from tests.privacy.reading import text_of
from tests.privacy.test_matrix import wrong_answer


@dataclass(frozen=True)
class Got:
    """One answer: where, all its words in lower case, the page if it is one, and whereto it sends."""

    url: str
    words: str
    page: str
    location: str


@dataclass
class Walked:
    """All that somebody got, and what that left behind."""

    hidden_url: str
    answers: list[Got] = field(default_factory=list)
    # What was answered otherwise than the matrix says, by row.
    wrong: dict[tuple[str, str, str], object] = field(default_factory=dict)
    # The HTML of every paper, with its stamp.
    papers: str = ""
    # What the walk did to the tables.
    changed: set[tuple] = field(default_factory=set)
    # The log, the cache and the queue, and the words of web sessions whose owners may not read them.
    left: str = ""
    in_sessions: set[str] = field(default_factory=set)


def ask(client, method, url):
    """An answer, and all words that come back there, also in the part that htmx gets."""
    answer = getattr(client, method)(url)
    words = text_of(answer)
    # Where nobody looked whether htmx asks, it gets the very same answer.
    if answer.wsgi_request.htmx.was_asked:
        words += text_of(getattr(client, method)(url, headers={"HX-Request": "true"}))
    return answer, words


def walk(world, person, as_, papers, caplog):
    """Look at every address as this person."""
    walked = Walked(world.hidden_url)
    rows = {url: (name, row) for name, row, url in looked_at(world)}
    papers.handed.clear()
    caplog.clear()
    with taken_back():
        client, before = as_(person), changes()
        for url in dict.fromkeys([*rows, *addresses(world)]):
            answer, words = ask(client, "get", url)
            is_page = answer.headers.get("Content-Type", "").startswith("text/html")
            page = answer.content.decode() if is_page else ""
            walked.answers.append(Got(url, words, page, answer.headers.get("Location", "")))
            if url in rows:
                name, row = rows[url]
                if wrong := wrong_answer(name, row.get[person], answer):
                    walked.wrong[name, "get", person] = wrong
        walked.changed = changes() - before
        walked.left = f"{caplog.text} {cached()} {queued()}".lower()
        walked.in_sessions = set(in_sessions_of_others(world.people))
    walked.papers = " ".join(papers.handed).lower()
    return walked
