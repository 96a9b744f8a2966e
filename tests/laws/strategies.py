"""Texts of the kinds that people hand in, and worse."""

from hypothesis import strategies as st

from retrieval.model import Article

_PIECES = [
    *"忻州參加會議调研二所一三十百千万",
    *"。！？!?；;…，,、：:.“”「」（）()《》'\" \n\t",
    "2022",
    "3.5",
    "U.S.",
    "1.",
    "Dr. ",
    "mini線",
    "https://a.cn/?b=1;c=2.",
    "……",
    "👨‍👩‍👧",
    "ﬁ½㎡",
    "NFL",
]
texts = st.one_of(
    st.lists(st.sampled_from(_PIECES), max_size=40).map("".join),
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60),
)
articles = texts.map(lambda text: Article("fake", text))
