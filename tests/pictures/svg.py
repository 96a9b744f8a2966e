"""Elements of SVG, as text."""

from html import escape

from tests.pictures.lines import Line

Style = dict[str, str | float]
"""Attributes; `_` in a name stands for `-`."""

_STYLES: dict[str, Style] = {
    "bold": {"font_weight": "700"},
    "italic": {"font_style": "italic"},
    "underline": {"text_decoration": "underline"},
}


def tag(name: str, *inside: str, **attributes: str | float) -> str:
    """An element."""
    told = "".join(
        f' {key.replace("_", "-")}="{escape(_value(value))}"' for key, value in attributes.items()
    )
    return f"<{name}{told}>{''.join(inside)}</{name}>" if inside else f"<{name}{told}/>"


def group(*inside: str, **attributes: str | float) -> str:
    """Elements together, each on a line of its own."""
    return tag("g", "\n", *(f"{each}\n" for each in inside), **attributes)


def moved(body: str, x: float, y: float) -> str:
    """The same elsewhere."""
    return group(body, transform=f"translate({_value(x)} {_value(y)})")


def stroke(path: str, colour: str, width: float) -> str:
    """A line with round ends."""
    style: Style = {"stroke": colour, "stroke_width": width, "stroke_linecap": "round"}
    return tag("path", d=path, fill="none", **style)


def text(content: str, x: float, y: float, **attributes: str | float) -> str:
    """A line of text, without marks."""
    return tag("text", escape(content), x=x, y=y, **attributes)


def marked(line: Line, x: float, y: float, size: float) -> str:
    """A line of text as it is marked."""
    spans = [
        tag("tspan", escape(span.text), **_style(span.marks)) if span.marks else escape(span.text)
        for span in line
    ]
    return tag("text", *spans, x=x, y=y, font_size=size)


def _style(marks: frozenset[str]) -> Style:
    """Marks that are not known fail."""
    return {key: value for mark in sorted(marks) for key, value in _STYLES[mark].items()}


def _value(value: str | float) -> str:
    return value if isinstance(value, str) else f"{round(value, 1):g}"
