"""The compose file of docs/deployment, as far as it can be looked at without running it."""

import re

import yaml

from config.loading import load_settings
from tests.repository.places import ROOT

_FOLDER = ROOT / "docs" / "deployment"
_SET = re.compile(r"\$\{(\w+)(?::\?[^}]*)?\}")


def test_the_bots_take_their_environment() -> None:
    """Each variable sets a key that there is, to a value that it takes."""
    services = yaml.safe_load((_FOLDER / "compose.yaml").read_text(encoding="utf-8"))["services"]
    given = {"WEBHOOK_URL": "https://bot.example.org/telegram", "TELEGRAM_BOT_TOKEN": "1:a"}
    environment = {
        name: _SET.sub(lambda found: given.get(found[1], "x1"), value)
        for name, value in services["bot-1"]["environment"].items()
    }
    settings = load_settings(None, environment)

    assert settings.index.url is not None
    assert settings.store.url is not None
    assert settings.telegram.webhook.url == given["WEBHOOK_URL"]


def test_what_is_named_is_there() -> None:
    """Files and services that the compose file and its neighbours speak of."""
    text = (_FOLDER / "compose.yaml").read_text(encoding="utf-8")
    services = yaml.safe_load(text)["services"]
    proxied = re.findall(
        r"server ([\w-]+):8080", (_FOLDER / "nginx.conf").read_text(encoding="utf-8")
    )

    assert set(proxied) <= services.keys()
    assert all(
        {*service.get("depends_on", ())} <= services.keys() for service in services.values()
    )
    assert (_FOLDER / "Dockerfile").is_file()
