#!/usr/bin/env python3
"""Reads every include in core, app and ui and fails on one that the architecture does not allow.

base <- sqlite <- crypto <- merkle <- record <- ledger <- {chain, source} <- meter <- {upload, verify} <- workspace : a module includes only what stands
left of it. Some libraries may be seen in one place only. app and ui see core/include alone.
"""
import re
import sys
from pathlib import Path

ALLOWED = {
    "base": [],
    "crypto": ["base", "sqlite"],  # the key store is an SQLite file
    "merkle": ["base", "crypto"],
    "record": ["base", "crypto", "merkle"],
    "sqlite": ["base"],  # knows bytes and rows, nothing of what they mean
    "ledger": ["base", "crypto", "merkle", "record", "sqlite"],
    "chain": ["base", "crypto", "merkle", "record", "ledger"],
    "meter": ["base", "crypto", "merkle", "record", "ledger", "chain", "source"],
    "source": ["base", "crypto", "merkle", "record", "ledger"],
    "upload": ["base", "crypto", "merkle", "record", "ledger", "chain", "meter", "source"],
    "verify": ["base", "crypto", "merkle", "record", "ledger", "chain", "meter", "source"],
    "workspace": ["base", "crypto", "merkle", "record", "ledger", "chain", "meter", "source", "upload", "verify"],
}
# include prefix -> modules (or app folders) that may name it
LIBRARIES = {
    "sqlite3.h": {"sqlite", "source"},  # source: databases of others, opened under limits that our own do not need
    "secp256k1": {"crypto"},
    "openssl/": {"crypto"},
    "Q": set(),  # no Qt in core
}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


def moduleOf(header):
    parts = header.split("/")
    if parts[0] == "meterseal" and len(parts) == 3:
        return parts[1]
    return parts[0] if parts[0] in ALLOWED else None


def check(root):
    faults, files = [], 0
    core = root / "core"
    for path in sorted(list(core.rglob("*.h")) + list(core.rglob("*.cpp"))):
        relative = path.relative_to(core).parts
        module = relative[2] if relative[0] == "include" else relative[0]
        if module not in ALLOWED:
            faults.append(f"{path.relative_to(root)}: '{module}' is no module; add it to tests/lint/includes.py")
            continue
        files += 1
        for quote, header in INCLUDE.findall(path.read_text(encoding="utf-8")):
            used = moduleOf(header)
            if used is not None and used != module and used not in ALLOWED[module]:
                faults.append(f"{path.relative_to(root)}: module {module} must not include {header}")
            if relative[0] == "include" and quote == '"' and not header.startswith("meterseal/"):
                faults.append(f"{path.relative_to(root)}: a public header must not include the private {header}")
            for prefix, allowed in LIBRARIES.items():
                named = header.startswith(prefix) and (prefix != "Q" or re.match(r"Q[A-Z]|Qt", header))
                if named and module not in allowed:
                    faults.append(f"{path.relative_to(root)}: {header} may be included in {', '.join(sorted(allowed)) or 'no module of core'} only")
    for folder in ("app", "ui"):
        for path in sorted(list((root / folder).rglob("*.h")) + list((root / folder).rglob("*.cpp"))):
            files += 1
            for quote, header in INCLUDE.findall(path.read_text(encoding="utf-8")):
                if header.split("/")[0] in ALLOWED:
                    faults.append(f"{path.relative_to(root)}: {folder} sees core/include only, not the private {header}")
                if header.startswith(("sqlite3.h", "secp256k1", "openssl/")):
                    faults.append(f"{path.relative_to(root)}: {header} belongs inside core")
    return faults, files


if __name__ == "__main__":
    faults, files = check(Path(sys.argv[1]))
    print("\n".join(faults))
    print(f"{files} files read, {len(faults)} includes that are not allowed")
    sys.exit(1 if faults or files == 0 else 0)
