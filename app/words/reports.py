"""Words for the errors of paper."""

WORDS: dict[str, tuple[str, str]] = {
    "no-usable-font": (
        "这台电脑上没有能嵌入打印件的中文字体，没有打印。请安装仿宋、宋体或文泉驿微米黑（TrueType）后再打印。",
        (
            "This computer has no Chinese font that can be embedded in a page; nothing was printed. Install FangSong,"
            " SimSun or WenQuanYi Micro Hei (TrueType), then print again."
        ),
    ),
}
