"""The frozen corpus of evidence and what a stranger's verifier must say of each bundle. The C++ side is held to the same list by tst_evidence_corpus."""
import json
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "tests/vectors/evidence/v1"


def cases():
    entries = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
    if len(entries) < 100:
        raise AssertionError(f"the corpus has only {len(entries)} entries")
    return entries


def fingerprint():
    return (FOLDER / "fingerprint.txt").read_text(encoding="utf-8").strip()


def lines_of(entry):
    """The three lines, colour and text, that every verifier says of this bundle. Where it is refused: up to the reason, since each says in its own words what
    was expected and found."""
    name = entry["file"] + (" with a sheet" if "sheet" in entry else "") + ("" if entry.get("confirmed", True) else " not confirmed")
    return json.loads((FOLDER / "lines.json").read_text(encoding="utf-8"))[name]


def differs(entry, verdict, step, reason, rows_open):
    """None, or what is wrong. A row that does not map to its record is found by the program alone: the others say how many rows they did not compare."""
    told, expected = (verdict, step, reason), (entry["verdict"], entry["step"], entry["reason"])
    if told == expected:
        return None
    if entry["reason"] == "original.rows" and told == ("holds", 0, "") and rows_open > 0:
        return None
    return f"{entry['file']}: expected {expected}, told {told}"
