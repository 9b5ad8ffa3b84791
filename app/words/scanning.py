"""Words for reading ticked sheets."""

WORDS: dict[str, tuple[str, str]] = {
    "no-scan-parts": (
        "这台电脑没有安装识读问卷的组件（{missing}）。其他功能照常；请改用按键录入，或安装 satchel[scan]。",
        (
            "The parts for reading sheets are not installed here ({missing}). Everything else works; type the sheets "
            "in, or have satchel[scan] installed."
        ),
    ),
}
