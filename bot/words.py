"""Every word that a person reads, as typed values; one YAML file a language.

`{name}` in a text is filled in by `str.format`. A language that lacks a text, or has one
too many, does not load: mypy checks the names that the code uses, loading those of the
files.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReplyWords:
    """Words around an answer; they follow the question's language."""

    place: str
    """Of a sentence in its article: {paragraph}, {sentence}."""
    untitled: str
    best: str
    """Marks the best of several sentences."""
    also: str
    """Where else a sentence stands: {places}."""
    also_more: str
    """The same where not all are named: {places}, {number} of all."""
    between_places: str
    only: str
    """Says which articles alone were looked into: {titles}."""
    only_more: str
    """The same where not all are named: {titles}, {number} of all."""
    titled: str
    """{title}, as titles are marked."""
    between_titles: str
    resolved: str
    """What a relative date of a quote means: {text}, {date}."""
    days: str
    """A run of days: {first}, {last}."""
    declined: str
    empty: str
    no_content_words: str
    no_match: str
    missing: str
    """{words}: the quoted words of the question that no article holds."""
    quoted: str
    """{word} in quotation marks."""
    between: str
    """Between two quoted words."""
    open_ended: str
    """The article says 等: its own list is not whole."""
    nearest: str
    """Announces the nearest sentence, and that it is not an answer."""
    not_stated: str
    """{field}: what was asked of the page, which no page states."""
    no_article: str
    """The shelf is empty."""
    title: str
    deck: str
    published: str
    source: str
    author: str


@dataclass(frozen=True, slots=True)
class ExplainWords:
    """Words of `--explain`, `:explain`."""

    confidence: str
    """{confidence}, {threshold}."""
    searched: str
    """{words}"""
    matched: str
    """{words}"""
    missing: str
    """{words}"""
    nothing: str
    score: str
    """{score}, {signals}"""
    runner_up: str


@dataclass(frozen=True, slots=True)
class ModelWords:
    """What is said at the start of models that are off."""

    off: str
    """{models}: what they do, with `between` in between."""
    between: str
    encoder: str
    tagger: str


@dataclass(frozen=True, slots=True)
class CheckWords:
    """Words of `yuanju check`."""

    line: str
    """{verdict}, {name}, {text}."""
    good: str
    bad: str
    skipped: str
    """It could not be looked at."""
    configuration: str
    """A name, as in `models` to `clock`."""
    models: str
    articles: str
    store: str
    proxy: str
    telegram: str
    token: str
    clock: str
    defaults: str
    """The configuration is the shipped one."""
    models_on: str
    needs_models: str
    articles_read: str
    """{number}"""
    store_good: str
    """{path}: of the file, or where the server is, {free}: of the text that follows, or
    nothing; as in those that begin so."""
    store_free: str
    """{free}: megabytes."""
    store_new: str
    store_older: str
    store_newer: str
    """{path}"""
    store_full: str
    """{path}, {free}: megabytes."""
    store_busy: str
    """{path}: another process is writing."""
    store_fails: str
    """{path}, {reason}: the system's words."""
    store_unreached: str
    """The same of a server."""
    no_proxy: str
    proxy_listens: str
    """{address}"""
    proxy_silent: str
    """{address}"""
    reached: str
    """{address}, {milliseconds}."""
    needs_telegram: str
    account: str
    """{username}, {reads}, {inline}: of the texts that follow."""
    reads_addressed: str
    reads_all: str
    inline_on: str
    inline_off: str
    no_date: str
    clock_right: str
    clock_fast: str
    """{seconds}"""
    clock_slow: str
    """{seconds}"""


@dataclass(frozen=True, slots=True)
class BackupWords:
    """Words of `yuanju backup` and `yuanju restore`; `file` is the backup, `place` the store."""

    made: str
    """{file}, {place}, {rows}."""
    restored: str
    """The same."""
    not_made: str
    """{file}, {reason}: the system's or the engine's words."""
    not_restored: str
    """The same."""
    exists: str
    """{file}"""
    nothing: str
    """{place}"""
    foreign: str
    """{file}, as in the two that follow."""
    incomplete: str
    damaged: str
    newer: str
    """{name}: of what a newer version wrote."""
    not_empty: str
    """{place}"""
    in_use: str
    """{place}"""


