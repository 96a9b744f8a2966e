"""A session in the console: one line in, its effect out."""

from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot.asking import Asking
from bot.catalogue import Catalogue
from bot.console import commands
from bot.problems import describe
from bot.replies.explained import explanation
from bot.replies.terminal import print_explanation, print_line, print_reply
from bot.words import ConsoleWords
from retrieval.answering.answerer import QuestionTooLongError
from retrieval.articles.problems import ReadingError
from retrieval.options import MOST_SENTENCES

_MOST_LISTED = 20
"""Articles that are named; more would push the conversation off the screen."""


class Session:
    """Keeps what a person has set, and handles one line after the other."""

    def __init__(
        self, asking: Asking, catalogue: Catalogue, language: str, output: Console
    ) -> None:
        """Begin; menus and errors are in `language`."""
        self._asking = asking
        self._words = catalogue[language]
        self._output = output
        self._most: int | None = None
        self._explains = False

    def welcome(self) -> None:
        """Say what can be asked here, and what is off."""
        counts = [sentences for _, sentences in self._asking.articles()]
        self._say(
            self._own.welcome.format(
                version=version("yuanju"), articles=len(counts), sentences=sum(counts)
            )
        )
        if notice := self.notice():
            self._say(notice)

    def notice(self) -> str | None:
        """What is off; None if nothing is."""
        return self._asking.notice(self._words.language)

    def say_goodbye(self) -> None:
        """Say the last word."""
        self._say(self._own.goodbye)

    def handle(self, line: str) -> bool:
        """Handle a line; False if the person wants to leave."""
        command = commands.parse(line)
        if command is None:
            self._ask(line)
            return True
        return self._obey(command)

    def _ask(self, question: str) -> None:
        try:
            asked = self._asking.ask(question, self._most)
        except QuestionTooLongError as error:
            self._say(describe(error, self._words.problem))
            return
        print_reply(self._output, asked.shown, asked.words.reply)
        if self._explains:
            lines = explanation(asked.reply, self._asking.threshold, asked.words)
            print_explanation(self._output, lines)

    def _obey(self, command: commands.Command) -> bool:
        match command.name:
            case "quit":
                return False
            case "help":
                self._say(self._own.help)
            case "top":
                self._set_top(command.argument)
            case "explain":
                self._explains = not self._explains
                self._say(self._own.explain_on if self._explains else self._own.explain_off)
            case "article" if command.argument:
                self._load(Path(command.argument).expanduser())
            case "article":
                self._list_articles(self._own.articles)
            case name:
                self._say(self._own.unknown_command.format(command=f":{name}"))
        return True

    def _set_top(self, argument: str) -> None:
        number = int(argument) if argument.isdecimal() else 0
        if not 1 <= number <= MOST_SENTENCES:
            self._say(self._own.top_usage.format(most=MOST_SENTENCES))
            return
        self._most = number
        self._say(self._own.top.format(number=number))

    def _load(self, file: Path) -> None:
        try:
            self._asking.load([file])
        except ReadingError as error:
            self._say(describe(error, self._words.problem))
            return
        self._list_articles(self._own.loaded)

    def _list_articles(self, template: str) -> None:
        articles = list(self._asking.articles())
        for article, sentences in articles[:_MOST_LISTED]:
            title = article.metadata.title or self._words.reply.untitled
            self._say(template.format(title=title, sentences=sentences, id=article.id))
        if more := len(articles[_MOST_LISTED:]):
            self._say(self._own.more.format(number=f"{more:,}"))

    @property
    def _own(self) -> ConsoleWords:
        return self._words.console

    def _say(self, text: str) -> None:
        print_line(self._output, Text(text, style="cyan"))
