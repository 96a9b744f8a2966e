"""A short article, and what is asked of it."""

from pathlib import Path

HALL = "新馆开馆\n\n新馆四月一日开馆。馆长是林小梅。"
WITH_CANTEEN = "新馆开馆\n\n新馆四月一日开馆。馆长是林小梅。食堂八点开门。"
ABOUT_CANTEEN = "食堂几点开门？"
ABOUT_PARKING = "停車場在哪裡？"
ANSWERED = "馆长是谁？"


def file_of(folder: Path, text: str = HALL) -> Path:
    """A file with that text."""
    file = folder / f"{len(text)}.txt"
    file.write_text(text, encoding="utf-8")
    return file
