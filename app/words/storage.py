"""Words for the troubles of storage."""

WORDS: dict[str, tuple[str, str]] = {
    "damaged-database": (
        (
            "加密柜的数据文件已损坏（{path}：{details}）。口令没有错。请不要继续使用，把整个文件夹复制一份保"
            "存，再从“备份”恢复或联系巡察办。"
        ),
        (
            "The database is damaged ({path}: {details}). The passphrase is right. Do not go on using it: "
            "copy the whole folder, then restore a backup or ask the office."
        ),
    ),
    "database-too-new": (
        ("这个加密柜由更新的版本写成（{found}，本程序认识到 {known}）。请安装新版本后再打开，内容没有改动。"),
        (
            "A newer Satchel wrote this vault ({found}; this one knows up to {known}). Install the newer "
            "version; nothing was changed."
        ),
    ),
    "foreign-database": (
        "{path} 不是加密的数据文件，程序没有打开也没有改动它。请检查是否放错了文件夹。",
        (
            "{path} is not an encrypted vault database. It was neither opened nor changed. Check that the "
            "folder is the right one."
        ),
    ),
    "disk-full": (
        "磁盘已满，这次没有保存（{path}）。已有内容没有受损。请腾出空间后再试。",
        (
            "The disk is full, so this was not saved ({path}). What was there is unharmed. Free some space "
            "and try again."
        ),
    ),
    "disk-read-only": (
        "这个磁盘不能写入，这次没有保存（{path}）。已有内容没有受损。请解除写保护，或把加密柜放到可以写入的位置后再试。",
        (
            "The disk cannot be written to, so this was not saved ({path}). What was there is unharmed. Take off the "
            "write protection, or put the vault where it can be written, and try again."
        ),
    ),
    "disk-failed": (
        "电脑的磁盘读写出错，这次没有保存（{path}）。已有内容没有受损。请先把已有的上交包写到U盘，再检查磁盘。",
        (
            "The computer's disk failed, so this was not saved ({path}). What was there is unharmed. Write what there "
            "is to a stick first, then have the disk looked at."
        ),
    ),
    "missing-blob": (
        "附件的一部分不在本机（{sha256}）。请向巡察办或交来它的人再要一次上交包。",
        (
            "A part of the attachment is not on this laptop ({sha256}). Ask the office or its sender for the "
            "package again."
        ),
    ),
    "damaged-blob": (
        "附件的一部分已损坏（{sha256}）。请从备份恢复，或请交来它的人重新导出。",
        (
            "A part of the attachment is damaged ({sha256}). Restore it from a backup or ask its sender to "
            "export it again."
        ),
    ),
    "folder-in-use": (
        "文件夹 {path} 里已有内容。请另选一个空文件夹，已有的加密柜不会被覆盖。",
        "The folder {path} is not empty. Choose an empty one; an existing vault is never overwritten.",
    ),
    "too-many-tries": (
        "口令多次不对，请等 {seconds} 秒再试。",
        "Too many wrong passphrases. Wait {seconds} seconds before the next try.",
    ),
    "office-elsewhere": (
        (
            "这份巡察办加密柜是恢复、复制或移动过来的（{why}），名单、回执和发文暂不能签发，以免与原来那份同时"
            "签发、互相矛盾。请先停用原来那份，再由负责人确认“本机为现用巡察办”；确认会记入操作日志。"
        ),
        (
            "This office vault was restored, copied or moved ({why}), so the office signs nothing here yet: two copies "
            "that both sign would contradict each other. Stop using the other copy, then confirm that this is the "
            "office now; the confirmation goes into the operation log."
        ),
    ),
}
