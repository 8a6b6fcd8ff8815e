"""The gate against a naive telling of the same rules, after every step of random histories (V1, V3, V4, P6).

After each step every person is compared on everything that a history is about (tests/privacy/histories), with the
database asked each time and with what a reader holds remembered.
"""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.privacy.histories.residents import Residents
from tests.privacy.histories.second_reading import SecondReading
from tests.privacy.histories.sharing import Sharing

ALL = pytest.mark.parametrize("histories", [Sharing, SecondReading, Residents])


def compare(histories, **how):
    run_state_machine_as_test(
        histories,
        settings=settings(deadline=None, database=None, suppress_health_check=list(HealthCheck), **how),
    )


@ALL
@pytest.mark.django_db
def test_after_every_step_of_a_history_the_gate_equals_the_oracle(histories):
    compare(histories, max_examples=3, stateful_step_count=8, derandomize=True)


@ALL
@pytest.mark.sweep
@pytest.mark.django_db
def test_after_every_step_of_many_random_histories_the_gate_equals_the_oracle(histories):
    compare(histories, max_examples=60, stateful_step_count=40)
