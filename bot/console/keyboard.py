"""The console on a real terminal: a prompt with history and line editing."""

import os
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from bot.console.session import Session
from bot.replies.terminal import PROMPT
from config.settings import ConsoleSettings

_OWNER_ONLY = 0o600


def converse(session: Session, settings: ConsoleSettings) -> None:
    """Prompt and handle lines until the person leaves.

    Ctrl-D leaves; Ctrl-C drops the line that is being typed, and leaves on an empty one.
    """
    session.welcome()
    prompt: PromptSession[str] = PromptSession(
        history=open_history(settings.history_file), key_bindings=_key_bindings()
    )
    try:
        while True:
            line = prompt.prompt(PROMPT)
            if line.strip() and not session.handle(line):
                break
    except (EOFError, KeyboardInterrupt):
        pass
    session.say_goodbye()


def open_history(file: Path | None) -> History:
    """The lines of earlier sessions, readable by their owner only; or none are kept."""
    if file is None:
        return InMemoryHistory()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_APPEND | os.O_WRONLY, _OWNER_ONLY))
        file.chmod(_OWNER_ONLY)
    except OSError:
        # No home folder, or a read-only one: questions can be asked all the same.
        return InMemoryHistory()
    return FileHistory(str(file))


def _key_bindings() -> KeyBindings:
    bindings = KeyBindings()

    @bindings.add("c-c")
    def _(event: KeyPressEvent) -> None:
        if event.current_buffer.text:
            event.current_buffer.reset()
        else:
            event.app.exit(exception=KeyboardInterrupt)

    return bindings
