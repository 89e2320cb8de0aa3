"""Reading the record in a browser: map, filters, search, timeline, the words behind a value."""

import json
import re

import pytest

KOUTOUGOU = "Armed attack, Koutougou"
TOTAL = "[data-testid=total]"


@pytest.fixture
def desk(page, reading_desk: str):
    page.goto(reading_desk)
    page.wait_for_selector(f"{TOTAL}:has-text('5 incidents')")
    return page


def open_incident(page, title: str) -> None:
    page.get_by_role("link", name=title).first.click()
    page.wait_for_selector("#facts")


def test_the_map_is_drawn_and_a_mark_on_it_opens_its_incident(make_page, reading_desk: str) -> None:
    page = make_page(drawn=True)
    page.goto(f"{reading_desk}/?at=-1.03,14.43,5")
    page.wait_for_selector("[data-testid=map][data-ready=yes]")
    page.wait_for_timeout(300)
    box = page.locator("canvas.maplibregl-canvas").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.locator("aside", has_text=KOUTOUGOU).get_by_role("link", name="Open the record").click()
    page.wait_for_selector("#facts")


def test_where_no_map_can_be_drawn_the_list_says_the_same(desk) -> None:
    desk.get_by_text("This browser cannot draw the map").wait_for()
    assert desk.locator("ol h3").count() == 5


def test_a_facet_narrows_the_list_and_the_address_holds_it(desk) -> None:
    desk.get_by_role("button", name=re.compile("^intercepted")).click()
    desk.wait_for_selector(f"{TOTAL}:has-text('2 incidents')")
    assert "outcome=intercepted" in desk.url
    desk.reload()
    desk.wait_for_selector(f"{TOTAL}:has-text('2 incidents')")
    desk.get_by_role("button", name="Remove filter: intercepted").click()
    desk.wait_for_selector(f"{TOTAL}:has-text('5 incidents')")
    desk.go_back()
    desk.wait_for_selector(f"{TOTAL}:has-text('2 incidents')")


def test_words_of_an_article_find_its_incident(desk) -> None:
    desk.keyboard.press("/")
    desk.keyboard.type("Koutougou")
    desk.wait_for_selector(f"{TOTAL}:has-text('1 incident')")
    assert desk.locator("ol h3").inner_text() == KOUTOUGOU
    assert "text=Koutougou" in desk.url


def test_keys_go_through_the_list_and_open_an_incident(desk) -> None:
    desk.keyboard.press("j")
    desk.keyboard.press("j")
    desk.keyboard.press("k")
    first = desk.locator("ol h3 a").first
    assert first.evaluate("link => link === document.activeElement")
    assert desk.locator("li[data-chosen] h3").inner_text() == first.inner_text()
    assert "sel=" in desk.url
    title = first.inner_text()
    desk.keyboard.press("Enter")
    desk.wait_for_selector(f'h1:has-text("{title}")')


def test_the_timeline_is_narrowed_by_keyboard_and_by_dragging(desk) -> None:
    desk.get_by_role("slider", name="From").focus()
    desk.keyboard.press("End")
    desk.wait_for_selector(f"{TOTAL}:has-text('3 incidents')")
    assert "since=2022-01-01" in desk.url
    desk.get_by_role("button", name="Whole period").click()
    desk.wait_for_selector(f"{TOTAL}:has-text('5 incidents')")
    box = desk.locator(".track svg").bounding_box()
    assert box
    desk.mouse.move(box["x"] + 2, box["y"] + 20)
    desk.mouse.down()
    desk.mouse.move(box["x"] + box["width"] / 2, box["y"] + 20, steps=4)
    desk.mouse.up()
    desk.wait_for_selector(f"{TOTAL}:has-text('2 incidents')")
    assert "until=" in desk.url


def test_the_address_holds_the_whole_state_of_the_map_page(page, reading_desk: str) -> None:
    page.goto(f"{reading_desk}/?country=IQ&sort=date&at=44,33,6")
    page.wait_for_selector(f"{TOTAL}:has-text('3 incidents')")
    dates = page.locator("ol .row p:first-of-type").all_inner_texts()
    assert ["3 January" in dates[0], "4 January" in dates[1], "5 January" in dates[2]] == [True] * 3
    page.get_by_role("button", name=re.compile("^Show on the map")).first.click()
    page.wait_for_selector("aside:has-text('Open the record')")
    address = page.url
    page.goto(address)
    page.wait_for_selector("aside:has-text('Open the record')")
    assert page.get_by_role("combobox", name="Order").input_value() == "date"


