"""Taking documents in one by one gives what gathering all of them at once gives, whatever their order."""

import random
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from benchmarks.link_scale import make_tellings
from sqlalchemy import func, select
from tests.records_by_hand import make_account

from recoupe.desk import Desks
from recoupe.incidents import gather_incidents
from recoupe.pipeline import read_documents
from recoupe.reading.passports import read_passport, read_tellings
from recoupe.reading.paths import read_paths
from recoupe.records import Account, Decision, Document, Incident, TellingName, Verb
from recoupe.store.deciding import add_decision
from recoupe.store.documents import add_account, load_passports, load_tellings
from recoupe.store.gathering import gather_all, is_gathered, update_incidents
from recoupe.store.incidents import Filter, load_incidents
from recoupe.store.index_tables import COPIES, PAIRS, SKETCHES
from recoupe.store.opening import Store, start_run, write_store
from recoupe.store.tables import GATHERINGS, INCIDENTS

NEWSROOM = Path(__file__).parents[2] / "examples" / "newsroom"
WORDS = (
    "hommes",
    "armés",
    "village",
    "soldats",
    "attaque",
    "nuit",
    "convoi",
    "route",
    "bilan",
    "source",
    "marché",
    "pont",
)


@cache
def newsroom() -> tuple[Account, ...]:
    """The demo newsroom as it is read."""
    return tuple(read_documents(read_paths([NEWSROOM]), Desks(), thorough=False))


@cache
def synthetic(number: int = 40, seed: int = 3) -> tuple[Account, ...]:
    """Synthetic accounts, a third of which carry, cut or with a word changed, the text of another."""
    dice = random.Random(seed)
    tellings, _ = make_tellings(number, seed)
    accounts: list[Account] = []
    for telling in tellings:
        words = dice.choices(WORDS, k=40)
        if accounts and dice.random() < 0.35:
            words = dice.choice(accounts[-8:]).document.text.split()[: dice.choice((20, 40))]
            words[dice.randrange(len(words))] = dice.choice(WORDS)
        passport = telling.passport
        document = Document(id=passport.id, outlet=passport.outlet, published=passport.published, text=" ".join(words))
        accounts.append(Account(document=document, language="fr", events=(telling.event,)))
    return tuple(accounts)


def add(store: Store, accounts: Sequence[Account]) -> None:
    run = start_run(store, "add")
    for account in accounts:
        add_account(store, account, run)
    update_incidents(store, run)


def at_once(accounts: Sequence[Account]) -> tuple[Incident, ...]:
    """What gathering all of them makes, without a store."""
    tellings = [telling for account in accounts for telling in read_tellings(account)]
    return gather_incidents(tellings, [read_passport(account) for account in accounts])


def bare(incidents: Sequence[Incident]) -> dict[str, Incident]:
    return {each.id: replace(each, tellings=()) for each in incidents}


def in_portions(accounts: Sequence[Account], dice: random.Random) -> list[Sequence[Account]]:
    """A first portion of a third, then one to three at a time."""
    start = len(accounts) // 3
    portions = [accounts[:start]]
    while start < len(accounts):
        size = dice.randint(1, 3)
        portions.append(accounts[start : start + size])
        start += size
    return portions


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("given", [newsroom, synthetic])
def test_any_order_gives_the_incidents_of_all_at_once(store: Store, given: object, seed: int) -> None:
    assert callable(given)
    accounts: list[Account] = list(given())
    dice = random.Random(seed)
    dice.shuffle(accounts)
    for portion in in_portions(accounts, dice):
        add(store, portion)
    assert bare(load_incidents(store, Filter())) == bare(at_once(accounts))


def test_a_revised_document_takes_its_incidents_apart_again(store: Store) -> None:
    accounts = synthetic()
    add(store, accounts)
    dice = random.Random(5)
    current = {account.document.id: account for account in accounts}
    for account in dice.sample(accounts, 7):
        other = dice.choice(accounts)
        given = replace(account.document, text=other.document.text, published=other.document.published)
        events = tuple(replace(each, id=account.events[0].id) for each in other.events) if dice.random() < 0.8 else ()
        current[given.id] = replace(account, document=given, events=events)
        add(store, [current[given.id]])
        assert bare(load_incidents(store, Filter())) == bare(at_once(tuple(current.values())))


