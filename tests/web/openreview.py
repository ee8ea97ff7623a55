"""OpenReview: forum and PDF pages, and the API behind them."""

from collections.abc import Iterable
import json

from tests.web.wire import Request
from tests.web.world import Answer, Note, html, refuse

_JSON = (("Content-Type", "application/json"),)
_PDF = (("Content-Type", "application/pdf"),)


class Forum:
    """The pages; an unknown note is a 404."""

    def __init__(self, notes: Iterable[Note]) -> None:
        self._notes = {note.id: note for note in notes}

    def answer(self, request: Request) -> Answer:
        """A page for a note that exists."""
        note = self._notes.get(request.query.get("id", ""))
        match request.segments:
            case []:
                return Answer(body=html("Venues | OpenReview"))
            case ["forum" | "revisions"] if note:
                return Answer(body=html(f"{note.title} | OpenReview"))
            case ["pdf"] if note:
                return Answer(body=b"%PDF-1.5", headers=_PDF)
            case _:
                return refuse(404, title="Error | OpenReview")


class Api:
    """The API: notes by id."""

    def __init__(self, notes: Iterable[Note], *, of_old: bool) -> None:
        self._notes = {note.id: note for note in notes if of_old or not note.of_old}
        self._of_old = of_old

    def answer(self, request: Request) -> Answer:
        """A note, or the error that names it."""
        wanted = request.query.get("id") or request.query.get("forum") or ""
        note = self._notes.get(wanted)
        if request.segments[:1] != ["notes"]:
            return refuse(404)
        if note is None:
            error = {"name": "NotFoundError", "message": f"The Note {wanted} was not found"}
            return Answer(404, json.dumps(error).encode(), _JSON)
        content: dict[str, object] = {"title": note.title, "authors": list(note.authors)}
        if note.venue:
            content["venue"] = note.venue
        if not self._of_old:
            content = {key: {"value": value} for key, value in content.items()}
        found = {"id": note.id, "forum": note.id, "content": content, "cdate": 1704164645000}
        return Answer(body=json.dumps({"notes": [found], "count": 1}).encode(), headers=_JSON)


def openreview_sites(notes: Iterable[Note]) -> dict[str, Forum | Api]:
    """OpenReview's hosts."""
    notes = tuple(notes)
    return {
        "openreview.net": Forum(notes),
        "api2.openreview.net": Api(notes, of_old=False),
        "api.openreview.net": Api(notes, of_old=True),
    }
