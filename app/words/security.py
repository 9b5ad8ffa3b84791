"""Words for the errors of keys, sealing, signatures and the header."""

WORDS: dict[str, tuple[str, str]] = {
    "wrong-passphrase": (
        "工号或口令不对，没有打开加密柜。请检查大写锁定键和全角输入后再试；口令忘了，请找巡察办恢复。",
        (
            "The staff number or passphrase is wrong; the vault stays closed. Check Caps Lock and full-width typing,"
            " then try again. If the passphrase is forgotten, ask the office for recovery."
        ),
    ),
    "damaged-header": (
        (
            "加密柜的开柜文件已损坏，里面的资料没有动过。请选择“使用上一份开柜文件”，"
            "不行就把最近一次上交包带到巡察办取回副本。"
        ),
        (
            "The vault's header file (vault.json) is damaged; the data in the vault was not touched. Choose to use"
            " the previous header; if that fails, the office can return the copy in your last return package."
        ),
    ),
    "foreign-file": (
        "“{path}”不是本程序的文件，或者文件不见了。什么都没有改动，请重新选择文件夹或文件。",
        ("“{path}” is not a file of Satchel's, or it is missing. Nothing was changed; choose another folder or file."),
    ),
    "newer-format": (
        "这是用更新版本写的（格式 {found}，本机只认识到 {known}）。文件没有改动，请先升级本程序再打开。",
        (
            "This was written by a newer Satchel (format {found}; this release knows {known}). The file was not"
            " changed; update Satchel, then open it again."
        ),
    ),
    "already-opens": (
        "这个工号和口令已经能打开这个加密柜，不能再登记一次。请核对工号，或换一个口令。",
        (
            "This staff number and passphrase already open this vault. Check the staff number, or choose"
            " another passphrase."
        ),
    ),
    "last-person": (
        "这是最后一个能打开加密柜的人，不能移除。请先加入另一个人，再移除这一位。",
        (
            "This is the last person who can open the vault and cannot be removed. Add another person first, then"
            " remove this one."
        ),
    ),
    "kdf-out-of-bounds": (
        "口令保护强度的设置不在允许范围内（内存 {m} KiB，遍数 {t}，线程 {p}），没有执行。请使用默认强度。",
        (
            "The cost of the passphrase protection is out of bounds (memory {m} KiB, passes {t}, lanes {p}); nothing"
            " was done. Use the default cost."
        ),
    ),
    "not-enough-memory": (
        "内存不够，验证口令需要 {mebibytes} MiB 空闲内存。请关闭其他程序后再试；保护强度不会因此降低。",
        (
            "There is not enough memory: checking the passphrase needs {mebibytes} MiB free. Close other programs and"
            " try again; the protection is never lowered."
        ),
    ),
    "bad-key": (
        "这把数字签名公钥不能使用，没有登记。请让对方在自己的电脑上重新做一次本机登记。",
        (
            "This signing key cannot be used and was not enrolled. Ask the other side to enrol again on their own"
            " computer."
        ),
    ),
    "bad-recipient": (
        "“{recipient}”不是有效的接收地址，没有封装。请重新接收办公室名片或任务包后再试。",
        (
            "“{recipient}” is not a valid recipient; nothing was sealed. Receive the office card or assignment again,"
            " then retry."
        ),
    ),
    "bad-identity": (
        "给出的解封密钥不能使用：内容不完整或不是本程序的密钥文件。请核对密钥文件后再试。",
        (
            "The identity given cannot be used: it is incomplete or not an identity file. Check the identity file and"
            " try again."
        ),
    ),
    "seal-broken": (
        "封装的内容打不开：文件不完整、被改动过，或不是本程序封装的。没有收进任何东西，请对方重新导出一份。",
        (
            "The sealed content cannot be opened: it is incomplete, was changed, or was not sealed by Satchel."
            " Nothing was taken in; ask for a fresh copy."
        ),
    ),
    "not-for-me": (
        "这份内容不是封装给这里的，打不开。请核对拿对了文件，或请对方在接收人中加上这里后重新导出。",
        (
            "This was sealed to others and cannot be opened here. Check that it is the right file, or ask for one that"
            " names this place among its recipients."
        ),
    ),
    "misplaced-seal": (
        "这一栏里的密封内容原本属于另一条记录，所以不显示。请在历史中查看是谁改动的，并报告巡察办。",
        (
            "This field holds a sealed value made for another record; it is not shown. See in the history"
            " who put it there, and tell the office."
        ),
    ),
    "signature-broken": (
        "数字签名不成立，文件可能损坏或被改动过，没有接收。请对方重新导出一份。",
        (
            "The digital signature does not hold; the file may be damaged or altered and was not received. Ask for"
            " a fresh copy."
        ),
    ),
    "broken-card": (
        "办公室名片不成立，没有采用。请向巡察办重新拷贝名片，并当面核对八个词。",
        (
            "The office card does not hold and was not used. Copy it again from the office and compare its eight"
            " words in person."
        ),
    ),
}
