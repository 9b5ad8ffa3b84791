"""Removable media are found by what the system says of them."""

from pathlib import Path

import pytest

from app.sync import drives


def system(root: Path, mounts: str) -> Path:
    (root / "proc/self").mkdir(parents=True)
    (root / "proc/self/mounts").write_text(mounts)
    disks = root / "sys/devices/pci/usb1/sdb"
    (disks / "sdb1").mkdir(parents=True)
    (disks / "removable").write_text("0\n")  # an external disk calls itself fixed
    (disks / "sdb1/partition").write_text("1\n")
    inside = root / "sys/devices/pci/ata1/sda"
    (inside / "sda1").mkdir(parents=True)
    (inside / "removable").write_text("0\n")
    (inside / "sda1/partition").write_text("1\n")
    card = root / "sys/devices/mmc/mmcblk0"
    card.mkdir(parents=True)
    (card / "removable").write_text("1\n")
    names = root / "sys/class/block"
    names.mkdir(parents=True)
    for name, target in (("sdb1", disks / "sdb1"), ("sda1", inside / "sda1"), ("mmcblk0", card)):
        (names / name).symlink_to(target)
    labels = root / "dev/disk/by-label"
    labels.mkdir(parents=True)
    (root / "dev/sdb1").write_text("")
    (labels / r"\xe5\xb7\xa1\xe5\xaf\x9f\x20U").symlink_to(root / "dev/sdb1")
    return root


def test_sticks_are_found_and_disks_are_not(tmp_path: Path) -> None:
    stick, card, disk = (tmp_path / name for name in ("my stick", "card", "disk"))
    for folder in (stick, card, disk):
        folder.mkdir()
    blank = str(stick).replace(" ", "\\040")
    mounts = f"/dev/sdb1 {blank} vfat rw,nosuid 0 0\n/dev/sda1 {disk} ext4 rw 0 0\n"
    mounts += f"/dev/mmcblk0 {card} exfat ro,nosuid 0 0\ntmpfs {tmp_path} tmpfs rw 0 0\n/dev/sdb1 {blank} vfat rw 0 0\n"
    found = drives.drives(system(tmp_path / "root", mounts))
    assert [(d.path, d.label, d.read_only) for d in found] == [(stick, "巡察 U", False), (card, "card", True)]
    assert all(0 < d.free <= d.total for d in found)


def test_a_stick_pulled_out_while_we_looked_is_passed_over(tmp_path: Path) -> None:
    mounts = f"/dev/sdb1 {tmp_path}/gone vfat rw 0 0\n"
    assert drives.drives(system(tmp_path / "root", mounts)) == []


def test_a_system_that_says_nothing_has_no_sticks(tmp_path: Path) -> None:
    assert drives.drives(tmp_path) == []


def test_any_folder_can_stand_for_a_stick(tmp_path: Path) -> None:
    found = drives.folder(tmp_path)
    assert (found.path, found.label, found.read_only) == (tmp_path, tmp_path.name, False)
    with pytest.raises(FileNotFoundError):
        drives.folder(tmp_path / "away")


def test_a_chinese_name_stands_in_the_path_as_it_is(tmp_path: Path) -> None:
    stick = tmp_path / "巡察 优盘"
    stick.mkdir()
    root = system(tmp_path / "root", f"/dev/sdb1 {str(stick).replace(' ', chr(92) + '040')} vfat rw 0 0\n")
    (link,) = (root / "dev/disk/by-label").iterdir()
    link.rename(link.with_name("优盘" + r"\x201"))
    assert [(d.path, d.label) for d in drives.drives(root)] == [(stick, "优盘 1")]
