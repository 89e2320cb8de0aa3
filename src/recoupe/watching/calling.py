"""Calling somebody: a mail message in a folder, a POST to a webhook."""

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from recoupe.errors import FetchError, InputError
from recoupe.fetching.fetcher import Fetcher
from recoupe.watching.changes import TITLES, Call
from recoupe.watching.state import WatchState
from recoupe.watching.watch_list import Mail

LOG = logging.getLogger(__name__)

MOST_UNSENT = 1000
"""Calls that are kept for a webhook that does not answer; the oldest go first."""

SUCCESS = range(200, 300)


def write_mail(calls: Sequence[Call], mail: Mail, folder: Path, now: float) -> None:
    """Puts a message with all calls of a round into a folder; raises InputError where that cannot be written to."""
    if not calls:
        return
    moment = datetime.fromtimestamp(now, tz=UTC)
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = mail.sender, mail.to
    message["Subject"] = calls[0].line if len(calls) == 1 else f"{len(calls)} calls: {_counted(calls)}"
    message["Date"] = format_datetime(moment)
    message.set_content("\n\n".join(call.line for call in calls) + "\n")
    name = f"recoupe-{moment:%Y%m%dT%H%M%S}-{int(moment.microsecond):06d}.eml"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f".{name}").write_bytes(bytes(message))  # hidden until it is whole: a mail program may look in
        (folder / f".{name}").rename(folder / name)
    except OSError as problem:
        raise InputError(f"{folder}: {problem.strerror}; name a folder that can be written to") from problem


def send_calls(calls: Sequence[Call], url: str, fetcher: Fetcher, state: WatchState) -> None:
    """Posts calls, those first that were not taken before; what is not taken stays for the next round."""
    waiting = [*state.unsent, *(asdict(call) | {"line": call.line} for call in calls)]
    state.unsent = []
    for number, each in enumerate(waiting):
        try:
            answer = fetcher.post(url, _body(each), "application/json")
            taken, reason = answer.status in SUCCESS, answer.reason
        except FetchError as problem:
            taken, reason = False, str(problem)
        if not taken:
            LOG.warning("the webhook did not take a call (%s): it is sent again at the next round", reason)
            state.unsent = waiting[number:][-MOST_UNSENT:]
            return


def _body(call: Mapping[str, Any]) -> bytes:
    """The call as JSON; `text` is what Slack and Mattermost show."""
    return json.dumps(dict(call) | {"text": call["line"]}, ensure_ascii=False).encode()


def _counted(calls: Sequence[Call]) -> str:
    kinds = [call.kind for call in calls]
    return ", ".join(f"{kinds.count(kind)} {title.lower()}" for kind, title in TITLES.items() if kind in kinds)
