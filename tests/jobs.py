"""Runs the background jobs that a test has put in the queue."""

import json

from asgiref.sync import async_to_sync
from procrastinate.contrib.django import app
from procrastinate.jobs import Status


def run_jobs() -> list[str]:
    """Do all waiting jobs, jobs of jobs included, and return their names in order.

    Takes them from the real queue, within the test's own transaction: a worker has a connection of its own,
    which would see nothing of what a test has not committed.
    """
    done = []
    worker = async_to_sync(app.job_manager.register_worker)()
    while job := async_to_sync(app.job_manager.fetch_job)(queues=None, worker_id=worker):
        # On Django's own connection the arguments arrive as text.
        arguments = json.loads(job.task_kwargs) if isinstance(job.task_kwargs, str) else job.task_kwargs
        app.tasks[job.task_name].func(**arguments)
        async_to_sync(app.job_manager.finish_job)(job, status=Status.SUCCEEDED, delete_job=True)
        done.append(job.task_name.rpartition(".")[2])
    async_to_sync(app.job_manager.unregister_worker)(worker)
    return done
