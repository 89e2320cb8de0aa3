"""WCAG 2.2 AA as far as axe can tell, on every page, light and dark; and what axe cannot tell."""

import pytest
from tests.web_app.conftest import free_port, need, serve

from recoupe.store.opening import open_store
from recoupe.store.users import Role, add_user
from recoupe.web.options import WebOptions
from recoupe.web.passwords import hash_password

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def find_violations(page) -> list[str]:
    """What axe finds, in light and then in dark."""
    axe = need("axe_playwright_python.sync_playwright", "axe-playwright-python").Axe()
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        answer = axe.run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response
        found += [
            f"{scheme} {each['id']}: {node['html'][:160]}" for each in answer["violations"] for node in each["nodes"]
        ]
    return found


@pytest.mark.parametrize(("path", "title"), [("/queue", "Queue"), ("/audit", "Log")])
def test_axe_finds_nothing(page, reading_desk: str, path: str, title: str) -> None:
    page.goto(reading_desk + path)
    page.wait_for_selector(f"h1:has-text('{title}')")
    page.wait_for_load_state("networkidle")
    assert find_violations(page) == []


def test_axe_finds_nothing_on_the_map_and_every_target_is_large_enough_for_a_finger(
    make_page, reading_desk: str
) -> None:
    """WCAG 2.2 asks for 24 by 24 pixels; links within a line of text are excepted."""
    page = make_page(drawn=True)
    page.goto(reading_desk)
    page.wait_for_selector("[data-ready=yes]")
    page.get_by_text("Legend").click()
    assert find_violations(page) == []
    small = """[...document.querySelectorAll('button, select, input, summary, [role=slider]')]
        .map(each => [each.outerHTML.slice(0, 90), each.getBoundingClientRect()])
        .filter(([, box]) => box.width && (box.width < 24 || box.height < 24)).map(([html]) => html)"""
    assert page.evaluate(small) == []


def test_axe_finds_nothing_on_an_incident_with_its_article_and_a_dialog(page, reading_desk: str) -> None:
    page.goto(reading_desk)
    page.get_by_role("link", name="Drone strike, base d'Aïn al-Assad").click()
    page.locator("[data-field=killed] button.told").first.click()
    page.locator("[data-testid=article] mark").first.wait_for()
    page.locator("details summary", has_text="Why").first.click()
    assert find_violations(page) == []
    page.get_by_role("button", name="Merge").click()
    page.wait_for_selector("dialog[open] input[type=radio]")
    assert find_violations(page) == []


def test_axe_finds_nothing_at_phone_width(make_page, reading_desk: str) -> None:
    page = make_page(width=360, height=740)
    page.goto(reading_desk)
    page.wait_for_selector("ol h3")
    assert find_violations(page) == []


def test_a_team_logs_in_on_a_page_where_axe_finds_nothing(make_page, newsroom, tmp_path) -> None:
    path = tmp_path / "team.db"
    path.write_bytes(newsroom.read_bytes())
    store = open_store(str(path))
    add_user(store, "rita", Role.READ, hash_password("correct horse battery"))
    add_user(store, "ada", Role.ADMIN, hash_password("correct horse battery"))
    store.engine.dispose()
    with serve(path, WebOptions(team=True, port=free_port())) as address:
        page = make_page()
        page.goto(f"{address}/queue")
        page.wait_for_selector("h1:has-text('Recoupe')")
        assert find_violations(page) == []
        page.get_by_label("Name").fill("rita")
        page.get_by_label("Password").fill("not that one, no")
        page.get_by_role("button", name="Log in").click()
        page.get_by_text("Name or password is wrong.").wait_for()
        page.get_by_label("Password").fill("correct horse battery")
        page.get_by_role("button", name="Log in").click()
        page.wait_for_selector("h1:has-text('Queue')")
        assert page.get_by_role("button", name="Accept").count() == 0, "who may only read is offered no decision"


def test_every_control_can_be_reached_and_seen_by_keyboard(page, reading_desk: str) -> None:
    page.goto(reading_desk)
    page.wait_for_selector("ol h3")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className.includes('skip')")
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
