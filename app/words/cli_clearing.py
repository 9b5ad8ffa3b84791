"""Words of the command line about what two persons confirm: a package, and clearing a laptop."""

PARTS: dict[str, tuple[str, str]] = {
    "help-confirm": (
        "两人核对：记下第二人已核对写出的一件（接收方、文件指纹前8位）",
        "note that a second person compared recipient and digest of a package with its slip",
    ),
    "help-confirm-package": ("文件编号", "id of the package"),
    "confirmed-passphrase": (
        "{name} 已输入口令核对：给 {for}，文件指纹 {digest}。",
        "Checked by {name} with a passphrase: for {for}, digest {digest}.",
    ),
    "confirmed-signature": (
        "{name} 已核对，请在交接单上签字：给 {for}，文件指纹 {digest}。",
        "Checked by {name}, who signs the slip: for {for}, digest {digest}.",
    ),
    "help-clear": (
        "清机：办公室都收到之后，销毁本机加密柜的密钥和全部文件；不写 --slip 时只查看",
        "clear this laptop: when the office has everything, destroy the vault; without --slip only look",
    ),
    "help-clear-second": ("第二人的姓名、工号或编号", "name, staff number or id of the second person"),
    "help-clear-slip": (
        "清机单（PDF）写到这个文件，不能在加密柜里",
        "write the slip (PDF) to this file, outside the vault",
    ),
    "help-second-passphrase": (
        "第二人的口令（能打开本机的人才要）",
        "the second person's passphrase, if theirs opens this vault",
    ),
    "clear-allowed": (
        "办公室都已收到，可以清机。请由两人确认，写明 --second 和 --slip。",
        "The office has everything; this laptop may be cleared. Two persons confirm: give --second and --slip.",
    ),
    "clear-drafts": ("没有保存成记录的草稿", "drafts not left yet"),
    "clear-unsent": ("办公室没有收到的改动", "changes the office has not confirmed"),
    "clear-parts": ("办公室没有收到的附件", "attachments the office has not confirmed"),
    "clear-aside": ("暂存待核", "set aside"),
    "clear-forks": ("同号的改动", "numbers with two changes"),
    "clear-responses": ("待并批的无记名答卷", "anonymous answers waiting"),
    "cleared": (
        "已清机：密钥已销毁，加密柜已删除。清机单在 {path}，请打印签字后交办公室。",
        "Cleared: the keys are destroyed, the vault is deleted. The slip is {path}: print it, sign it, hand it in.",
    ),
    "cleared-left": (
        "有 {count} 个文件没能删除，里面已无法解读；请手工删除 {path}。",
        "{count} file(s) could not be deleted; nobody can read them any more. Delete {path} by hand.",
    ),
}

WORDS = {f"cli-{code}": said for code, said in PARTS.items()}
