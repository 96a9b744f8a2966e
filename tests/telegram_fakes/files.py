"""Files that people send and a bot downloads."""

import hashlib
import mimetypes

from tests.telegram_fakes.values import ApiError, Json

_LARGEST = 20 * 1024 * 1024
"""Bytes that a bot may download; https://core.telegram.org/bots/api#getfile"""


class Files:
    """Every file of a fake Telegram."""

    def __init__(self) -> None:
        """No files."""
        self._data: dict[str, bytes] = {}

    def add(self, name: str, data: bytes) -> Json:
        """Keep a file: what `contents.document` takes."""
        unique = hashlib.sha256(name.encode() + data).hexdigest()[:15]
        self._data[unique] = data
        body: Json = {
            "file_id": f"document-{unique}",
            "file_unique_id": unique,
            "file_name": name,
            "file_size": len(data),
        }
        kind, _ = mimetypes.guess_type(name)
        return body if kind is None else body | {"mime_type": kind}

    def get_file(self, params: Json) -> Json:
        """Answer `getFile`.

        Raises:
            ApiError: there is no such file, or it is too large for a bot.
        """
        unique = params["file_id"].removeprefix("document-")
        if unique not in self._data:
            raise ApiError(
                400, "Bad Request: wrong file_id or the file is temporarily unavailable"
            )
        size = len(self._data[unique])
        if size > _LARGEST:
            raise ApiError(400, "Bad Request: file is too big")
        return {
            "file_id": params["file_id"],
            "file_unique_id": unique,
            "file_size": size,
            "file_path": f"documents/{unique}",
        }

    def read(self, path: str) -> bytes | None:
        """The content of the file that `getFile` gave that path; None if there is none."""
        return self._data.get(path.removeprefix("documents/"))
