"""What a deployment sets: files and variables in, frozen values or a list of mistakes out.

Start reading at `config.loading`. pydantic and yaml stay in this package: what
leaves it are plain dataclasses.
"""
