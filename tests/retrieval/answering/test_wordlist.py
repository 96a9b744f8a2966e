"""Words that a shelf's people listed, and what they change."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from retrieval.analysis.reading import analyse
from retrieval.answering.answerer import Answerer
from retrieval.answering.ranking import Ranker
from retrieval.answering.shelf import shelf_of
from retrieval.answering.wordlist import NO_WORDS, ListedWords, WordList
from retrieval.lexicon import Lexicon
from retrieval.model import Article, Metadata, Span
from retrieval.models.weights import load_weights
from retrieval.protocols import Tools
from retrieval.replies import Answer, MetadataAnswer, NoAnswer, Reply
from retrieval.text.dictionary.dictionary import Dictionary
from retrieval.text.dictionary.storing import open_tables
from retrieval.text.tokenizing import JiebaTokenizer
from tests.retrieval.answering.shelves import BRIDGE, LIBRARY, OPTIONS, PARAMETERS, SPLITTING

VILLAGE = Article(
    "village",
    "全过程是公开的。\n人民代表参加了会议，民主评议由他们主持。\n会议讨论了NASAL喷雾。",
    Metadata(title="村党支部书记述职"),
)
FAMILIES = WordList((("村支书", "村党支部书记", "支书"), ("全过程人民民主",)))


@dataclass(frozen=True, slots=True)
class Shelving:
    """Makes answerers without models."""

    tokenizer: JiebaTokenizer
    lexicon: Lexicon
    dictionary: Dictionary | None = None

    def __call__(self, words: WordList, *articles: Article) -> Answerer:
        """One on a shelf with these words."""
        tools = Tools(self.tokenizer)
        analysed = [(article, analyse(article, tools)) for article in articles]
        shelf = shelf_of(analysed, SPLITTING, PARAMETERS, words)
        ranker = Ranker(shelf, tools, load_weights("full"), OPTIONS, PARAMETERS)
        return Answerer(ranker, self.lexicon.question, OPTIONS, self.dictionary)


@pytest.fixture
def answerer(tokenizer: JiebaTokenizer, lexicon: Lexicon) -> Shelving:
    """Makes answerers of Chinese questions."""
    return Shelving(tokenizer, lexicon)


def matched(reply: Reply, article: Article) -> list[str]:
    """What is underlined in the best sentence."""
    assert isinstance(reply, Answer)
    return [span.of(article.text) for span in reply.sentences[0].matched]


SYNONYMS = WordList((("一把手", "馆长"), ("读书小组", "讀書會")))


@pytest.mark.parametrize(
    ("question", "missing", "sentence", "underlined"),
    [
        ("一把手是谁？", ["一把手"], "馆长是林小梅。", ["馆长"]),
        ("讀書小組在哪里？", ["小組"], "儿童可以在一楼参加读书会。", ["读书会"]),
    ],
)
def test_another_word_for_the_same(
    answerer: Shelving,
    question: str,
    missing: list[str],
    sentence: str,
    underlined: list[str],
) -> None:
    """Declined without the list; with it answered, in both scripts, and underlined."""
    without = answerer(NO_WORDS, LIBRARY, BRIDGE).answer(question)
    reply = answerer(SYNONYMS, LIBRARY, BRIDGE).answer(question)

    assert isinstance(without, NoAnswer)
    assert list(without.missing_words) == missing
    assert isinstance(reply, Answer)
    assert reply.sentences[0].sentence.text == sentence
    assert matched(reply, LIBRARY) == underlined


def test_why(answerer: Shelving) -> None:
    """The view that explains an answer names what the sentence has for the word."""
    asked = answerer(SYNONYMS, LIBRARY)
    reply = asked.answer("一把手是谁？")
    assert isinstance(reply, Answer)

    (found,) = asked.found(reply.query, [reply.sentences[0].sentence])

    assert found.texts == ("馆长",)
    assert found.on_shelf


def test_a_word_that_stays_whole(answerer: Shelving) -> None:
    """Without the list its parts are found here and there; with it the word is missing."""
    question = "谁提出了全过程人民民主？"
    missing = []

    for words in (NO_WORDS, FAMILIES):
        asked = answerer(words, VILLAGE)
        found = asked.found(asked.analyse(question), [])
        missing.append([each.word.of(question) for each in found if not each.on_shelf])

    assert missing == [["提出"], ["提出", "全过程人民民主"]]


def test_a_word_that_is_cut_is_one_word_of_the_question(
    answerer: Shelving,
) -> None:
    """The one that jieba cuts through keeps what is left of it."""
    words = WordList((("馆长是",), ("书二",)))

    query = answerer(words, LIBRARY).analyse("馆长是藏书二十万的人")

    assert [word.of(query.question) for word in query.words][:3] == ["馆长是", "藏", "书二"]


def test_a_headline_that_has_another_word(answerer: Shelving) -> None:
    """It answers, as it does where it has the word itself."""
    asked = answerer(FAMILIES, VILLAGE)

    assert isinstance(asked.answer("支书述职"), MetadataAnswer)
    without = answerer(NO_WORDS, VILLAGE).answer("村支书述职")
    assert isinstance(without, NoAnswer)


def test_the_other_word_is_no_other_thing(answerer: Shelving) -> None:
    """A shelf that says that two opposites mean the same is believed."""
    article = Article("one", "开幕式由高远主持。")
    question = "闭幕式由谁主持？"

    without, reply = (
        answerer(words, article).answer(question)
        for words in (NO_WORDS, WordList((("开幕式", "闭幕式"),)))
    )

    assert isinstance(without, NoAnswer)
    assert matched(reply, article) == ["开幕式", "主持"]


def test_a_question_in_english(answerer: Shelving, tmp_path: Path) -> None:
    """Its words are translated one by one, and the listed one stands for the others as well."""
    words = WordList((("head librarian", "馆长"),))
    english = replace(answerer, dictionary=Dictionary(lambda: open_tables(tmp_path)))
    asked = english(words, LIBRARY)

    reply = asked.answer("Who is the Head Librarian?")

    assert [word.of(reply.query.question) for word in reply.query.words] == ["Head Librarian"]
    assert "馆长" in matched(reply, LIBRARY)


def test_letters_are_whole_words() -> None:
    """NASA is no part of NASAL, but it stands beside a character."""
    listed = ListedWords(WordList((("NASA",),)))

    assert listed.terms("NASAL喷雾") == ()
    assert listed.terms("由ＮＡＳＡ发射") == ("=nasa",)


def test_the_longest_word_counts() -> None:
    """Where one word begins with another; each time it stands there, and at its place."""
    listed = ListedWords(FAMILIES)

    tokens = listed.tokens("村支書见支书")

    assert [(token.term, token.span) for token in tokens] == [
        ("=村支书", Span(0, 3)),
        ("=村支书", Span(4, 6)),
    ]


def test_without_words_nothing_is_touched(answerer: Shelving) -> None:
    """Neither the tokenizer nor a question nor what a shelf holds."""
    asked = answerer(NO_WORDS, LIBRARY)
    listed = asked.shelf.listed
    query = asked.analyse("馆长是谁？")
    sentence = next(iter(asked.shelf.sentences))

    assert listed.tokenizing(answerer.tokenizer) is answerer.tokenizer
    assert listed.standing_in(query, answerer.tokenizer) is query
    assert listed.but_those_in(LIBRARY.text, query) is query
    assert asked.shelf.sentences[sentence].terms == tuple(
        token.term for token in answerer.tokenizer(sentence.text)
    )


def test_groups_that_share_a_word_become_one() -> None:
    """Also where it is written in the other script; the order is that of writing."""
    words = WordList((("村支书", "书记"), ("NASA",))).with_group(["支書", "書記"])

    assert words.groups == (("NASA",), ("村支书", "书记", "支書"))
    assert words.group_of("支书") == ("村支书", "书记", "支書")
    assert len(words) == 4
    assert words.with_group(["支书"]).groups == words.groups


def test_a_word_that_goes() -> None:
    """Who is left alone by it goes too; others stay, and what was alone stays alone."""
    words = WordList((("甲乙", "丙丁"), ("戊己", "庚辛", "壬癸"), ("NASA",)))

    assert words.without("甲乙").groups == (("戊己", "庚辛", "壬癸"), ("NASA",))
    assert words.without("戊己").groups == (("甲乙", "丙丁"), ("庚辛", "壬癸"), ("NASA",))
    assert words.without("nasa").groups == words.groups[:2]
    assert words.without("子丑") == words


def test_lists_of_two_shelves() -> None:
    """A chat that sees both has the words of both."""
    one, other = WordList((("甲乙", "丙丁"),)), WordList((("丙丁", "戊己"), ("NASA",)))

    assert one.joined_with(other).groups == (("甲乙", "丙丁", "戊己"), ("NASA",))
