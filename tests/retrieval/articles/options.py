"""The shipped limits of reading, and what a test changes in them."""

from config.loading import load_settings
from retrieval.options import ReadingOptions


def options(**changed: float) -> ReadingOptions:
    """The shipped limits with some changed."""
    shipped = load_settings(None, {}).reading
    return ReadingOptions(
        **{name: changed.get(name, getattr(shipped, name)) for name in shipped.__slots__}
    )
