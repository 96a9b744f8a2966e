"""`/articles` and `/remove`."""

from tests.bot.telegram.fed import NOTICE, added, file_update, make_admin, make_member
from tests.bot.telegram.harness import CATALOGUE, Harness
from tests.bot.telegram.pressing import labels, press, toasts
from tests.telegram_fakes.places import GROUP, LI, Person
from tests.telegram_fakes.updates import group_text, pressed, private_text
from tests.telegram_fakes.values import ChatMessage

FEEDING = CATALOGUE["zh-Hans"].feeding
WANG = Person(1002, "小王")


async def said(bot: Harness, text: str) -> ChatMessage:
    """The answer to a command in private."""
    await bot.take(private_text(text))
    return bot.request.sent[-1]


async def test_what_can_be_asked(bot: Harness) -> None:
    """Each article with its date, its sentences and where it is from, the chat's own first."""
    await added(bot, NOTICE)

    lines = (await said(bot, "/articles")).text.splitlines()

    assert lines[0] == FEEDING.articles.format(number=2)
    assert lines[2:4] == ["1. 《校庆通知》", "    2 句 · 通知.txt"]
    assert lines[4].startswith("2. 《忻州市")
    assert FEEDING.shared in lines[5]


async def test_pages(bot: Harness) -> None:
    """They turn forwards and backwards."""
    for number in range(9):
        await added(bot, f"第{number}号通知\n\n第{number}件事在第{number}天办。", f"{number}.txt")
    first = await said(bot, "/articles")

    second = await press(bot, first, "▶")

    assert "第8号通知" in second.text
    assert labels(second) == ["◀", "2/2"]
    assert (await press(bot, second, "◀")).text == first.text


async def test_removing(bot: Harness) -> None:
    """It is confirmed first; then the article is gone, and nothing of it is kept."""
    await added(bot, NOTICE)
    await bot.take(private_text("谁主持校庆大会？"))
    choice = await said(bot, "/remove")
    assert labels(choice) == ["校庆通知"]

    asked = await press(bot, choice, "校庆通知")
    assert asked.text == FEEDING.confirm.format(title="校庆通知", sentences=2)
    gone = await press(bot, asked, FEEDING.remove)

    assert gone.text == FEEDING.removed.format(title="校庆通知")
    assert "何明" not in bot.kept()
    assert (await said(bot, "/remove")).text == FEEDING.nothing_to_remove
    assert "没有说" in (await said(bot, "谁主持校庆大会？")).text


async def test_keeping(bot: Harness) -> None:
    """Who does not confirm keeps it."""
    await added(bot, NOTICE)
    asked = await press(bot, await said(bot, "/remove"), "校庆通知")

    assert (await press(bot, asked, FEEDING.keep)).text == FEEDING.kept
    assert len(await bot.shelves.own(LI.id)) == 1


async def test_removed_by_somebody_else(bot: Harness) -> None:
    """Who confirms too late is told so."""
    await added(bot, NOTICE)
    choices = [await said(bot, "/remove") for _ in range(2)]
    asked = [await press(bot, choice, "校庆通知") for choice in choices]
    await press(bot, asked[0], FEEDING.remove)

    assert (await press(bot, asked[1], FEEDING.remove)).text == FEEDING.not_there


async def test_only_administrators_remove(bot: Harness) -> None:
    """Of a group's shelf; anybody may read what is on it."""
    make_admin(bot, LI)
    make_member(bot, WANG)
    await bot.take(file_update(bot, NOTICE, caption="/add", place=GROUP))
    await bot.take(group_text("/remove@yuanju_bot"))
    choice = bot.request.sent[-1]

    await bot.take(group_text("/remove@yuanju_bot", sender=WANG))
    assert bot.request.sent[-1].text == FEEDING.only_admins
    await bot.take(pressed(choice, choice.data("校庆通知"), sender=WANG))
    assert toasts(bot)[-1] == FEEDING.only_admins
    await bot.take(group_text("/articles@yuanju_bot", sender=WANG))
    assert "校庆通知" in bot.request.sent[-1].text


async def test_a_button_of_another_chat(bot: Harness) -> None:
    """Any app can press with any data: nobody removes what another chat added."""
    await added(bot, NOTICE)
    choice = await said(bot, "/remove")
    data = choice.data("校庆通知").replace(":ask:", ":yes:")
    await bot.take(private_text("/help", sender=WANG))

    await bot.take(pressed(bot.request.sent[-1], data, sender=WANG))

    assert len(await bot.shelves.own(LI.id)) == 1


async def test_articles_without_a_title(bot: Harness) -> None:
    """They are told from one another by how they begin."""
    for text in ("食堂早上七点开门。", "操场晚上九点关门。"):
        await bot.take(private_text(f"/add {text}"))

    assert "1. 《食堂早上七点开门。》" in (await said(bot, "/articles")).text
    assert set(labels(await said(bot, "/remove"))) == {"食堂早上七点开门。", "操场晚上九点关门。"}
