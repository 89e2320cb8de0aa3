"""The API does what its own OpenAPI description says, for whatever schemathesis thinks of, with a login."""

from pathlib import Path
from tempfile import mkdtemp

import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis import Case
from schemathesis.specs.openapi.checks import positive_data_acceptance
from tests.web_desk import HOME, TEAM, log_in, make_store

from recoupe.store.users import Role

EXAMPLES = 8
"""Requests a route: a few seconds of each run; the seed is fixed, so that every run sends the same."""

HOST = {"Host": HOME.removeprefix("http://")}
BROWSER = log_in(make_store(Path(mkdtemp())), Role.ADMIN)
DESCRIPTION = schemathesis.openapi.from_asgi("/api/openapi.json", BROWSER.app, headers=HOST)


@DESCRIPTION.exclude(path="/api/logout").parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_route_keeps_to_its_description(case: Case) -> None:
    """What has the right form may still be refused: the year 0, a box beyond the poles, a note without words."""
    headers = {**HOST, "X-CSRF-Token": BROWSER.headers["X-CSRF-Token"]}
    cookies = {TEAM.cookie: BROWSER.cookies[TEAM.cookie]}
    case.call_and_validate(headers=headers, cookies=cookies, excluded_checks=[positive_data_acceptance])
