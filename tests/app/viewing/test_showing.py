"""Files shown by a worker: what comes back, what it may take, and what is not believed."""

import io
import json
import os
import subprocess
import sys
import threading
from dataclasses import replace

import pytest
from PIL import Image, ImageDraw

from app.errors import CancelledError
from app.jobs import Progress
from app.viewing import fences, job_object, seccomp, showing, wire
from app.viewing.limits import STANDARD
from app.viewing.showing import CannotShowError, Shown
from app.viewing.sorts import Sort, sort_of
from tests.app.viewing import samples

linux = pytest.mark.skipif(sys.platform != "linux", reason="fences of Linux")


@pytest.fixture
def show():
    """Start a worker on some bytes; it is ended after the test."""
    made = []

    def start(data, limits=STANDARD, sort=None):
        made.append(Shown(sort or sort_of(data), len(data), [data], limits))
        return made[-1]

    yield start
    for one in made:
        one.close()


def image_of(picture):
    return Image.frombytes("RGB", (picture.width, picture.height), bytes(picture.pixels))


def corner(form, orientation=1, **more):
    """An upright sheet of 60 × 100 with a red upper left corner, stored as a camera held that way stores it."""
    made = Image.new("RGB", (60, 100), "white")
    ImageDraw.Draw(made).rectangle((0, 0, 19, 19), fill="red")
    stored = {1: None, 3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}
    if stored[orientation] is not None:
        made = made.transpose(stored[orientation])
    exif = Image.Exif()
    exif[0x0112] = orientation
    out = io.BytesIO()
    made.save(out, form, exif=exif, **more)
    return out.getvalue()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF", "BMP", "WEBP"])
def test_a_picture_comes_back_as_its_pixels(show, form):
    picture = show(corner(form)).draw(0, 600, 1000)
    assert ((picture.width, picture.height), picture.full, picture.cut) == ((60, 100), (60, 100), False)
    assert len(picture.pixels) == 60 * 100 * 3
    red, green, blue = image_of(picture).getpixel((8, 8))
    assert (red > 200, green < 60, blue < 60) == (True, True, True)
    assert min(image_of(picture).getpixel((50, 90))) > 240


