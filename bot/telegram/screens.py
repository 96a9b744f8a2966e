"""What a message of the bot looks like: its text and its buttons."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape

from telegram import InlineKeyboardMarkup

from bot.asking import Asked, Asking
from bot.replies.context import excerpts, reach_of_all
from bot.replies.reasons import certainty, heading, runner_up, word_line
from bot.replies.shown import BULLET, quote_of
from bot.telegram.buttons import Press, View, answer_buttons, view_buttons
from bot.telegram.drawing import excerpt_blocks, messages, quote_block
from bot.telegram.html import QUOTE, Block, Run, pages
from bot.telegram.letters import Letter
from retrieval.model import Article
from retrieval.replies import MetadataAnswer, NoAnswer, Reply, ScoredSentence, shown_sentences

_LONGEST = 4_000
"""Characters, marks included, that surely fit into one message, with room for rare ones."""
_MOST_OTHERS = 9
_OTHERS_A_PAGE = 3


@dataclass(frozen=True, slots=True)
class Screen:
    """A message of the bot."""

    text: str
    markup: InlineKeyboardMarkup | None
    html: bool = True

    def below(self, words: str | None) -> "Screen":
        """The same with `words` above, if both fit into one message."""
        if words is None or not self.html:
            return self
        text = f"<i>{escape(words, quote=False)}</i>\n\n{self.text}"
        return replace(self, text=text) if len(text) <= _LONGEST else self

    def letter(self, chat_id: int) -> Letter:
        """The message, as it is sent there, or as one that is there is made into it."""
        return Letter(chat_id, self.text, html=self.html, markup=self.markup)


def answer_screen(asked: Asked, press: Press) -> Screen:
    """A page of a reply, the first one as it is sent."""
    words = asked.words
    texts = messages(asked.shown, words.reply)
    press = _within(press, texts)
    of = tuple(_articles(asked.reply, asked.articles))
    narrows = len(asked.articles) > 1
    markup = answer_buttons(asked.reply, of, press, len(texts), words, narrows=narrows)
    return Screen(texts[press.page], markup)


def screen_for(asking: Asking, asked: Asked, press: Press) -> Screen:
    """What a press asks to see of a reply of that shelf."""
    view = _VIEWS.get(press.view)
    if view is None:
        return answer_screen(asked, press)
    texts = view(asking, asked)
    press = _within(press, texts)
    return Screen(texts[press.page], view_buttons(press, len(texts), asked.words))


def _within(press: Press, texts: list[str]) -> Press:
    """The last page, if there are fewer than there were, or than somebody claims."""
    return replace(press, page=min(press.page, len(texts) - 1))


def _articles(reply: Reply, articles: Mapping[str, Article]) -> Iterator[Article]:
    if isinstance(reply, MetadataAnswer):
        yield from (datum.article for datum in reply.data)
    for scored in shown_sentences(reply):
        yield articles[scored.sentence.article_id]


def _context(asking: Asking, asked: Asked) -> list[str]:
    """One neighbour on each side, two, three, … as long as that fits one page."""
    shown = shown_sentences(asked.reply)
    texts = _around(asking, asked, shown, 1)
    for reach in range(2, reach_of_all(shown, asking.sentences) + 1):
        more = _around(asking, asked, shown, reach)
        if len(more) > 1:
            break
        texts += more
    return texts


def _around(
    asking: Asking, asked: Asked, shown: tuple[ScoredSentence, ...], reach: int
) -> list[str]:
    words = asked.words
    found = excerpts(shown, reach, asked.articles, asking.sentences, words)
    views = words.views
    title = views.context_of_nearest if isinstance(asked.reply, NoAnswer) else views.context
    announced = _title(title.format(number=reach))
    return pages([announced, *excerpt_blocks(found)])


def _others(asking: Asking, asked: Asked) -> list[str]:
    reply, words = asked.reply, asked.words
    found = () if isinstance(reply, MetadataAnswer) else asking.further(reply, _MOST_OTHERS)
    if not found:
        return pages([[Run(words.views.no_others)]])
    blocks = [
        quote_block(quote_of(scored, asked.articles, words.reply), words.reply) for scored in found
    ]
    announced = _title(words.views.others)
    starts = range(0, len(blocks), _OTHERS_A_PAGE)
    return [
        text
        for start in starts
        for text in pages([announced, *blocks[start : start + _OTHERS_A_PAGE]])
    ]


def _why(asking: Asking, asked: Asked) -> list[str]:
    reply, words = asked.reply, asked.words
    blocks: list[Block] = [_title(heading(reply, words))]
    if isinstance(reply, MetadataAnswer):
        blocks.append([Run(f"{words.views.from_page}\n")])
        return pages(blocks)
    shown = [scored.sentence for scored in shown_sentences(reply)]
    question = reply.query.question
    blocks.extend(
        [Run(f"{BULLET}{word_line(word, question, words)}\n")]
        for word in asking.found(reply, shown)
    )
    if shown or not isinstance(reply, NoAnswer):
        blocks.append([Run(f"\n{certainty(reply, asking.needed(reply), words)}\n")])
    blocks.append([Run(words.views.weights, ("i",)), Run("\n\n")])
    if reply.runner_up is not None:
        found = asking.found(reply, [reply.runner_up.sentence])
        quote = quote_of(reply.runner_up, asked.articles, words.reply)
        blocks.append([Run(f"{runner_up(found, question, words)}\n")])
        blocks.append(quote_block(quote, words.reply, QUOTE))
    return pages(blocks)


def _title(text: str) -> Block:
    return [Run(text, ("b",)), Run("\n\n")]


_VIEWS: Mapping[View, Callable[[Asking, Asked], list[str]]] = {
    View.CONTEXT: _context,
    View.OTHERS: _others,
    View.WHY: _why,
}
