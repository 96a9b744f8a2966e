"""Whole processes of the bot, driven from outside."""
