"""Words for files that are not shown."""

WORDS: dict[str, tuple[str, str]] = {
    "cannot-show": (
        "这个文件没有显示出来。原件好好地存着；需要看时请导出一份到专用电脑上打开。",
        "This file was not shown. The original is kept as it came; save a copy to look at it on a separate computer.",
    ),
    "cannot-show-sort": (
        "这类文件不在这里显示（里面可能带宏或程序）。需要看时请导出一份，在不存工作内容的电脑上打开。",
        "Files of this sort may carry macros or programs and are not shown. Save a copy for another computer.",
    ),
    "cannot-show-heic": (
        "这是苹果手机的 HEIC 照片，这里显示不了，原件已存好。拍摄前请在手机“设置—相机—格式”里选“兼容性最佳”。",
        "A HEIC photo of an iPhone is kept but not shown. On the phone choose Settings – Camera – Most Compatible.",
    ),
    "cannot-show-empty": (
        "这个文件是空的（0 字节），多半是拷贝时出了错。请从扫描仪、手机或相机卡上重新拷贝再添加。",
        "This file is empty (0 bytes): most likely it was copied badly. Copy it again from scanner, phone or camera.",
    ),
    "cannot-show-damaged": (
        "这个文件已损坏，或者不是它自称的格式，显示不了。原件保持原样；请向提供人再要一份。",
        "This file is damaged, or not what it says it is. The original stays as it came; ask for another copy.",
    ),
    "cannot-show-encrypted": (
        "这份 PDF 设了打开口令，显示不了。请提供人去掉口令后再给一份。",
        "This PDF asks for a password. Ask whoever gave it for a copy without one.",
    ),
    "cannot-show-too-large": (
        "这个文件太大，或者自称的画面大得不合常理，为保护电脑没有打开。请按 300 dpi 重新扫描或重新拍照。",
        "This file, or the picture it claims to hold, is too large to be opened safely. Scan at 300 dpi.",
    ),
    "cannot-show-slow": (
        "这个文件在规定时间内画不出来，已经停下。它可能有问题；请向提供人再要一份，或者重新扫描。",
        "This file could not be drawn in the time allowed. It may be faulty; ask for another copy or scan anew.",
    ),
    "cannot-show-gave-up": (
        "显示这个文件的隔离进程中途退出了，您的内容没有受影响。文件可能有问题；请再试一次，或向提供人再要一份。",
        "The separate process that draws this file gave up; your work is unharmed. Try again or ask for a copy.",
    ),
    "cannot-show-no-worker": (
        "显示文件用的隔离进程启动不了，可能被安全软件拦住。请让管理员放行本程序，再试一次。",
        "The process that draws files did not start; security software may hold it back. Have it allowed, try again.",
    ),
    "cannot-show-missing": (
        "这台电脑上没有这个文件的内容，它还在别的电脑上。请合并对方的上交包后再看。",
        "The content of this file is not on this laptop yet. Take in the other laptop's return, then look again.",
    ),
}
