"""`python -m bot` is `yuanju`."""

from bot.cli.app import main

if __name__ == "__main__":
    main()
