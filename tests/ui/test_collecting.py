import gc
import threading
import weakref

from PySide6.QtCore import QObject

from ui.collecting import Collector


class Knot:
    """Garbage only the collector can free; it notes the thread it was freed on."""

    def __init__(self):
        self.me = self


def test_garbage_is_freed_on_the_windows_thread_only(qapp):
    owner = QObject()
    collector = Collector(owner)
    freed = []
    knot = Knot()
    weakref.finalize(knot, lambda: freed.append(threading.current_thread()))
    del knot

    def allocate():
        keep = [[] for _ in range(200_000)]
        assert len(keep) == 200_000

    worker = threading.Thread(target=allocate)
    worker.start()
    worker.join()
    assert freed == [], "a worker collected"
    for _ in range(40):
        kept = [[] for _ in range(1_000)]
        collector.look()
        del kept
    gc.collect()
    assert freed == [threading.main_thread()]
