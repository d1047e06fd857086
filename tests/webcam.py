"""A camera with an address on this computer, which knows whether somebody looks through it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import cv2
import numpy as np
from numpy.typing import NDArray

HEAD = "--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {}\r\n\r\n"


@dataclass(slots=True)
class Webcam:
    """The camera while it runs.

    Attributes:
        address: Where it is.
        shown: The picture that it shows (BGR); another may be put in its place.
        viewers: How many look through it now.
        visits: How many times somebody began to.
        is_gone: Whether it delivers nothing, as one whose plug was pulled.
    """

    address: str
    shown: NDArray[np.uint8]
    viewers: int = 0
    visits: int = 0
    is_gone: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, change: int) -> None:
        """Somebody has come or gone."""
        with self.lock:
            self.viewers += change
            self.visits += change == 1

    @contextmanager
    def gone(self) -> Iterator[None]:
        """Deliver nothing for as long as the block runs."""
        self.is_gone = True
        try:
            yield
        finally:
            self.is_gone = False


@contextmanager
def webcam(bgr: NDArray[np.uint8]) -> Iterator[Webcam]:
    """Run a camera that shows a picture with a little noise, ten times a second."""
    is_over, random = threading.Event(), np.random.default_rng(0)

    class Camera(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if camera.is_gone:
                self.send_error(503)
                return
            self.send_response(200)
            self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
            self.end_headers()
            camera.count(1)
            try:
                while not is_over.wait(0.1) and not camera.is_gone:
                    noise = random.integers(0, 4, camera.shown.shape, dtype=np.uint8)
                    jpeg = cv2.imencode(".jpg", cv2.add(camera.shown, noise))[1].tobytes()
                    self.wfile.write(HEAD.format(len(jpeg)).encode() + jpeg + b"\r\n")
            except OSError:
                pass
            finally:
                camera.count(-1)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Camera)
    server.daemon_threads = True
    camera = Webcam(f"http://me:secret@127.0.0.1:{server.server_port}/video", bgr)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield camera
    finally:
        is_over.set()
        server.shutdown()
        server.server_close()
        thread.join()
