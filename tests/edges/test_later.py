"""Work that waits: the newest is done, and none after the end."""

from __future__ import annotations

import queue
import threading

from assistant.edges.later import Later

SOON, NEVER = 0.0, 3600.0


def test_it_is_done_on_another_thread() -> None:
    done: queue.SimpleQueue[threading.Thread] = queue.SimpleQueue()
    Later(SOON).do(lambda: done.put(threading.current_thread()))
    assert done.get(timeout=5) is not threading.current_thread()


def test_what_is_newer_takes_its_place_and_nothing_is_left_at_the_end() -> None:
    before = threading.active_count()
    later, done = Later(NEVER), list[str]()
    later.do(lambda: done.append("old"))
    later.do(lambda: done.append("new"))
    later.close()
    for thread in threading.enumerate():
        if isinstance(thread, threading.Timer):
            thread.join(5)
    assert (threading.active_count(), done) == (before, [])
