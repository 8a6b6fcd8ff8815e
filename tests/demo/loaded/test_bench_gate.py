"""The measurement of the gate among a crowd: it compares equal answers and leaves nothing behind."""

from io import StringIO

from django.core.management import call_command

from privacy.registrations.models import Registration


def test_the_gate_and_the_question_by_hand_answer_alike_among_a_crowd(demo):
    before = Registration.objects.count()
    told = StringIO()
    call_command("bench_gate", trajects=30, stdout=told)
    lines = told.getvalue().splitlines()
    assert [line.split("  ")[0] for line in lines] == [
        "Lijst in een traject",
        "Alles van mij, pagina 1",
        "Alles van mij, met Django erbij",
        "Delen met elf partners",
    ]
    assert Registration.objects.count() == before
