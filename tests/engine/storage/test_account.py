"""Accounts, sessions, remembered answers, and what people add to tasks."""

from dataclasses import replace

import pytest

from engine.model.account import Account, Session
from engine.model.annotation import Attachment, Comment, Draft
from engine.model.query import Paging
from engine.ports.store import Store
from engine.storage.refusal import AlreadyThere
from tests.engine.storage.build import HOUR, NOW


def test_accounts_are_saved_and_listed(store: Store) -> None:
    li = Account("li", "李雷", "$argon2id$…", groups=("desk",), roles=("agent", "owner"))

    with store.begin() as tx:
        tx.save_account(li)
        tx.save_account(replace(li, is_active=False, locale="en", groups=()))
        tx.save_account(Account("han", "韩梅梅", "x"))

    with store.read() as reader:
        assert reader.account("li") == replace(li, is_active=False, locale="en", groups=())
        assert [account.id for account in reader.accounts(Paging()).items] == ["han", "li"]
        assert reader.account("nobody") is None


def test_sessions_end(store: Store) -> None:
    session = Session("digest", "li", NOW, NOW + HOUR)

    with store.begin() as tx:
        tx.save_session(session)
        assert tx.session("digest") == session
        tx.save_session(replace(session, expires_at=NOW + 2 * HOUR))
        assert tx.session("digest") == replace(session, expires_at=NOW + 2 * HOUR)
        tx.delete_session("digest")
        assert tx.session("digest") is None


def test_an_answer_is_remembered_by_key_and_operation(store: Store) -> None:
    with store.begin() as tx:
        tx.remember("k", "start", digest="d", answer='{"id": 1}', at=NOW)
        tx.remember("k", "complete", digest="e", answer="{}", at=NOW)

        assert tx.remembered("k", "start") == ("d", '{"id": 1}')
        assert tx.remembered("other", "start") is None


def test_the_second_request_with_a_key_does_not_count(store: Store) -> None:
    with store.begin() as tx:
        tx.remember("k", "start", digest="d", answer="{}", at=NOW)

    with pytest.raises(AlreadyThere), store.begin() as tx:
        tx.remember("k", "start", digest="d", answer="{}", at=NOW)


def test_answers_are_forgotten_after_a_week(store: Store) -> None:
    with store.begin() as tx:
        tx.remember("k", "start", digest="d", answer="{}", at=NOW)
        tx.drop_expired_messages(NOW + 24 * 7 * HOUR - HOUR)
        assert tx.remembered("k", "start") is not None
        tx.drop_expired_messages(NOW + 24 * 7 * HOUR + HOUR)
        assert tx.remembered("k", "start") is None


def test_everybody_has_a_draft_of_their_own(store: Store) -> None:
    mine = Draft("i1-1", "li", '{"a": 1}', NOW)

    with store.begin() as tx:
        tx.save_draft(mine)
        tx.save_draft(replace(mine, data='{"a": 2}'))
        tx.save_draft(Draft("i1-1", "wu", "{}", NOW))
        assert tx.draft("i1-1", "li") == replace(mine, data='{"a": 2}')
        assert tx.draft("i1-1", "wu") == Draft("i1-1", "wu", "{}", NOW)


def test_comments_are_told_in_order(store: Store) -> None:
    comment = Comment("c1", "i1", "li", "客户不在家", NOW + HOUR, "i1-1", ("wu",))

    with store.begin() as tx:
        tx.add_comment(comment)
        tx.add_comment(Comment("c2", "i1", "wu", "ok", NOW))
        assert [c.id for c in tx.comments("i1", None)] == ["c2", "c1"]
        assert tx.comments("i1", "i1-1") == (comment,)
        assert tx.comments("i2", None) == ()


def test_the_same_file_is_stored_once(store: Store) -> None:
    photo = Attachment("a1", "i1", "照片.jpg", "image/jpeg", 3, "digest", "li", NOW)

    with store.begin() as tx:
        tx.add_attachment(photo, b"jpg")
        tx.add_attachment(replace(photo, id="a2", task_id="i1-1", added_at=NOW + HOUR), b"jpg")

    with store.read() as reader:
        assert reader.attachment("a1") == photo
        assert [a.id for a in reader.attachments("i1", None)] == ["a1", "a2"]
        assert [a.id for a in reader.attachments("i1", "i1-1")] == ["a2"]
        assert reader.content("digest") == b"jpg"