@pytest.mark.parametrize("form", ["JPEG", "TIFF", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_a_photo_stands_as_the_camera_was_held(show, form, orientation):
    picture = show(corner(form, orientation)).draw(0, 600, 1000)
    assert ((picture.width, picture.height), picture.full) == ((60, 100), (60, 100))
    red, green, _ = image_of(picture).getpixel((8, 8))
    assert (red > 200, green < 80) == (True, True)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16", "I", "F"])
def test_a_scan_of_any_colours_is_shown(show, mode):
    made = Image.new("RGBA", (30, 40), (255, 255, 255, 0)) if mode in {"RGBA", "LA"} else Image.new("L", (30, 40), 255)
    if mode in {"I;16", "I", "F"}:
        made = Image.new(mode, (30, 40), 65535)
    out = io.BytesIO()
    made.convert(mode).save(out, "TIFF")
    picture = show(out.getvalue()).draw(0, 300, 400)
    assert min(image_of(picture).getpixel((15, 20))) > 240, "white stays white, and so does what is clear"


def test_a_picture_is_made_to_fit_and_never_blown_up(show):
    shown = show(samples.picture("JPEG", (1600, 2200)))
    small, large = shown.draw(0, 160, 400), shown.draw(0, 9000, 9000)
    assert ((small.width, small.height), small.full) == ((160, 220), (1600, 2200))
    assert (large.width, large.height) == (1600, 2200)


def test_the_sheets_of_a_file_are_drawn_one_by_one(show):
    first, second = Image.new("L", (50, 70), 0), Image.new("L", (90, 60), 255)
    for form in ("TIFF", "PDF"):
        out = io.BytesIO()
        first.save(out, form, save_all=True, append_images=[second])
        shown = show(out.getvalue())
        assert shown.sheets == 2
        dark, light = shown.draw(0, 50, 50), shown.draw(1, 50, 50)
        assert (dark.height > dark.width, light.width > light.height) == (True, True)
        assert image_of(dark).getpixel((9, 9))[0] < 60
        assert image_of(light).getpixel((9, 9))[0] > 200


def test_a_sheet_that_is_not_there_is_refused_and_the_next_is_drawn(show):
    shown = show(samples.page_pdf())
    with pytest.raises(CannotShowError):
        shown.draw(7, 100, 100)
    assert shown.draw(0, 100, 100).width == 75


def test_half_a_photo_is_shown_and_said_to_be_cut(show):
    whole = samples.picture("JPEG", (400, 500))
    assert show(whole[: len(whole) // 2]).draw(0, 400, 500).cut
    assert not show(whole).draw(0, 400, 500).cut


def test_no_more_pixels_are_asked_for_than_the_limit(show):
    picture = show(samples.page_pdf(), replace(STANDARD, answer=10_000)).draw(0, 8000, 8000)
    assert picture.width * picture.height <= 10_000


# ---- what it may take


def why(call):
    with pytest.raises(CannotShowError) as told:
        call()
    return told.value.data["rule"]


def test_a_file_beyond_the_limit_starts_no_worker(monkeypatch):
    monkeypatch.setattr(showing, "_started", lambda: pytest.fail("a worker was started"))
    assert why(lambda: Shown(Sort.PNG, STANDARD.file + 1, [])) == "too-large"
    assert why(lambda: Shown(Sort.WORD, 10, [])) == "sort"
    assert why(lambda: Shown(Sort.HEIC, 10, [])) == "heic"
    assert why(lambda: Shown(Sort.EMPTY, 0, [])) == "empty"


def test_a_worker_out_of_time_is_ended(show):
    shown = show(samples.picture("JPEG", (3000, 4000), progressive=True))
    shown.limits = replace(STANDARD, seconds=0.0)
    assert why(lambda: shown.draw(0, 3000, 4000)) == "slow"
    assert shown._process.wait(5) != 0


@linux
def test_a_worker_out_of_memory_is_ended(show):
    data = samples.picture("PNG", (2600, 2600), compress_level=1)
    small = replace(STANDARD, memory=64 << 20)
    assert why(lambda: show(data, small).draw(0, 1000, 1000)) in {"too-large", "gave-up", "damaged"}


@linux
def test_a_worker_out_of_processor_time_is_ended(show):
    assert why(lambda: show(samples.laughing(), replace(STANDARD, cpu=1)).draw(0, 500, 500)) == "gave-up"


def test_stopping_ends_the_wait_and_the_worker(show):
    shown, progress = show(samples.laughing()), Progress()
    threading.Timer(0.3, progress.stop).start()
    with pytest.raises(CancelledError):
        shown.draw(0, 500, 500, progress)
    assert shown._process.wait(5) != 0


def test_a_program_that_cannot_be_started_is_said(monkeypatch):
    monkeypatch.setattr(showing, "command", lambda: ["/nowhere/satchel"])
    assert why(lambda: Shown(Sort.PNG, 10, [bytes(10)])) == "no-worker"


TRIES = """
import ctypes, json, os, socket, subprocess, sys, mmap, pathlib
from app.viewing import fences
from app.viewing.limits import STANDARD
names = fences.put_up(STANDARD)
def tried(what):
    try:
        what()
    except BaseException as error:
        return type(error).__name__
    return "done"
told = {
    "read": tried(lambda: open("/etc/passwd").read()),
    "write": tried(lambda: open("/tmp/satchel-escape", "w")),
    "scrap": tried(lambda: os.open("/tmp", os.O_TMPFILE | os.O_RDWR)),
    "list": tried(lambda: os.listdir("/proc")),
    "remove": tried(lambda: os.unlink("/tmp/satchel-escape")),
    "socket": tried(lambda: socket.socket(socket.AF_INET)),
    "unix": tried(lambda: socket.socketpair()),
    "fork": tried(lambda: os.fork()),
    "run": tried(lambda: os.execv("/bin/true", ["true"])),
    "kill": tried(lambda: os.kill(os.getppid(), 0)),
    "code": tried(lambda: mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)),
    "memory": tried(lambda: bytearray(STANDARD.memory)),
    "small": tried(lambda: bytearray(1 << 20)),
}
sys.stdout.write(json.dumps([names, told]))
"""


@linux
def test_behind_its_fences_a_worker_can_read_write_and_reach_nothing(root):
    done = subprocess.run([sys.executable, "-c", TRIES], cwd=root, capture_output=True, text=True, check=True)
    names, told = json.loads(done.stdout)
    if "seccomp" not in names:
        pytest.skip("this kernel filters no system calls")
    assert told.pop("small") == "done"
    assert told.pop("memory") == "MemoryError"
    assert set(told.values()) == {"PermissionError"}, told


@linux
def test_the_worker_says_which_fences_stand(show):
    assert {"limits", "no-new-privileges", "seccomp"} <= set(show(samples.page_pdf()).fences)


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
@pytest.mark.parametrize("reading", [True, False])
def test_a_filter_ends_by_refusing_and_never_jumps_beyond_itself(machine, reading):
    steps = seccomp.program(machine, reading=reading)
    words = [steps[at : at + 8] for at in range(0, len(steps), 8)]
    assert words[-1] == seccomp._step(seccomp.RETURN, seccomp.REFUSE)
    jumps = [(at, word[2], word[3]) for at, word in enumerate(words) if word[0] in {0x15, 0x35}]
    assert all(at + 1 + max(yes, no) < len(words) for at, yes, no in jumps)


def test_an_unknown_machine_gets_no_filter():
    assert seccomp.install(None, "sparc64", reading=False) is False


def test_the_job_object_of_windows_names_memory_time_and_one_process():
    told = job_object.limits_of(STANDARD)
    assert told.ProcessMemoryLimit == STANDARD.memory
    assert told.BasicLimitInformation.ActiveProcessLimit == 1
    assert told.BasicLimitInformation.PerProcessUserTimeLimit == STANDARD.cpu * 10_000_000
    if sys.maxsize > 2**32:
        assert job_object.ctypes.sizeof(told) == 144


def test_fences_are_none_on_windows(monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    assert fences.put_up(STANDARD) == []


# ---- what is not believed

LIAR = """
import json, os, struct, sys
def say(words, more=b""):
    told = words if isinstance(words, bytes) else json.dumps(words).encode()
    os.write(1, struct.pack(">I", len(told)) + told + more)
def hear():
    size = struct.unpack(">I", os.read(0, 4))[0]
    return json.loads(os.read(0, size))
hear(); say({"fences": []}); os.read(0, 10)
%s
os.read(0, 4096)
%s
os.read(0, 1)
"""
GOOD = 'say({"sheets": 1})'


def size(width, height, full="[5, 5]", more="b''"):
    return f'say({{"width": {width}, "height": {height}, "full": {full}}}, {more})'


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ('say({"sheets": 0})', ""),
        ('say({"sheets": 10**9})', ""),
        ('say({"sheets": "many"})', ""),
        ('say({"trouble": "<b>click</b>"})', ""),
        ("say(b'[1]')", ""),
        ("say(b'no json')", ""),
        ("os.write(1, b'\\xff\\xff\\xff\\xff')", ""),
        ("sys.exit(0)", ""),
        (GOOD, size(10**6, 10**6)),
        (GOOD, size(0, 5)),
        (GOOD, size(-5, -5)),
        (GOOD, size("true", "true")),
        (GOOD, size('"5"', 5)),
        (GOOD, size(5, 5, "[10**12, 5]", "bytes(75)")),
        (GOOD, size(5, 5, "[5, 5, 5]", "bytes(75)")),
        (GOOD, size(101, 5)),
        (GOOD, size(5, 5, more="bytes(74)") + "; sys.exit(0)"),
        (GOOD, 'say({"trouble": 5})'),
    ],
)
def test_a_worker_in_strange_hands_is_not_believed(monkeypatch, first, then):
    monkeypatch.setattr(showing, "command", lambda: [sys.executable, "-c", LIAR % (first, then)])
    quick = replace(STANDARD, seconds=10.0)

    def whole():
        shown = Shown(Sort.PNG, 10, [bytes(10)], quick)
        try:
            shown.draw(0, 100, 100)
        finally:
            shown.close()

    assert why(whole) in {"damaged", "gave-up"}


def test_an_honest_answer_of_the_same_shape_is_taken(monkeypatch):
    told = LIAR % (GOOD, size(5, 5, "[50, 50]", "bytes(75)"))
    monkeypatch.setattr(showing, "command", lambda: [sys.executable, "-c", told])
    shown = Shown(Sort.PNG, 10, [bytes(10)])
    picture = shown.draw(0, 100, 100)
    shown.close()
    assert (picture.width, picture.height, picture.full) == (5, 5, (50, 50))


def test_a_message_without_end_is_cut():
    ended, other = os.pipe()
    os.write(other, b"\0\0")
    os.close(other)
    with pytest.raises(wire.CutShortError):
        wire.receive(ended)
    os.close(ended)


def test_the_frozen_program_starts_its_terminal_program(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "satchel-window"))
    assert showing.command() == [str(tmp_path / "satchel"), showing.ARGUMENT]
