"""Deciding in a browser: correct, merge, accept, undo; all of it is in the log."""

import re

KOUTOUGOU = "Armed attack, Koutougou"


def read_log(page, address: str) -> list[str]:
    page.goto(f"{address}/audit")
    page.wait_for_selector("tbody td:nth-child(3)")
    return page.locator("tbody td:nth-child(3)").all_inner_texts()


def wait_for_count(items, count: int) -> None:
    items.nth(count).wait_for(state="detached")
    if count:
        items.nth(count - 1).wait_for()


def test_a_toll_is_corrected_and_the_correction_undone(page, own_desk: str) -> None:
    page.goto(own_desk)
    page.get_by_role("link", name=KOUTOUGOU).click()
    page.get_by_role("button", name="Amend: Killed").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("At least").fill("25")
    dialog.get_by_label("At most").fill("25")
    dialog.get_by_label("Reason").fill("The army's list of 22 August names twenty-five.")
    dialog.get_by_role("button", name="Amend").click()
    amended = page.locator("[data-field=killed] tr.amended")
    amended.wait_for()
    assert "25" in amended.inner_text()
    assert "24" in page.locator("[data-field=killed]").inner_text(), "what the machine read stays"
    decisions = page.locator("section[aria-labelledby=decisions]")
    decisions.get_by_text("The army's list of 22 August names twenty-five.").wait_for()
    page.goto(own_desk)
    page.wait_for_selector("ol :text('25 killed')")
    page.get_by_role("link", name=KOUTOUGOU).click()
    page.locator("section[aria-labelledby=decisions]").get_by_role("button", name="Undo").click()
    amended.wait_for(state="detached")
    log = read_log(page, own_desk)
    assert [each for each in log if each in ("Amend", "Undo")] == ["Undo", "Amend"]


def test_two_incidents_are_merged_and_come_apart_again(page, own_desk: str) -> None:
    page.goto(own_desk)
    page.get_by_role("link", name="Drone strike, base d'Aïn al-Assad").click()
    page.wait_for_selector("#facts")
    page.keyboard.press("m")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("radio", name=re.compile("Shelling, Ain al-Asad")).check()
    dialog.get_by_role("button", name="Merge").click()
    page.wait_for_selector("#tellings:has-text('7 accounts')")
    page.goto(own_desk)
    page.wait_for_selector("[data-testid=total]:has-text('4 incidents')")
    page.go_back()
    page.wait_for_selector("#tellings:has-text('7 accounts')")
    page.locator("section[aria-labelledby=decisions]").get_by_role("button", name="Undo").click()
    page.wait_for_selector("#tellings:has-text('5 accounts')")
    page.goto(own_desk)
    page.wait_for_selector("[data-testid=total]:has-text('5 incidents')")
    log = read_log(page, own_desk)
    assert [each for each in log if each in ("Merge", "Undo")] == ["Undo", "Merge"]


def test_the_queue_is_worked_by_keyboard(page, own_desk: str) -> None:
    page.goto(f"{own_desk}/queue")
    page.wait_for_selector("ol h3 a")
    items = page.locator("main ol > li:has(h3)")
    before = items.count()
    first = items.first.locator("h3").inner_text()
    assert items.first.locator(".why li").count() >= 1
    page.keyboard.press("j")
    assert page.locator("li.current h3").inner_text() == items.nth(1).locator("h3").inner_text()
    page.keyboard.press("k")
    page.keyboard.press("a")
    wait_for_count(items, before - 1)
    assert first not in items.locator("h3").all_inner_texts()
    page.keyboard.press("u")
    wait_for_count(items, before)
    page.keyboard.press("r")
    dialog = page.get_by_role("dialog")
    assert dialog.get_by_role("button", name="Reject").is_disabled(), "a rejection needs its reason"
    dialog.get_by_label("Reason").fill("Not an incident of ours.")
    dialog.get_by_role("button", name="Reject").click()
    wait_for_count(items, before - 1)
    page.keyboard.press("?")
    page.get_by_role("dialog", name="Keys").wait_for()


def test_the_record_is_shown_as_it_stood_and_then_nothing_can_be_decided(page, own_desk: str) -> None:
    page.goto(f"{own_desk}/?as_of=2000-01-01T00:00:00Z")
    page.wait_for_selector("[data-testid=total]:has-text('0 incidents')")
    page.get_by_role("button", name="Back to now").click()
    page.wait_for_selector("[data-testid=total]:has-text('5 incidents')")
    page.goto(f"{own_desk}/?as_of=2100-01-01T00:00:00Z")
    page.get_by_role("link", name=KOUTOUGOU).click()
    page.wait_for_selector("#facts")
    assert "as_of" in page.url
    assert page.get_by_role("button", name="Accept").count() == 0