@dataclass(frozen=True, slots=True)
class ConsoleWords:
    """Words of the console."""

    welcome: str
    """{version}, {articles}, {sentences}."""
    help: str
    articles: str
    """{title}, {sentences}, {id}: one line for each article."""
    more: str
    """{number}: of articles that are not listed."""
    loaded: str
    """{title}, {sentences}"""
    top: str
    """{number}"""
    top_usage: str
    """{most}"""
    explain_on: str
    explain_off: str
    unknown_command: str
    """{command}"""
    goodbye: str


@dataclass(frozen=True, slots=True)
class OperatorWords:
    """Words of the commands that look after the library."""

    id: str
    """Heads a column, as those to `shelf`."""
    title: str
    published: str
    sentences: str
    origin: str
    shelf: str
    every_chat: str
    """Stands for the shelf that every chat sees."""
    configuration: str
    """Where an article is from that the configuration put on its shelf."""
    reading: str
    """Stands beside the progress bar."""
    replaced: str
    """{name}: of a file whose text has changed."""
    twin: str
    """{name}, {other}: where the same text came from."""
    left_out: str
    """{name}: of a file in a folder that is no text."""
    no_files: str
    """{name}: of a folder."""
    summary: str
    """{added}, {replaced}, {unchanged}, {failed}: articles; {sentences}, {seconds}."""
    ending: str
    """Answers the first Ctrl-C."""
    interrupted: str
    """{summary}: what was done until then."""
    read_anew: str
    """{articles}, {sentences}, {seconds}."""
    exported: str
    """{articles}"""
    nothing_listed: str
    confirm: str
    """{articles}"""
    needs_yes: str
    kept: str
    """The person said no."""
    removed: str
    """{article}: title and id."""
    no_store: str
    """{path}, as in the two that follow."""
    store_busy: str
    store_fails: str
    """{reason}: the system's words."""
    bad_shelf: str
    """{name}"""
    no_shelf: str
    """{name}, {names}: of those there are."""
    no_shelves: str
    """{name}: there are no others either."""
    between: str
    """Between two names."""
    short_id: str
    """{id}, {digits}: how many it takes."""
    no_article: str
    """{id}, as in the two that follow."""
    several_articles: str
    """{number}: articles whose id begins so."""
    configured_article: str
    bad_json: str
    """What is wrong with a line; {name} and {number} stand before it."""
    bad_format: str
    """{format}: the number that is understood."""
    bad_field: str
    """{field}"""
    bad_line: str
    """{name}, {number}, {problem}: of the line."""


@dataclass(frozen=True, slots=True)
class ProblemWords:
    """What went wrong, and what to do about it."""

    question_too_long: str
    """{length}, {limit}: characters."""
    line: str
    """{number}, {problem}: a problem with one line of a batch."""
    missing_file: str
    """{name}, as in all that follow."""
    directory: str
    unreadable: str
    empty_file: str
    binary: str
    """{name}, {kind}: such as PDF, or `binary`."""
    binary_kind: str
    """What a file of unknown kind is called."""
    too_large: str
    """{name}, {limit}: megabytes; {or_raise}, as in all that have a limit."""
    damaged: str
    encrypted: str
    no_text_layer: str
    too_many_pages: str
    """{limit}: pages."""
    too_many_entries: str
    """{limit}: files inside of it."""
    too_much_inside: str
    """{limit}: megabytes."""
    too_dense: str
    """{limit}: times."""
    too_long: str
    """{limit}: characters."""
    too_slow: str
    """{limit}: seconds."""
    too_hungry: str
    """{limit}: megabytes."""
    or_raise: str
    """{option}: what the operator may do; nothing for those who cannot configure."""
    fatal_file: str
    missing_model: str
    """{package}, {model}: the key in the configuration that wants it."""
    no_token: str
    refused_token: str
    refused: str
    """{reason}: Telegram's own words."""
    unreachable: str
    """{address}"""
    another_instance: str
    one_process: str
    """{reason}: where the store is, and that another process has it."""
    stalled: str
    webhook_refused: str
    """{reason}: Telegram's own words."""
    port_taken: str
    """{address}"""


