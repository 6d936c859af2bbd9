#!/usr/bin/env python3
"""Fails on text that must not be in the project: paths of one machine, left-over marks, and README pairs out of step."""
import re
import subprocess
import sys
from pathlib import Path

FORBIDDEN = [
    (re.compile(r"/(work|home|root)/[a-z]"), "a path of one machine"),
    (re.compile(r"\b(TODO|FIXME|XXX)\b"), "a left-over mark; do it or file it"),
    (re.compile(r"^(<<<<<<<|>>>>>>>)", re.MULTILINE), "a merge mark"),
]
TEXT = {".cpp", ".h", ".md", ".txt", ".py", ".sh", ".json", ".cmake", ""}


def headings(path):
    return [line.split(" ", 1)[0] for line in path.read_text(encoding="utf-8").splitlines() if re.match(r"#+ ", line)]


def main(root):
    listed = subprocess.run(["git", "ls-files"], cwd=root, capture_output=True, text=True, check=True).stdout.split("\n")
    faults, files = [], 0
    for name in filter(None, listed):
        path = root / name
        if path.suffix not in TEXT or name.startswith(("tests/lint/", "tests/fuzz/corpus/")) or not path.is_file():
            continue
        files += 1
        text = path.read_text(encoding="utf-8", errors="replace")
        for pattern, what in FORBIDDEN:
            found = pattern.search(text)
            if found:
                faults.append(f"{name}:{text.count(chr(10), 0, found.start()) + 1}: {what}: {found.group(0).strip()}")
    english, chinese = root / "README.md", root / "README.zh-CN.md"
    if headings(english) != headings(chinese):
        faults.append("README.md and README.zh-CN.md do not have the same headings in the same order")
    print("\n".join(faults))
    print(f"{files} files read, {len(faults)} faults")
    return 1 if faults or files == 0 else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