def test_a_value_opens_its_article_with_the_exact_words_highlighted(desk) -> None:
    open_incident(desk, KOUTOUGOU)
    desk.locator("[data-field=killed] button.told", has_text="24").click()
    mark = desk.locator("[data-testid=article] mark").first
    mark.wait_for()
    assert mark.inner_text() == "Vingt-quatre soldats ont été tués"
    assert "doc=" in desk.url
    assert "spans=" in desk.url
    desk.keyboard.press("Escape")
    assert desk.locator("[data-testid=article]").count() == 0


def test_spans_count_code_points_as_python_does(page, reading_desk: str) -> None:
    """JavaScript counts "🕊" as two: without conversion every mark after it would be one off."""

    def put_a_dove_first(route) -> None:
        document = route.fetch().json()
        document["content"], document["title"] = "🕊 " + document["content"], "🕊 " + document["title"]
        route.fulfill(body=json.dumps(document), content_type="application/json")

    page.route("**/api/documents/*", put_a_dove_first)
    page.goto(reading_desk)
    open_incident(page, KOUTOUGOU)
    page.locator("[data-field=killed] button.told", has_text="24").click()
    address = page.url
    moved = re.sub(
        r"spans=([\d,-]+)", lambda found: "spans=" + re.sub(r"\d+", lambda n: str(int(n[0]) + 2), found[1]), address
    )
    assert moved != address
    page.goto(moved)
    mark = page.locator("[data-testid=article] mark").first
    mark.wait_for()
    assert mark.inner_text() == "Vingt-quatre soldats ont été tués"


def test_markup_in_an_article_is_shown_as_the_text_that_it_is(page, reading_desk: str) -> None:
    def put_markup(route) -> None:
        document = route.fetch().json()
        document["content"] += "\n<img src=x onerror=\"document.title='taken'\"><b>bold</b>"
        route.fulfill(body=json.dumps(document), content_type="application/json")

    page.route("**/api/documents/*", put_markup)
    page.goto(reading_desk)
    open_incident(page, KOUTOUGOU)
    page.locator("[data-field=killed] button.told", has_text="24").click()
    sheet = page.locator("[data-testid=article]")
    sheet.get_by_text("<b>bold</b>").wait_for()
    assert sheet.locator("img, b").count() == 0


def test_contradictions_stand_side_by_side_and_denied_values_say_so(desk) -> None:
    open_incident(desk, "Drone strike, base d'Aïn al-Assad")
    clashes = desk.locator("section[aria-labelledby=clashes]")
    assert {"intercepted", "carried out"} <= set(clashes.locator(".told").all_inner_texts())
    assert desk.locator("[data-field=injured] tr.denied").count() == 1


def test_superseded_tolls_are_marked_and_the_reason_is_told(desk) -> None:
    open_incident(desk, KOUTOUGOU)
    assert desk.locator("[data-field=killed] tr.superseded").count() >= 1
    row = desk.locator("[data-field=killed] tr.standing").first
    row.get_by_text("Why").click()
    assert "origin" in row.locator(".why").inner_text()


def test_the_chain_runs_from_the_outlets_to_the_voices(desk) -> None:
    open_incident(desk, KOUTOUGOU)
    chain = desk.locator("section[aria-labelledby=chain]")
    assert chain.locator("svg .agency title").all_text_contents() == ["AFP"]
    assert any("→ AFP" in each for each in chain.locator("ul.unseen li").all_text_contents())


def test_the_interface_speaks_french(make_page, reading_desk: str) -> None:
    page = make_page(language="fr-FR")
    page.goto(reading_desk)
    page.wait_for_selector(f"{TOTAL}:has-text('5 incidents')")
    assert page.locator("html").get_attribute("lang") == "fr"
    assert page.get_by_role("link", name="Frappe de drone").count() == 2
    page.get_by_role("button", name="English").click()
    page.wait_for_selector("h3:has-text('Drone strike')")
    page.reload()
    page.wait_for_selector("h3:has-text('Drone strike')")


def test_the_theme_is_switched_and_kept(desk) -> None:
    ground = "getComputedStyle(document.body).color"
    light = desk.evaluate(ground)
    for _ in range(2):
        desk.get_by_role("button", name=re.compile("^Theme")).click()
    assert desk.evaluate(ground) != light
    desk.reload()
    desk.wait_for_selector(TOTAL)
    assert desk.locator("html").get_attribute("data-theme") == "dark"


@pytest.mark.parametrize("path", ["/", "/queue", "/audit"])
def test_nothing_is_wider_than_a_phone(make_page, reading_desk: str, path: str) -> None:
    page = make_page(width=360, height=740)
    page.goto(reading_desk + path)
    page.wait_for_selector("h1")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_an_incident_is_read_on_a_phone(make_page, reading_desk: str) -> None:
    page = make_page(width=360, height=740)
    page.goto(reading_desk)
    open_incident(page, KOUTOUGOU)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator("[data-field=killed] button.told", has_text="24").click()
    page.locator("[data-testid=article] mark").first.wait_for()
