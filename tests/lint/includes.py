#!/usr/bin/env python3
"""Reads every include in core, app and ui and fails on one that the architecture does not allow.

base <- file <- sqlite <- crypto <- merkle <- record <- ledger <- {chain, source} <- meter <- {upload, verify} <- document <- evidence <- workspace <- rest -> mqtt -> file : a module includes only what stands
left of it. Some libraries may be seen in one place only. app and ui see core/include alone.
"""
import re
import sys
from pathlib import Path

ALLOWED = {
    "base": [],
    "file": ["base"],
    "crypto": ["base", "file", "sqlite"],  # the key store is an SQLite file
    "merkle": ["base", "file", "crypto"],
    "record": ["base", "file", "crypto", "merkle"],
    "sqlite": ["base"],  # knows bytes and rows, nothing of what they mean
    "ledger": ["base", "file", "crypto", "merkle", "record", "sqlite"],
    "chain": ["base", "file", "crypto", "merkle", "record", "ledger"],
    "meter": ["base", "file", "crypto", "merkle", "record", "ledger", "chain", "source"],
    "source": ["base", "file", "crypto", "merkle", "record", "ledger"],
    "upload": ["base", "file", "sqlite", "crypto", "merkle", "record", "ledger", "chain", "meter", "source"],
    "verify": ["base", "file", "crypto", "merkle", "record", "ledger", "chain", "meter", "source"],
    "document": ["base", "file", "crypto", "merkle", "record", "ledger", "chain", "meter", "source", "upload", "verify"],
    "evidence": ["base", "file", "crypto", "merkle", "record", "ledger", "chain", "meter", "source", "upload", "verify", "document"],
    "workspace": ["base", "file", "crypto", "merkle", "record", "ledger", "chain", "meter", "source", "upload", "verify", "document", "evidence"],
    "mqtt": ["base", "file"],
    "rest": ["mqtt", "base", "file", "crypto", "merkle", "record", "sqlite", "ledger", "chain", "meter", "source", "upload", "verify", "document", "evidence", "workspace"],
}
# include prefix -> modules (or files of them) that may name it
LIBRARIES = {
    "sqlite3.h": {"sqlite", "source"},  # source: databases of others, opened under limits that our own do not need
    "secp256k1": {"crypto"},
    "openssl/": {"crypto"},
    # One program part that takes long to compile: http_server.cpp and what it alone includes.
    "boost/": {"rest/http_server.cpp", "rest/connection.h", "rest/serving_thread.h", "rest/transport.h"},
    "mosquitto": {"mqtt"},
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
                if named and module not in allowed and f"{module}/{path.name}" not in allowed:
                    faults.append(f"{path.relative_to(root)}: {header} may be included in {', '.join(sorted(allowed)) or 'no module of core'} only")
    for folder in ("app", "ui"):
        for path in sorted(list((root / folder).rglob("*.h")) + list((root / folder).rglob("*.cpp"))):
            files += 1
            for quote, header in INCLUDE.findall(path.read_text(encoding="utf-8")):
                if header.split("/")[0] in ALLOWED:
                    faults.append(f"{path.relative_to(root)}: {folder} sees core/include only, not the private {header}")
                if header.startswith(("sqlite3.h", "secp256k1", "openssl/", "boost/")):
                    faults.append(f"{path.relative_to(root)}: {header} belongs inside core")
    return faults, files


if __name__ == "__main__":
    faults, files = check(Path(sys.argv[1]))
    print("\n".join(faults))
    print(f"{files} files read, {len(faults)} includes that are not allowed")
    sys.exit(1 if faults or files == 0 else 0)
