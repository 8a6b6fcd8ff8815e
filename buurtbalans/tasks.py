"""Background jobs of the project itself; the worker looks for them here."""

from asgiref.sync import async_to_sync
from procrastinate.contrib.django import app
from procrastinate.jobs import Job, Status


@app.periodic(cron="* * * * *")
@app.task(name="buurtbalans.take_up_stalled", queueing_lock="buurtbalans.take_up_stalled")
def take_up_stalled(timestamp: int) -> None:
    """Put jobs whose worker died back in the queue. `timestamp` is when procrastinate meant this to run.

    A worker tells every ten seconds that it lives; after half a minute of silence it counts as dead.
    """
    async_to_sync(_take_up_stalled)()


async def _take_up_stalled() -> None:
    for job in await app.job_manager.get_stalled_jobs():
        await _take_up(job)


async def _take_up(job: Job) -> None:
    """Only what comes back by itself, and of which one may wait in the queue, is given up instead."""
    if job.queueing_lock:
        await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=False)
    else:
        await app.job_manager.retry_job(job)