@dataclass(frozen=True, slots=True)
class CommandWords:
    """What each command does, in the menu and in `/help`; at most 256 characters each."""

    ask: str
    start: str
    add: str
    articles: str
    remove: str
    help: str
    language: str
    words: str
    gaps: str
    stats: str
    settings: str
    privacy: str
    forgetme: str


@dataclass(frozen=True, slots=True)
class ChatWords:
    """Words of first contact, settings and privacy; they follow the chat's language."""

    own_name: str
    """What the language calls itself."""
    commands: CommandWords
    command_line: str
    """{name}, {description}: a line of `/help`."""
    start: str
    """{articles}: lines of titles."""
    start_article: str
    """{title}"""
    start_more: str
    """{number}: articles that are not named."""
    example_meeting: str
    """A question that a button asks; the first of the two that the articles answer."""
    example_date: str
    add_to_group: str
    article: str
    """{title}, {page}: what else its page says of it, {sentences}: how many."""
    between: str
    """Between two things that a page says."""
    help_private: str
    """How to ask in private; the commands and the ways in other chats follow it."""
    help_group: str
    """{bot}: its username, as in the two that follow."""
    help_inline: str
    """Where @BotFather allows inline mode."""
    help_guest: str
    """Where guest mode is on."""
    reads_addressed: str
    """Ends help in groups, where privacy mode is on."""
    reads_all: str
    """The same where it is off."""
    greeting: str
    """{bot}"""
    only_admins: str
    language: str
    language_auto: str
    settings: str
    settings_askers: str
    """Ends the text above in groups."""
    sentences_default: str
    quiet_off: str
    quiet_on: str
    askers_all: str
    askers_admins: str
    chosen: str
    """{label}: of the button whose choice holds."""
    saved: str
    privacy: str
    """{days}"""
    privacy_guest: str
    """Ends it where guest mode is on."""
    forgotten: str
    """{number}: of the questions."""


@dataclass(frozen=True, slots=True)
class TelegramWords:
    """Words of the bot's own messages and menus; they follow the chat's language."""

    ask_for_question: str
    question_field: str
    """What stands in the empty field for a question, at most 64 characters."""
    only_text: str
    only_admins_ask: str
    rank_unknown: str
    """Nobody knows whether who asked is an administrator."""
    linked: str
    """{question}: which a link asks."""
    too_many: str
    """{number}: questions a minute, of one person."""
    too_many_group: str
    """{number}: the same of all in a group."""
    late: str
    """{minutes}: the age of the questions that are not answered any more."""
    uncertain: str
    """The answer may not have arrived."""
    failed: str
    """{id}: by which the operator finds the fault in the log."""
    short_description: str
    description: str


@dataclass(frozen=True, slots=True)
class ButtonWords:
    """What stands on the buttons under an answer, and what is said of a press."""

    context: str
    others: str
    why: str
    back: str
    more: str
    """{page}, {pages}: the first of several."""
    only: str
    """Asks the same of the answer's article alone."""
    every: str
    """Asks the same of all articles."""
    source: str
    """Leads to the article's own page."""
    thanks: str
    """After a good vote."""
    sorry: str
    """After a bad one."""
    stale: str
    """The question is forgotten, or is not of this chat."""
    article_gone: str


@dataclass(frozen=True, slots=True)
class ViewWords:
    """What an answer's buttons show."""

    context: str
    """{number}: sentences before and behind."""
    context_of_nearest: str
    """The same around what is no answer, and says that it is none."""
    places: str
    """{first}, {last}: where a run of sentences stands."""
    others: str
    """Announces the next best sentences, and that they are not the answer."""
    no_others: str
    why: str
    """Announces what the answer was chosen by."""
    why_not: str
    """The same for a question that was declined."""
    word_found: str
    """{word}, {share}: its part of the question in percent; {texts}: what the text has."""
    word_elsewhere: str
    """{word}, {share}: other sentences have it."""
    word_missing: str
    """{word}, {share}: no article has it."""
    weights: str
    """Says what the shares are."""
    confidence: str
    """{confidence}, {threshold}: in percent."""
    from_page: str
    """What answers is no sentence, but what the page says of itself."""
    runner_up: str
    """Announces the runner-up; {texts}: what it has of the question."""
    runner_up_without: str
    """The same for one that has no word of the question."""


