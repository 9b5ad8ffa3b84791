"""Words for what a printer refuses."""

WORDS: dict[str, tuple[str, str]] = {
    "paper-not-printed": (
        "打印机“{printer}”没有接收，操作日志里留有记录。请检查打印机是否开机、有没有纸，再打印；也可以存成 PDF。",
        (
            "The printer “{printer}” did not take it; the log keeps this attempt. Check that it is on and has paper,"
            " then print again, or save a PDF."
        ),
    ),
}
