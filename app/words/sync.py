"""Words for the errors of packages, sticks and enrolment."""

WORDS: dict[str, tuple[str, str]] = {
    "package-refused": (
        "“{file}”没有收下，本机资料没有改动。请对方重新写出后再交接。",
        "“{file}” was not taken in; nothing here was changed. Ask its sender to write it again.",
    ),
    "not-a-package": (
        "“{file}”不是本程序的交接文件，没有收下。请检查是否拷错了文件，或让对方重新写出。",
        "“{file}” is not a handover file of Satchel's. Check whether the right file was copied, or ask for a new one.",
    ),
    "file-unreadable": (
        (
            "U盘上的“{file}”读不出来（可能有坏块），已放在一边，其他文件照常读。请对方换一个U盘重新写出这一份；"
            "如果别的文件也读不出，请重新插U盘。"
        ),
        (
            "“{file}” cannot be read from the stick (perhaps a bad spot) and was put aside; the others were read. Ask"
            " its sender to write it again on another stick; if others fail too, plug the stick in again."
        ),
    ),
    "package-damaged": (
        "“{file}”在路上损坏了（{why}），没有收下，本机资料没有改动。请对方插上这个U盘重新写出一份。",
        (
            "“{file}” was damaged on the road ({why}) and was not taken in; nothing here was changed. Ask its sender to"
            " write it again."
        ),
    ),
    "not-addressed-here": (
        "“{file}”不是交给本机的，没有打开。请把U盘交给应收的一方；如果本应交给本机，请对方重新写出。",
        (
            "“{file}” is not addressed to this computer and stays closed. Pass the stick on to whom it is for; if that"
            " is you, ask its sender to write it again."
        ),
    ),
    "signature-wrong": (
        "“{file}”的数字签名不对（{why}），没有收下。请核对U盘来源并报告巡察办，让原单位重新写出。",
        (
            "The digital signature of “{file}” does not hold ({why}); it was not taken in. Find out where the stick has"
            " been, tell the office, and ask its sender to write it again."
        ),
    ),
    "unknown-signer": (
        "“{file}”的数字签名人还没有登记（{writer}），没有收下。请先办理本机登记，由巡察办核对八个词后再交接一次。",
        (
            "Whoever signed “{file}” is not registered yet ({writer}); it was not taken in. Enrol that computer first;"
            " after the office has compared the eight words, hand it over again."
        ),
    ),
    "ended-signer": (
        "“{file}”用的是已停用的数字签名钥匙（{writer}），没有收下。请联系巡察办确认，并用新登记的钥匙重新写出。",
        (
            "“{file}” was signed with a key the office has ended ({writer}); it was not taken in. Ask the office, and"
            " have it written again with a key in use."
        ),
    ),
    "wrong-office": (
        "“{file}”属于另一个巡察办（名片 {office}），没有收下。请核对U盘，把它交回原单位。",
        (
            "“{file}” belongs to another office (card {office}); it was not taken in. Check the stick and return it to"
            " that office."
        ),
    ),
    "practice-mismatch": (
        "“{file}”与本机不能混用：演练资料和正式资料不能互相接收。请换用对应的U盘。",
        (
            "“{file}” and this vault do not mix: practice data never enter real work, nor the other way round. Use the"
            " stick that belongs here."
        ),
    ),
    "package-too-new": (
        "“{file}”是用更新的版本写的（需要 {needs}，本机认识到 {known}），文件没有改动。请升级本程序后再收。",
        (
            "“{file}” was written by a newer Satchel (needs {needs}; this release knows {known}). It was not changed;"
            " update Satchel, then take it in."
        ),
    ),
    "stick-full": (
        "“{folder}”空间不够：需要 {need} 字节，只剩 {free} 字节。没有写入，请腾出空间或换一个U盘。",
        (
            "“{folder}” has too little room: {need} bytes are needed, {free} are free. Nothing was written; make room"
            " or use another stick."
        ),
    ),
    "stick-read-only": (
        "“{folder}”不能写入。没有写入任何文件，请检查U盘的写保护开关，或换一个U盘。",
        "“{folder}” cannot be written to. Nothing was written; check its write protection, or use another stick.",
    ),
    "stick-gone": (
        "“{folder}”读写中断，可能被拔出。本机资料完好，请重新插好后再交接一次。",
        (
            "“{folder}” stopped answering; it may have been pulled out. Nothing here is lost; plug it in and hand over"
            " again."
        ),
    ),
    "stick-unreliable": (
        "写到“{folder}”的文件“{file}”读回来不一致，这一份没有留下。请换一个U盘。",
        "What was read back from “{folder}” is not what was written (“{file}”); it was not kept. Use another stick.",
    ),
    "no-office-card": (
        "本机还没有巡察办的名片，不能交接。请先从巡察办取得名片并核对八个词。",
        "This computer does not know its office yet. Bring the office card and compare its eight words first.",
    ),
    "not-an-office": (
        "只有巡察办的电脑能做这一步。请到巡察办办理。",
        "Only the office's computer can do this. Do it there.",
    ),
    "no-enrolment": (
        "没有找到等待核对的本机登记（{name}）。它可能已经办理过，请刷新后再看。",
        "No such enrolment waits here ({name}). It may have been decided already; look again.",
    ),
    "laptop-taken": (
        "本机代号“{laptop}”已经给了另一台电脑。请换一个代号。",
        "The laptop code “{laptop}” belongs to another computer. Choose another code.",
    ),
    "unregistered-stick": (
        "“{folder}”没有登记（序列号 {serial}），按规定不能使用，没有读写任何文件。请换用登记过的U盘，或请巡察办登记。",
        (
            "“{folder}” is not in the register (serial {serial}), and the office admits registered sticks only. Nothing"
            " was read or written; use a registered stick, or have this one registered."
        ),
    ),
    "end-not-held": (
        "录入人钥匙（{writer}）不能停用于第 {number} 条：本机没有完整收到这里。请先收齐再改。",
        (
            "The key ({writer}) cannot be ended at number {number}: this computer does not hold the chain that far"
            " without a gap. Receive what is missing first."
        ),
    ),
    "not-cancellable": (
        "这一份（{name}）不能作废：它不是本机写出的、对方已给回执，或已经作废。请刷新后再看。",
        "This one ({name}) cannot be cancelled: it was not written here, was receipted, or is void. Look again.",
    ),
    "not-clearable": (
        (
            "还不能清机，本机有办公室没有收到的内容：草稿 {drafts}，改动 {unsent}，附件 {parts}，暂存待核 {aside}，"
            "同号改动 {forks}，待并批答卷 {responses}。请先交接并收下办公室回执。"
        ),
        (
            "This laptop cannot be cleared yet. Not known to be at the office: drafts {drafts}, changes {unsent},"
            " attachments {parts}, set aside {aside}, forks {forks}, answers {responses}. Hand over first."
        ),
    ),
    "office-not-clearable": (
        "巡察办的加密柜不能清机：大家上交的都在这里。要停用请先备份并移交。",
        "The office's vault is not cleared: it holds what everybody handed in. Back it up and hand it on instead.",
    ),
    "second-person": (
        "第二人（{name}）不在名册上，或者就是本人。这件事要由两个人确认，请另选一人。",
        "The second person ({name}) is not on the roster, or is you. Two persons confirm this: choose another one.",
    ),
    "slip-inside": (
        "清机单不能放在加密柜文件夹里（{path}），它会一起被删除。请换一个位置，如U盘。",
        "The slip cannot lie inside the vault ({path}): it would go with it. Choose another place, such as a stick.",
    ),
}
