"""Small shelves of our own words, and answerers on them."""

from retrieval.answering.answerer import Answerer
from retrieval.answering.ranking import Ranker
from retrieval.answering.shelf import build_shelf
from retrieval.lexicon import Lexicon
from retrieval.model import Article, Metadata
from retrieval.models.weights import load_weights
from retrieval.options import AnsweringOptions, IndexOptions, SplittingOptions
from retrieval.protocols import Tokenizer, Tools

SPLITTING = SplittingOptions(passage_chars=400, passage_overlap=1)
PARAMETERS = IndexOptions(k1=0.9, b=0.4)
OPTIONS = AnsweringOptions(
    max_question_chars=100,
    passages=5,
    meaning_weight=1.0,
    max_sentences=3,
    margin=0.6,
    threshold=0.1,
)
LIBRARY = Article(
    "library",
    "市图书馆新馆四月一日开馆。\n新馆有三层，藏书二十万册。馆长是林小梅。\n"
    "读者可以在二楼借书。周一闭馆。儿童可以在一楼参加读书会。",
    Metadata(title="图书馆新馆开馆", published="2024-04-01", source="市报", author="陈立"),
)
BRIDGE = Article(
    "bridge",
    "滨江大桥昨日通车。大桥全长两千米，由第三工程局建造。\n通车仪式上，局长高远讲话。",
    Metadata(title="滨江大桥通车", published="2023-10-02"),
)
NOTE = Article("note", "停电通知：周五上午检修。", Metadata())


def answerer_on(
    tools: Tools | Tokenizer,
    lexicon: Lexicon,
    *articles: Article,
    options: AnsweringOptions = OPTIONS,
) -> Answerer:
    """An answerer on a shelf of `articles`; with a tokenizer alone, without any model."""
    if not isinstance(tools, Tools):
        tools = Tools(tools)
    shelf = build_shelf(articles, tools, SPLITTING, PARAMETERS)
    ranker = Ranker(shelf, tools, load_weights("full"), options, PARAMETERS)
    return Answerer(ranker, lexicon.question, options)
