#!/usr/bin/env python3
"""The operating system is spoken to in core/file, and in the three other places named here: its headers, and fstream, are included nowhere else."""
import re
import sys
from pathlib import Path

HEADERS = ("unistd.h", "fcntl.h", "sys/stat.h", "sys/file.h", "sys/mman.h", "dirent.h", "fstream", "poll.h", "pwd.h", "spawn.h",
           "sys/socket.h", "sys/un.h", "sys/wait.h", "termios.h")
PLACES = {
    "core/base/process.cpp": "who runs this program, and its child processes",
    "core/base/local_socket.cpp": "local sockets",
    "app/cli/terminal.cpp": "the terminal: echo, passphrases, keys",
}
OPENS = re.compile(r"\b(fopen|freopen|popen|tmpfile)\s*\(")  # of headers that everybody needs for something else
INCLUDE = re.compile(r"^\s*#\s*include\s*<([^>]+)>", re.MULTILINE)

root = Path(sys.argv[1])
faults, files = [], 0
for folder in ("core", "app", "ui"):
    for path in sorted(list((root / folder).rglob("*.h")) + list((root / folder).rglob("*.cpp"))):
        name = str(path.relative_to(root))
        files += 1
        text = path.read_text(encoding="utf-8")
        used = [header for header in INCLUDE.findall(text) if header in HEADERS] + OPENS.findall(text)
        if name in PLACES and not used:
            faults.append(f"{name} includes none of them any more; take it off the list")
        if used and not name.startswith("core/file/") and name not in PLACES:
            faults.append(f"{name}: {', '.join(used)} only in core/file and the places named in tests/lint/files.py")
print("\n".join(faults))
print(f"{files} files read, {len(faults)} faults")
sys.exit(1 if faults or files == 0 else 0)
