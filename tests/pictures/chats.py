"""The chats that are drawn."""

from typing import Final

from tests.pictures.chat import Chat, Exchange

CHATS: Final = (
    Chat(
        language="zh-CN",
        person="小李",
        bot="原句",
        kind="机器人",
        date="5月26日",
        field="消息",
        title="Telegram 里的聊天",
        description="小李就一篇文章问原句三个问题。“谁参加了会议？”：逐行列出与会的人和职务，"
        "下面是折起来的原句。“二所的所长是谁？”：文章的原句，名字加粗，附出处。"
        "“北京市长是谁？”：文章里没有说，并给出最接近的一句，注明不是答案。",
        exchanges=(
            Exchange("谁参加了会议？", "9:41", "9:41"),
            Exchange("二所的所长是谁？", "9:42", "9:42"),
            Exchange("北京市长是谁？", "9:43", "9:43"),
        ),
    ),
    Chat(
        language="en",
        person="Li",
        bot="Yuanju",
        kind="bot",
        date="May 26",
        field="Message",
        title="A chat in Telegram",
        description="Li asks Yuanju three questions about a Chinese article. “Who attended the "
        "meeting?” gets the people and their offices line by line, above the folded sentence. "
        "“Where did they go after the talks?” gets the sentence, the place in bold, and where it "
        "stands. “Who is the mayor of Beijing?”: the article does not say, and the nearest "
        "sentence is shown as no answer.",
        exchanges=(
            Exchange("Who attended the meeting?", "9:41", "9:41"),
            Exchange("Where did they go after the talks?", "9:42", "9:42"),
            Exchange("Who is the mayor of Beijing?", "9:43", "9:43"),
        ),
    ),
)


def name_of(chat: Chat) -> str:
    """Its file's."""
    return f"chat.{chat.language}.svg"
