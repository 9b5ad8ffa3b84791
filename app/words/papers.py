"""Words for what a printer refuses, and for templates that are the office's."""

WORDS: dict[str, tuple[str, str]] = {
    "template-of-the-office": (
        "“{form}”的模板由巡察办统一换用。请把改好的模板交给巡察办，换用后随任务包发到各电脑。",
        (
            "The template of “{form}” is put into use by the office. Hand yours to the office; once in use it comes to"
            " every laptop with the assignment."
        ),
    ),
    "paper-not-printed": (
        "打印机“{printer}”没有接收，操作日志里留有记录。请检查打印机是否开机、有没有纸，再打印；也可以存成 PDF。",
        (
            "The printer “{printer}” did not take it; the log keeps this attempt. Check that it is on and has paper,"
            " then print again, or save a PDF."
        ),
    ),
}
