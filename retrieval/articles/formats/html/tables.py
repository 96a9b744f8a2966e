"""A table's cells, row by row, with what spans several rows in each of them."""

from collections.abc import Mapping

from retrieval.articles.formats.html.tree import Node

_WIDEST = 50
"""Most columns or rows that a cell is taken to span."""


def cells_of(table: Node) -> list[list[Node]]:
    """The cells of its rows; none if a cell holds a table, for then it lays out a page."""
    rows: list[list[Node]] = []
    for node in table.nodes():
        if node.name in {"thead", "tbody", "tfoot"}:
            rows += cells_of(node)
        elif node.name == "tr":
            cells = [each for each in node.nodes() if each.name in {"td", "th"}]
            if any(_holds_table(cell) for cell in cells):
                return []
            rows.append(cells)
    return rows


def filled(rows: list[list[Node]], texts: Mapping[Node, str]) -> list[list[str]]:
    """The texts of each row; a cell that spans several rows stands in all of them."""
    grid: list[list[str]] = []
    spanning: dict[int, tuple[int, str]] = {}
    for row in rows:
        cells = {column: text for column, (_, text) in spanning.items()}
        begun: dict[int, tuple[int, str]] = {}
        column = 0
        for cell in row:
            while column in spanning:
                column += 1
            cells[column] = texts[cell]
            if (rows_left := _span(cell, "rowspan") - 1) > 0:
                begun[column] = rows_left, texts[cell]
            column += _span(cell, "colspan")
        grid.append([cells[column] for column in sorted(cells)])
        spanning = {
            column: (left - 1, text) for column, (left, text) in spanning.items() if left > 1
        } | begun
    return grid


def _holds_table(node: Node) -> bool:
    return any(each.name == "table" or _holds_table(each) for each in node.nodes())


def _span(cell: Node, attribute: str) -> int:
    value = cell.attributes.get(attribute, "").strip()
    is_number = value.isascii() and value.isdecimal() and len(value) <= len(str(_WIDEST))
    return max(1, min(int(value), _WIDEST)) if is_number else 1
