"""That what people read stands in the catalogues, and not in the code."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot.telegram

FILES = sorted(Path(bot.telegram.__file__).parent.glob("*.py"))
SENDING = {
    "tell",
    "answer",
    "show",
    "Letter",
    "Screen",
    "InlineKeyboardButton",
    "BotCommand",
    "InputTextMessageContent",
    "ForceReply",
    "answer_callback_query",
    "edit_message_text",
    "send_message",
    "set_my_description",
    "set_my_short_description",
}
"""What takes words for people."""
CARRIED = {"callback_data", "parse_mode", "html", "id"}
"""Arguments of these that people do not read."""


def is_han(text: str) -> bool:
    """Whether it has a Chinese character; marks and pictures are the same in all languages."""
    return any("㐀" <= character <= "鿿" for character in text)


def strings(tree: ast.AST) -> Iterator[ast.Constant]:
    """All strings of a file but its docstrings and those that describe a name."""
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node


def sent(tree: ast.AST) -> Iterator[ast.Constant]:
    """The strings that are written where words for people go."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        if name in SENDING:
            named = [each.value for each in node.keywords if each.arg not in CARRIED]
            for argument in (*node.args, *named):
                yield from strings(argument)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_words_for_people_in_the_code(file: Path) -> None:
    """No Chinese anywhere but in docstrings, and no letters where a message is made."""
    tree = ast.parse(file.read_text(encoding="utf-8"))

    chinese = [(node.lineno, node.value) for node in strings(tree) if is_han(str(node.value))]
    written = [
        (node.lineno, node.value)
        for node in sent(tree)
        if any(character.isalpha() for character in str(node.value))
    ]
    assert chinese == []
    assert written == []


def test_the_search_finds_what_it_is_for() -> None:
    """A sentence and a Chinese word, in a plain string or a formatted one."""
    tree = ast.parse('await spoken.tell(f"Hello {name}")\nx = "谁"\n_log.info("fine")')

    assert [node.value for node in sent(tree)] == ["Hello "]
    assert [node.value for node in strings(tree) if is_han(str(node.value))] == ["谁"]
