"""Makes the post office's rounds in the background of a server."""

import logging
import threading
from datetime import timedelta

from aftersales.notification.post import Post
from engine.clock import Clock

log = logging.getLogger(__name__)
EVERY = timedelta(seconds=5)


class Rounds:
    """One thread that sends what is due, again and again, until it is stopped."""

    def __init__(self, post: Post, clock: Clock, *, every: timedelta = EVERY) -> None:
        self._post = post
        self._clock = clock
        self._every = every.total_seconds()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="post", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after the message that is under way."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                self._post.deliver_due(self._clock.now())
            except Exception:
                # The database may be away for a while; the next round tries again.
                log.exception("The post's round failed", extra={"action": "round_failed"})
            self._stopped.wait(self._every)
