"""Pictures of a chat for the READMEs, of the bot's real messages: `make pictures`."""
