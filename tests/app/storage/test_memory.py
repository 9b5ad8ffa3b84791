"""What is remembered outside every vault."""

from app.storage.memory import InstallationMemory


def test_two_that_remember_at_once_do_not_forget_for_each_other(tmp_path):
    one, other = InstallationMemory(tmp_path), InstallationMemory(tmp_path)
    one.remember("a" * 32, tmp_path / "a", {"w/common": (3, "c3")}, "w")
    other.remember("b" * 32, tmp_path / "b", {"v/common": (1, "c1")}, "v")
    one.remember("a" * 32, tmp_path / "a", {"w/common": (4, "c4")}, "w")
    after = InstallationMemory(tmp_path)
    assert after.vault("a" * 32).chains == {"w/common": (4, "c4")}
    assert after.vault("b" * 32).home == {"v"}
