"""What linking has to know of a document besides its events."""

from recoupe.reading.fingerprint import content_hash, fingerprint
from recoupe.reading.key_terms import key_terms, plain_words
from recoupe.records import Account, Passport, Telling


def read_passport(account: Account) -> Passport:
    """The passport of the account's document: where it appeared, when, and what its copies are known by."""
    document = account.document
    return Passport(
        id=document.id,
        outlet=document.outlet,
        url=document.url,
        published=document.published,
        language=account.language,
        title=document.title,
        content_hash=content_hash(document),
        sketch=fingerprint(document),
        key_terms=key_terms(document),
        words=plain_words(document),
        voice=account.voices[0] if account.voices else None,
    )


def read_tellings(account: Account) -> tuple[Telling, ...]:
    """One telling for each event of the account."""
    passport = read_passport(account)
    return tuple(Telling(passport=passport, event=event) for event in account.events)
