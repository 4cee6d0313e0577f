"""The post office makes its rounds until it is stopped, whatever happens on one of them."""

import threading
from datetime import datetime, timedelta

from aftersales import Rounds
from aftersales.notification.post import Post
from engine.clock import VirtualClock
from tests.aftersales.build import NOW


class CountingPost(Post):
    """A post office whose first round fails."""

    def __init__(self) -> None:
        self.rounds: list[datetime] = []
        self.made_two = threading.Event()

    def deliver_due(self, now: datetime, *, limit: int = 50) -> int:
        self.rounds.append(now)
        if len(self.rounds) > 1:
            self.made_two.set()
            return limit
        raise ConnectionError("the database is away")


def test_a_failed_round_is_followed_by_another() -> None:
    post = CountingPost()
    rounds = Rounds(post, VirtualClock(NOW), every=timedelta(milliseconds=1))

    rounds.start()
    is_made = post.made_two.wait(10)
    rounds.stop()

    assert is_made
    assert set(post.rounds) == {NOW}


def test_rounds_that_never_began_can_be_stopped() -> None:
    Rounds(CountingPost(), VirtualClock(NOW)).stop()
