"""Words for the errors of `app.errors`."""

WORDS: dict[str, tuple[str, str]] = {
    "app": (
        "这一步没有完成。数据没有改动，请重试一次。",
        "This step was not completed. Nothing was changed; try once more.",
    ),
    "cancelled": (
        "已按您的要求停止，没有留下任何半成品。需要时可以重新开始。",
        "Stopped as you asked; nothing was left half done. Start again whenever you like.",
    ),
    "not-allowed": (
        "现在还不能这样做（规定 {rule}）。请先办齐页面右上角列出的手续，再试一次。",
        "This cannot be done yet (rule {rule}). Complete the conditions listed beside the button, then try again.",
    ),
    "not-found": (
        "这里没有找到“{name}”。请核对编号或名称，或先接收最新的任务包。",
        "“{name}” was not found here. Check the number or name, or receive the newest assignment first.",
    ),
    "bad-input": (
        "“{field}”填写的内容不能使用（{rule}）。请按该栏旁边的提示修改。",
        "What was entered in “{field}” cannot be used ({rule}). Correct it as the hint beside the field says.",
    ),
}
