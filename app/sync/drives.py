"""Sticks plugged in right now: where they are mounted, what they are called, how much room they have."""

import os
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_REMOVABLE = 2  # an answer of GetDriveTypeW
_STICK_SYSTEMS = {
    "vfat",
    "exfat",
    "ntfs",
    "ntfs3",
    "fuseblk",
    "ext2",
    "ext3",
    "ext4",
    "msdos",
    "hfsplus",
    "f2fs",
    "xfs",
}
_OCTAL, _HEX = re.compile(rb"\\([0-7]{3})"), re.compile(rb"\\x([0-9a-f]{2})")


@dataclass(frozen=True, slots=True)
class Drive:
    """One removable medium. ``free``, ``total`` in bytes; ``serial`` of the device, else of its file system, or ''."""

    path: Path
    label: str
    free: int
    total: int
    read_only: bool = False
    serial: str = ""


def drives(root: Path | None = None) -> list[Drive]:
    """Return removable media that are mounted. ``root`` stands for ``/`` (in tests)."""
    if sys.platform == "win32":
        return list(_windows())
    return list(_linux(root or Path("/")))


def folder(path: Path, root: Path | None = None) -> Drive:
    """Return what is known of any folder that a person chose: of the stick it lies on, if it lies on one.

    Raises:
        OSError: it cannot be looked at.
    """
    usage = shutil.disk_usage(path)
    whole = path.resolve()
    on = max(
        (d for d in drives(root) if whole == d.path or d.path in whole.parents),
        key=lambda d: len(d.path.parts),
        default=None,
    )
    if on is not None:
        return Drive(path, on.label, usage.free, usage.total, on.read_only, on.serial)
    return Drive(path, path.name or str(path), usage.free, usage.total, not os.access(path, os.W_OK))


def _linux(root: Path) -> Iterator[Drive]:
    seen: set[Path] = set()
    labels = _labels(root)
    for line in _lines(root / "proc/self/mounts"):
        device, mounted, system, options = (*line.split(" "), "", "", "", "")[:4]
        if not device.startswith("/dev/") or system not in _STICK_SYSTEMS or not _is_removable(root, device):
            continue
        path = Path(_unescaped(_OCTAL, 8, mounted))
        if path in seen:
            continue
        seen.add(path)
        try:
            usage = shutil.disk_usage(path)
        except OSError:
            continue  # pulled out while we looked
        label = labels.get(Path(device).name) or path.name
        yield Drive(path, label, usage.free, usage.total, "ro" in options.split(","), _serial(root, device))


def _is_removable(root: Path, device: str) -> bool:
    """Whether the disk is removable, or hangs on USB as external disks do that call themselves fixed."""
    name = (Path(device).resolve() if root == Path("/") else Path(device)).name
    block = root / "sys/class/block" / name
    whole = block.resolve()
    if (whole / "partition").exists():
        whole = whole.parent
    flag = next(iter(_lines(whole / "removable")), "0")
    return flag.strip() == "1" or "/usb" in str(whole)


def _serial(root: Path, device: str) -> str:
    """Serial number of the USB device, else the id of its file system as udev knows it."""
    name = (Path(device).resolve() if root == Path("/") else Path(device)).name
    whole = (root / "sys/class/block" / name).resolve()
    for above in (whole, *whole.parents):
        if above == root:
            break
        if (above / "idVendor").exists():  # the USB device itself; a hub further up has a number too
            return next(iter(_lines(above / "serial")), "").strip()
    for link in _links(root / "dev/disk/by-uuid"):
        if link.resolve().name == name:
            return link.name
    return ""


def _links(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _labels(root: Path) -> dict[str, str]:
    """Device name → label, as udev says it; it writes blanks as escaped bytes, and Chinese so or as it is."""
    return {link.resolve().name: _unescaped(_HEX, 16, link.name) for link in _links(root / "dev/disk/by-label")}


def _unescaped(pattern: re.Pattern[bytes], base: int, text: str) -> str:
    """Put back the bytes that the system wrote as numbers; the others stay, Chinese ones too."""
    raw = pattern.sub(lambda found: bytes([int(found[1], base) & 0xFF]), os.fsencode(text))
    return os.fsdecode(raw)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return []


def _windows() -> Iterator[Drive]:  # pragma: no cover - runs on Windows only
    import ctypes

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    present = kernel.GetLogicalDrives()
    for number in range(26):
        root = f"{chr(65 + number)}:\\"
        if not present >> number & 1 or kernel.GetDriveTypeW(root) != _REMOVABLE:
            continue
        name, flags, serial = ctypes.create_unicode_buffer(261), ctypes.c_ulong(), ctypes.c_ulong()
        told = (ctypes.byref(serial), None, ctypes.byref(flags))
        if not kernel.GetVolumeInformationW(root, name, 261, *told, None, 0):
            continue  # a card reader without a card
        usage = shutil.disk_usage(root)
        # of the file system: what is printed on the stick needs an IOCTL that some drivers refuse
        shown = f"{serial.value >> 16:04X}-{serial.value & 0xFFFF:04X}"
        read_only = bool(flags.value & 0x80000)
        yield Drive(Path(root), name.value or root[:2], usage.free, usage.total, read_only, shown)
