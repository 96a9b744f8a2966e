"""A shelf with what the configuration and people put on it, ready to be asked."""

from collections.abc import Sequence
from pathlib import Path

from bot.assembly import Assembly
from bot.cli.opening import Opened, is_there
from bot.cli.shelf_names import ShelfName
from bot.cli.stored import known_shelf, no_such_shelf, open_store, shelf_of
from bot.library import Library
from bot.store import shelves, words
from config.settings import Settings
from retrieval.answering.answerer import Answerer


def answerer_on_shelf(opened: Opened, assembly: Assembly, shelf_name: str | None) -> Answerer:
    """Answers from the files of the configuration as they are now, and from what was added.

    A store that is not there is not made.

    Raises:
        InputError: there is no such shelf, or the store cannot be used.
        ReadingError: a configured file cannot be read.
    """
    name = shelf_of(opened, shelf_name)
    files = _configured_files(opened.settings, name)
    if is_there(opened.settings.store.place):
        with open_store(opened) as database:
            shelf_ids = known_shelf(opened, database, name)
            # Those of the configuration are read as they are now: their part may be older.
            ids = database.run_now(lambda found: shelves.added_to(found, shelf_ids))
            listed = database.run_now(lambda found: words.on_shelves(found, shelf_ids))
            articles = assembly.articles(files)
            return Library(database, assembly).answerer(assembly, articles, ids, listed)
    if name.typed is not None and name.typed not in opened.settings.shelf.further:
        raise no_such_shelf(opened, name, sorted(opened.settings.shelf.further))
    return assembly.answerer(assembly.articles(files))


def _configured_files(settings: Settings, name: ShelfName) -> Sequence[Path]:
    if name.typed is None:
        return settings.shelf.files
    further = settings.shelf.further.get(name.typed)
    return () if further is None else further.files
