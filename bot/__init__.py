"""Where people meet the answers: the command line, the console, Telegram."""