def test_copies_are_those_of_all_at_once_where_words_are_common(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("recoupe.incidents.copies", "recoupe.store.copy_index"):
        monkeypatch.setattr(f"{module}.COMMON_TRIPLE", 3)
        monkeypatch.setattr(f"{module}.MOST_COMPARED", 2)
    accounts = list(synthetic())
    random.Random(11).shuffle(accounts)
    for portion in in_portions(accounts, random.Random(11)):
        add(store, portion)
    assert bare(load_incidents(store, Filter())) == bare(at_once(accounts))


def test_the_indexes_are_those_that_gathering_all_anew_writes(store: Store) -> None:
    accounts = list(synthetic())
    for portion in in_portions(accounts, random.Random(1)):
        add(store, portion)

    def indexed() -> list[object]:
        with store.engine.connect() as connection:
            copies = connection.execute(
                select(COPIES.c.document, COPIES.c.copy_of, COPIES.c.root).order_by(COPIES.c.document)
            )
            pairs = connection.execute(select(PAIRS).order_by(PAIRS.c.event, PAIRS.c.other))
            sketches = connection.execute(select(func.count()).select_from(SKETCHES))
            return [copies.all(), pairs.all(), sketches.all()]

    found = indexed()
    with write_store(store) as connection:
        gathered = gather_all(connection, 1)
    assert (gathered.new, gathered.changed, gathered.retired) == (0, 0, 0)
    assert indexed() == found


def test_only_what_has_to_do_with_a_new_document_gets_another_version(store: Store) -> None:
    accounts = synthetic()
    add(store, accounts[:30])

    def versions() -> int:
        with store.engine.connect() as connection:
            return int(connection.execute(select(func.count()).select_from(INCIDENTS)).scalar_one())

    before = versions()
    add(store, accounts[30:31])
    assert 1 <= versions() - before <= 3


def test_decisions_on_tellings_hold_when_documents_come_one_by_one(store: Store) -> None:
    accounts = synthetic()
    add(store, accounts[:25])
    first, second = load_incidents(store, Filter())[:2]
    add_decision(store, Decision(user="Awa", verb=Verb.MERGE, incident=first.id, incidents=(second.id,)))
    split = next(each for each in load_incidents(store, Filter()) if len(each.documents) > 2 and not each.decisions)
    off = TellingName(document=split.tellings[1].passport.id, event=split.tellings[1].event.id)
    add_decision(store, Decision(user="Awa", verb=Verb.SPLIT, incident=split.id, tellings=(off,)))
    for account in accounts[25:]:
        add(store, [account])
    found = load_incidents(store, Filter())
    joined = {name for each in (first, second) for name in each.documents}
    assert any(joined <= set(each.documents) for each in found)
    holder = next(each for each in found if off.document in each.documents)
    assert not set(split.documents) - {off.document} & set(holder.documents)
    with write_store(store) as connection:
        gathered = gather_all(connection, 1)
    assert (gathered.new, gathered.changed, gathered.retired) == (0, 0, 0)


def test_a_decision_takes_in_what_a_run_that_was_cut_short_left(store: Store) -> None:
    accounts = synthetic()
    add(store, accounts[:39])
    incident = load_incidents(store, Filter())[0]
    add_account(store, accounts[39], start_run(store, "add"))
    add_decision(store, Decision(user="Awa", verb=Verb.ACCEPT, incident=incident.id))
    assert is_gathered(store)
    found = {name for each in load_incidents(store, Filter()) for name in each.documents}
    assert accounts[39].document.id in found


def test_a_store_linked_by_other_rules_is_gathered_anew(store: Store) -> None:
    add(store, [make_account()])
    assert is_gathered(store)
    with write_store(store) as connection:
        connection.execute(GATHERINGS.insert().values(run=1, last_account=1, edition="another"))
    assert not is_gathered(store)
    update_incidents(store, start_run(store, "add"))
    assert is_gathered(store)


def test_the_store_says_of_its_documents_what_was_given(store: Store) -> None:
    add(store, newsroom())
    assert sorted(each.id for each in load_passports(store)) == sorted(each.document.id for each in newsroom())
    assert len(load_tellings(store)) == sum(len(each.events) for each in newsroom())