@dataclass(frozen=True, slots=True)
class GapWords:
    """Words of `/gaps`: what was asked and no article says."""

    title: str
    """{days}, {number}: of the questions."""
    missing: str
    """{words}: quoted, {number}: how often; a line of the list."""
    nothing_missing: str
    """{number}: the same of those whose words are all there."""
    none: str
    """{days}"""
    how: str
    """Ends the list: how to close a gap."""
    only_admins: str
    again: str
    """The button that asks all of them once more."""


@dataclass(frozen=True, slots=True)
class StatsWords:
    """Words of `/stats`."""

    own: str
    """{articles}, {sentences}, as in the one that follows."""
    shared: str
    last: str
    """{date}"""
    asked: str
    """{days}, {number}, {answered}, {declined}, and both in percent: {good}, {bad}."""
    votes: str
    """{good}, {bad}."""
    version: str
    """{version}"""
    only_admins: str


@dataclass(frozen=True, slots=True)
class WordlistWords:
    """Words of `/words` and `yuanju words`."""

    title: str
    """{number}, {limit}: words."""
    shared: str
    """Announces those that every chat has."""
    none: str
    how: str
    """Ends the list: how to change it. {bot}: what stands behind the command, or nothing."""
    added: str
    """{entry}, as in all that follow."""
    known: str
    removed: str
    no_word: str
    too_short: str
    """{word}, {limit}: characters."""
    too_long: str
    """The same."""
    unknown: str
    """{word}"""
    too_many: str
    """{word}, {limit}: words."""
    only_admins: str
    replaced: str
    """{number}: words that the file has."""


@dataclass(frozen=True, slots=True)
class SelftestWords:
    """Words of `yuanju selftest`."""

    none: str
    summary: str
    """{number}, {same}, {other}, {declined}: questions."""
    question: str
    """{text}"""
    was: str
    """{text}"""
    now: str
    """{text}"""
    now_declined: str


@dataclass(frozen=True, slots=True)
class InlineWords:
    """Labels of the button above inline results; each leads to the private chat."""

    tip: str
    """Nothing to look for was typed yet."""
    too_many: str
    too_long: str
    """The answer does not fit into one message."""


@dataclass(frozen=True, slots=True)
class FeedingWords:
    """Words of adding articles in a chat, and of taking them away."""

    a_file: str
    """What a file without a name is called."""
    a_text: str
    """What a text is called in what went wrong."""
    offer_file: str
    """{name}"""
    offer_text: str
    """{chars}: characters."""
    yes: str
    no: str
    ask: str
    """A long text is a question after all."""
    not_added: str
    asked: str
    gone: str
    """The message that was to be added is deleted, or too old."""
    how: str
    """What `/add` alone is told."""
    no_link: str
    only_admins: str
    too_many: str
    """{number}: articles a minute."""
    reading: str
    """{name}"""
    analysing: str
    """{title}"""
    analysed: str
    """{title}, {number}: sentences that were read so far."""
    not_fetched: str
    """{name}"""
    full: str
    """{articles}, {chars}: what a shelf takes."""
    failed: str
    added: str
    """{title}"""
    replaced: str
    """{title}"""
    known: str
    """{title}"""
    sentences: str
    """{number}"""
    one_message: str
    """Follows where a text of one message is so long that more may have followed."""
    next: str
    """Ends what is said of an article that was added."""
    articles: str
    """{number}: stands above their list."""
    no_articles: str
    entry: str
    """{number}, {title}"""
    shared: str
    """Marks an article that all chats see."""
    more_help: str
    choose: str
    nothing_to_remove: str
    confirm: str
    """{title}, {sentences}"""
    remove: str
    keep: str
    removed: str
    """{title}"""
    kept: str
    not_there: str


@dataclass(frozen=True, slots=True)
class Words:
    """All words of one language."""

    language: str
    """BCP 47 tag of the language; the name of its file."""
    reply: ReplyWords
    explain: ExplainWords
    models: ModelWords
    check: CheckWords
    backup: BackupWords
    console: ConsoleWords
    operator: OperatorWords
    problem: ProblemWords
    chats: ChatWords
    telegram: TelegramWords
    buttons: ButtonWords
    views: ViewWords
    gaps: GapWords
    stats: StatsWords
    wordlist: WordlistWords
    selftest: SelftestWords
    inline: InlineWords
    feeding: FeedingWords
