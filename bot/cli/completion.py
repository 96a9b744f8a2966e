"""`yuanju completion`: words for the shell's Tab key."""

import click
from click.shell_completion import get_completion_class

_VARIABLE = "_YUANJU_COMPLETE"


@click.command(short_help="Words for the Tab key of bash, zsh or fish.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the completion script for SHELL.

    For bash, put `eval "$(yuanju completion bash)"` into ~/.bashrc; likewise for zsh in
    ~/.zshrc. For fish: `yuanju completion fish > ~/.config/fish/completions/yuanju.fish`.
    """
    command = context.find_root().command
    completer = get_completion_class(shell)
    if completer is None:  # pragma: no cover - the choices above are click's own
        raise click.BadParameter(shell)
    click.echo(completer(command, {}, "yuanju", _VARIABLE).source())
