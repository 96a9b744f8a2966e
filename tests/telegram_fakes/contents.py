"""What a message holds: the fields that are not about who, where and when."""

import hashlib

from tests.telegram_fakes import utf16
from tests.telegram_fakes.places import Person
from tests.telegram_fakes.values import Json
from tests.telegram_fakes.written import marked


def text(words: str) -> Json:
    """A text, with the commands and mentions in it marked."""
    return _formatted("text", "entities", words)


def mentioning(person: Person, words: str) -> Json:
    """A text in which the first `person.first_name` is a link to that person.

    This is how people without a username are mentioned.
    """
    before, found, _ = words.partition(person.first_name)
    assert found, f"{words!r} does not name {person.first_name}"
    mention = {
        "type": "text_mention",
        "offset": utf16.units(before),
        "length": utf16.units(person.first_name),
        "user": person.json(),
    }
    content = text(words)
    entities = [*content.get("entities", ()), mention]
    return content | {"entities": sorted(entities, key=lambda each: each["offset"])}


def photo(caption: str = "") -> Json:
    """A picture, perhaps with a caption."""
    size = _file("photo") | {"width": 90, "height": 90}
    return {"photo": [size], **captioned(caption)}


def document(caption: str = "", file: Json | None = None, name: str = "文章.txt") -> Json:
    """A file, perhaps with a caption; `file` as `files.Files.add` gives it."""
    body = file or (_file("document") | {"file_name": name, "mime_type": "text/plain"})
    return {"document": body, **captioned(caption)}


def voice() -> Json:
    """A spoken message."""
    return {"voice": _file("voice") | {"duration": 3, "mime_type": "audio/ogg"}}


def sticker() -> Json:
    """A sticker."""
    return {
        "sticker": _file("sticker")
        | {
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
            "emoji": "👍",
        }
    }


def dice(value: int = 6) -> Json:
    """A throw."""
    return {"dice": {"emoji": "🎲", "value": value}}


def location() -> Json:
    """A point on the map."""
    return {"location": {"longitude": 112.73, "latitude": 38.42}}


def poll(question: str, *options: str) -> Json:
    """A poll in which nobody has voted."""
    return {
        "poll": {
            "id": "1",
            "question": question,
            "options": [
                {"persistent_id": str(number), "text": option, "voter_count": 0}
                for number, option in enumerate(options)
            ],
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
            "allows_revoting": True,
            "members_only": False,
        }
    }


def captioned(words: str) -> Json:
    """The fields of a caption; none if there is none."""
    return _formatted("caption", "caption_entities", words) if words else {}


def _formatted(name: str, entities: str, words: str) -> Json:
    found = [entity.json() for entity in marked(words)]
    return {name: words, entities: found} if found else {name: words}


def _file(kind: str) -> Json:
    unique = hashlib.sha256(kind.encode()).hexdigest()[:15]
    return {"file_id": f"{kind}-{unique}", "file_unique_id": unique, "file_size": 1000}
