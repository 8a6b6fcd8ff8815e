"""What people wrote in the logbook of a traject of the demo, and the documents they put there."""

from django.core.files.uploadedfile import SimpleUploadedFile

from buurtbalans.demo.scene import Scene
from trajects.logbook.kinds import LogKind
from trajects.logbook.services import add_document, record
from trajects.traject.services import set_pace


def keep_logbook(scene: Scene) -> None:
    """Notes, the reason for another pace, and the shared folder."""
    for row in scene.text.get("notes", []):
        with scene.days.at(row["day"]):
            record(scene.traject, scene.people[row["by"]], LogKind.NOTE, row["text"])
    if pace := scene.text.get("pace"):
        with scene.days.at(pace["day"]):
            set_pace(scene.traject, scene.traject.version, by=scene.narrator, days=pace["days"], reason=pace["reason"])
    for row in scene.text.get("documents", []):
        file = SimpleUploadedFile(row["filename"], row["text"].encode(), content_type="text/plain")
        with scene.days.at(row["day"]):
            add_document(scene.traject, by=scene.people[row["by"]], file=file, title=row["title"])
