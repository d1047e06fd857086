"""A real MJPEG stream over http on this computer, killed and started again."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice

import cv2
import numpy as np
import pytest

from sitwell.adapters.frames import FrameSource, open_source
from sitwell.core.frame import Frame, Outage
from sitwell.core.reason import Reason
from sitwell.errors import CameraUnavailable

from .conftest import GREEN, colour_of
from .stage import spell


@contextmanager
def serve(port: int = 0) -> Iterator[int]:
    """Run an MJPEG camera that shows green with a little noise; give its port."""
    is_over = threading.Event()
    random = np.random.default_rng(0)

    class Camera(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
            self.end_headers()
            while not is_over.wait(0.02):
                picture = random.integers(0, 20, (48, 64, 3), dtype=np.uint8)
                picture[..., 1] += 220
                jpeg = cv2.imencode(".jpg", picture)[1].tobytes()
                head = f"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n"
                try:
                    self.wfile.write(head.encode() + jpeg + b"\r\n")
                except OSError:
                    return

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Camera)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield server.server_port
    finally:
        is_over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _take_until(source_frames: Iterator[Frame | Outage], kind: type) -> list[Frame | Outage]:
    taken = []
    for result in islice(source_frames, 200):
        taken.append(result)
        if isinstance(result, kind):
            return taken
    pytest.fail(f"no {kind.__name__} among 200 results")


def test_a_stream_survives_its_server(capfd: pytest.CaptureFixture[str]) -> None:
    """Frames, then camera_gone while the server is down, then frames again, all in silence."""
    with serve() as port:
        source: FrameSource = open_source(f"http://127.0.0.1:{port}/video", interval_s=0.1)
        frames = source.frames()
        first = list(islice(frames, 3))
    try:
        assert spell(first) == "ggg"
        assert colour_of(first[0].rgb) == GREEN  # type: ignore[union-attr]
        lost = _take_until(frames, Outage)[-1]
        assert isinstance(lost, Outage)
        assert lost.reason is Reason.CAMERA_GONE
        with serve(port):
            back = _take_until(frames, Frame)
            times = [result.t for result in [*first, lost, *back]]
            assert times == sorted(times)
            assert times[0] == 0.0
            source.close()
            assert list(frames) == []
    finally:
        source.close()
    assert capfd.readouterr().err == ""


def test_nobody_at_the_address_is_unavailable(capfd: pytest.CaptureFixture[str]) -> None:
    """An address that refuses is exit code 4 on opening, in silence, its password not shown."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(CameraUnavailable, match="no video answers there: check") as caught:
        open_source(f"http://me:secret@127.0.0.1:{port}/video?token=secret")
    assert f"127.0.0.1:{port}/video" in str(caught.value)
    assert "secret" not in str(caught.value)
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("scheme", ["http", "rtsp"])
def test_a_silent_address_is_given_up_after_its_timeout(scheme: str) -> None:
    """A server that accepts and never answers costs 3 s, not OpenCV's 30."""
    with socket.create_server(("127.0.0.1", 0)) as mute:
        address = f"{scheme}://127.0.0.1:{mute.getsockname()[1]}/"
        with pytest.raises(CameraUnavailable, match="no video answers there"):
            open_source(address)


class Decoy:
    """A camera whose answer names another address, and the listener that waits there."""

    def __init__(self, answer: str) -> None:
        self.visits = 0
        decoy = self

        class Elsewhere(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                decoy.visits += 1
                self.send_error(404)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        class Camera(Elsewhere):
            def do_GET(self) -> None:
                other = f"http://127.0.0.2:{decoy.elsewhere.server_port}/other.ts"
                body = ""
                if answer == "redirect":
                    self.send_response(302)
                    self.send_header("Location", other)
                else:
                    self.send_response(200)
                    body = (
                        f"#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n{other}\n#EXT-X-ENDLIST\n"
                    )
                    self.send_header("Content-Type", "application/vnd.apple.mpegurl")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body.encode())

        self.elsewhere = ThreadingHTTPServer(("127.0.0.2", 0), Elsewhere)
        self.camera = ThreadingHTTPServer(("127.0.0.1", 0), Camera)

    @contextmanager
    def running(self) -> Iterator[str]:
        """Serve both; give the camera's address."""
        for server in (self.camera, self.elsewhere):
            threading.Thread(target=server.serve_forever, args=(0.02,)).start()
        try:
            yield f"http://127.0.0.1:{self.camera.server_port}/video.m3u8"
        finally:
            for server in (self.camera, self.elsewhere):
                server.shutdown()
                server.server_close()


@pytest.mark.parametrize("answer", ["redirect", "playlist"])
def test_a_camera_cannot_send_us_elsewhere(answer: str) -> None:
    """A server that redirects, or serves a playlist of another's files, is refused, not followed.

    OpenCV as it comes follows both (5.0.0): it fetched from the second address.
    """
    decoy = Decoy(answer)
    with decoy.running() as address, pytest.raises(CameraUnavailable):
        open_source(address)
    assert decoy.visits == 0


@pytest.mark.parametrize("answer", ["redirect", "playlist"])
def test_opencv_alone_is_sent_elsewhere(answer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The decoy works: without our options OpenCV visits the other address."""
    monkeypatch.delenv("OPENCV_FFMPEG_CAPTURE_OPTIONS")
    decoy = Decoy(answer)
    with decoy.running() as address:
        cv2.VideoCapture(address, cv2.CAP_FFMPEG).release()
    assert decoy.visits > 0
