"""SQL that is written once for each process, with blanks that are filled in each time it is asked.

Django takes longer to write a query than PostgreSQL to answer it, and PostgreSQL longer to plan it. What is kept here,
and in the connection as a prepared statement, is the text and nothing else: no value that belongs to a person, a
traject or a moment, and no answer. The one place that reads what Django's compiler knows of a query;
`tests/privacy/test_questions.py` holds it equal to Django's own.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.models import BigIntegerField, Expression, QuerySet
from django.db.models.query import FlatValuesListIterable, ModelIterable, ValuesListIterable, get_related_populators
from django.db.models.sql.compiler import SQLCompiler
from psycopg.sql import Literal
from psycopg.types.numeric import Int8

Row = TypeVar("Row")
Rows = Iterable[Any]

# A list of ids as Django can write it, and as PostgreSQL plans it in two thirds of the time.
AMONG = "IN (SELECT unnest(%s::bigint[]))"
AMONG_SOONER = "= ANY(%s::bigint[])"


class Blank(Expression):
    """A value that is not known yet when the SQL is written; `take` finds it in what is asked about.

    With `many` it stands for a list of ids, in an `__in`.
    """

    def __init__(self, take: Callable[[Any], Any], *, many: bool = False) -> None:
        super().__init__()
        self.take, self.many = take, many

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, Any]:
        """A place for the value; the value itself comes with each asking."""
        return (AMONG.removeprefix("IN ") if self.many else "%s"), [self]


class Written(Generic[Row]):
    """One queryset as SQL: of plain values, or of model objects with what comes along with them."""

    def __init__(self, queryset: "QuerySet[Any, Row]") -> None:
        compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        # A date or a number that came in by another way than a blank would be the first asker's for everybody.
        strays = [param for param in params if not isinstance(param, Blank | str | bool)]
        if strays:
            raise TypeError(f"Not a blank, so it would stay as it is now: {strays}")
        self._sql = _with_words(sql.replace(AMONG, AMONG_SOONER), params)
        self._blanks = [param for param in params if isinstance(param, Blank)]
        self._read = _reader(queryset, compiler)
        if vars(queryset)["_prefetch_related_lookups"]:
            raise TypeError("What is prefetched is a query of its own, which is not kept.")

    def ask(self, about: Any) -> list[Row]:
        """The rows, asked now; `about` is what the blanks take their values from."""
        return self.send(about)()

    def send(self, about: Any) -> Callable[[], list[Row]]:
        """Ask now, and read the rows when what this returns is called (see `together`)."""
        values = [_value(blank.take(about)) for blank in self._blanks]
        if None in values:
            raise TypeError("Nothing is equal to NULL: a question about what is empty is another question.")
        cursor = connection.cursor()
        # Django's usual cursor sends text with the values in it, which PostgreSQL has to plan each time.
        cursor.cursor = ServerBindingCursor(connection.connection)  # type: ignore[call-arg]  # psycopg 2 in the stubs
        cursor.execute(self._sql, values)

        def rows() -> list[Row]:
            with cursor:
                return self._read(cursor.fetchall())

        return rows


@contextmanager
def together() -> Iterator[None]:
    """What is sent inside goes to PostgreSQL in one go, where each question alone waits for its answer.

    Only for questions that are sent (`Kept.sent`, `Question.sent`), and read after it.
    """
    connection.ensure_connection()
    pipeline: Any = connection.connection
    with connection.wrap_database_errors, pipeline.pipeline():
        yield


def _with_words(sql: str, params: Sequence[Any]) -> str:
    """The SQL with a place for each blank; words stand in it, so that a plan that is kept knows them."""
    left = iter(params)

    def place(found: re.Match[str]) -> str:
        if found[0] == "%%":
            return "%%"
        param = next(left)
        return "%s" if isinstance(param, Blank) else Literal(param).as_string(None).replace("%", "%%")

    return re.sub("%[%s]", place, sql)


def _value(value: Any) -> Any:
    """A value as it is sent: a number always in the same size, and ids as text, so that one plan serves for all."""
    if type(value) is int:
        # What is too large for a key is in no table; PostgreSQL says so itself.
        return Int8(value) if abs(value) <= BigIntegerField.MAX_BIGINT else value
    return "{" + ",".join(map(str, value)) + "}" if isinstance(value, list | tuple) else value


class Kept(Generic[Row]):
    """A query that asks no gate, of what stands behind it; a decorator for the function that makes its queryset.

    That function chooses nothing by a value: it is run once, with blanks in their place.
    """

    def __init__(self, ask: "Callable[..., QuerySet[Any, Row]]") -> None:
        self._ask = ask
        self._written: Written[Row] | None = None

    def __call__(self, **values: Any) -> list[Row]:
        """The rows, asked now."""
        return self.sent(**values)()

    def sent(self, **values: Any) -> Callable[[], list[Row]]:
        """Asked now; the rows are read when what this returns is called."""
        if self._written is None:
            self._written = Written(self._ask(**blanks(values, lambda asked: asked)))
        return self._written.send(values)


def blanks(values: Mapping[str, Any], among: Callable[[Any], Mapping[str, Any]]) -> dict[str, Blank]:
    """A blank for each value by its name; `among` finds the values of one asking."""

    def blank(name: str, value: Any) -> Blank:
        return Blank(lambda asked: among(asked)[name], many=isinstance(value, list | tuple))

    return {name: blank(name, value) for name, value in values.items()}


def _reader(queryset: "QuerySet[Any, Any]", compiler: SQLCompiler) -> Callable[[Rows], list[Any]]:
    """What makes the rows of a queryset out of the rows of the database, as Django does."""
    converters = compiler.get_converters([expression for expression, *_ in compiler.select])
    # What it sorts by without showing it stands after the columns asked for.
    width = len(compiler.select)
    finish = _FINISH[queryset._iterable_class](compiler)

    def read(rows: Rows) -> list[Any]:
        if compiler.has_extra_select:
            rows = [row[:width] for row in rows]
        if converters:
            rows = map(tuple, compiler.apply_converters(rows, converters))
        return finish(rows)

    return read


def _as_objects(compiler: SQLCompiler) -> Callable[[Rows], list[Any]]:
    info: Any = compiler.klass_info
    start, end = info["select_fields"][0], info["select_fields"][-1] + 1
    names = [column.target.attname for column, *_ in compiler.select[start:end]]
    # The stubs describe a later Django, which asks for one thing more.
    along = get_related_populators(info, compiler.select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]
    extra = list((compiler.annotation_col_map or {}).items())

    def read(rows: Rows) -> list[Any]:
        found = []
        for row in rows:
            one = info["model"].from_db(DEFAULT_DB_ALIAS, names, row[start:end])
            for each in along:
                each.populate(row, one)
            for name, place in extra:
                setattr(one, name, row[place])
            found.append(one)
        return found

    return read


_FINISH: dict[type, Callable[[SQLCompiler], Callable[[Rows], list[Any]]]] = {
    ModelIterable: _as_objects,
    ValuesListIterable: lambda compiler: list,
    FlatValuesListIterable: lambda compiler: lambda rows: [row[0] for row in rows],
}
