"""MHTML: a page saved as one file (RFC 2557), as browsers write it.

The page is the first part that is HTML; pictures and styles stay packed.
"""

import email
import email.policy

from retrieval.articles.encodings import NotTextError, decode
from retrieval.articles.formats.document import Document, FormatError
from retrieval.articles.formats.html import read_page
from retrieval.articles.problems import ReadingProblem
from retrieval.options import ReadingOptions


def read(data: bytes, _: ReadingOptions) -> Document:
    """The article of the page.

    Raises:
        FormatError: there is no page in it.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                return read_page(_text(content, part.get_content_charset()))
    raise FormatError(ReadingProblem.DAMAGED)


def _text(content: bytes, charset: str | None) -> str:
    """A part's text: by its own statement, else as any file's."""
    try:
        return content.decode(charset or "ascii")
    except (UnicodeDecodeError, LookupError):
        pass
    try:
        return decode(content)
    except NotTextError as error:
        raise FormatError(ReadingProblem.BINARY) from error
