"""PDF files made for a test, with what a reader should make of them."""

import io
from collections.abc import Iterable, Sequence

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595.0, 842.0
"""A4, in points."""
HAN = "STSong-Light"
LATIN = "Times-Roman"
BODY = 11.0
"""Size of body text, in points."""
LEADING = 18.0
_NO_START = frozenset("，。；：！？、）》」』”’％")
"""What begins no line (避头点): it hangs on the line before."""

pdfmetrics.registerFont(UnicodeCIDFont(HAN))


class Printed:
    """Draws pages."""

    def __init__(self, *, password: str | None = None, **properties: str) -> None:
        """Begin a file; `properties` are title, author, subject."""
        self._buffer = io.BytesIO()
        encrypt = StandardEncryption(password, strength=128) if password is not None else None
        self.canvas = Canvas(
            self._buffer, pagesize=(WIDTH, HEIGHT), encrypt=encrypt, invariant=True
        )
        for name, value in properties.items():
            getattr(self.canvas, f"set{name.capitalize()}")(value)

    def line(self, text: str, x: float, y: float, *, size: float = BODY, font: str = HAN) -> None:
        """Draw one line; `x` and `y` are where it begins, from the lower left corner."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, y, text)

    def centred(self, text: str, y: float, *, size: float = BODY, font: str = HAN) -> None:
        """Draw one line in the middle of the page."""
        self.canvas.setFont(font, size)
        self.canvas.drawCentredString(WIDTH / 2, y, text)

    def block(
        self, lines: Sequence[str], x: float, y: float, *, size: float = BODY, font: str = HAN
    ) -> float:
        """Draw lines one below the other; where the next one would stand."""
        for line in lines:
            indent = len(line) - len(line.lstrip("\u3000"))
            self.line(line.lstrip("\u3000"), x + indent * size, y, size=size, font=font)
            y -= LEADING
        return y

    def picture(self) -> None:
        """Fill most of the page with a grey picture, as a scanner does."""
        from PIL import Image  # noqa: PLC0415 - reportlab's own

        image = ImageReader(Image.new("L", (60, 80), 200))
        self.canvas.drawImage(image, 20, 20, WIDTH - 40, HEIGHT - 40)

    def watermark(self, text: str) -> None:
        """Write across the page."""
        self.canvas.saveState()
        self.canvas.translate(WIDTH / 2, HEIGHT / 2)
        self.canvas.rotate(45)
        self.canvas.setFont(HAN, 48)
        self.canvas.drawCentredString(0, 0, text)
        self.canvas.restoreState()

    def turn(self) -> None:
        """Go to the next page."""
        self.canvas.showPage()

    def data(self) -> bytes:
        """The file."""
        self.canvas.save()
        return self._buffer.getvalue()


def wrapped(paragraphs: Iterable[str], width: int) -> list[str]:
    """Chinese paragraphs as lines of `width` characters, the first indented by two."""
    lines: list[str] = []
    for paragraph in paragraphs:
        rest = "\u3000\u3000" + paragraph
        while rest:
            cut = taken = 0
            while cut < len(rest) and (taken < 2 * width or rest[cut] in _NO_START):
                taken += 1 if rest[cut].isascii() else 2
                cut += 1
            lines.append(rest[:cut])
            rest = rest[cut:]
    return lines
