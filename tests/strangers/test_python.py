#!/usr/bin/env python3
"""resources/verify/verify.py says of every bundle of the frozen corpus what the program says: verdict, step and reason; and its exit codes."""
import json, subprocess, sys, tempfile, unittest
from pathlib import Path

sys.dont_write_bytecode = True
import corpus

sys.path.insert(0, str(corpus.ROOT / "resources/verify"))
from bundle import read_sheet
from verify import Inspection


class PythonVerifier(unittest.TestCase):
    def test_corpus(self):
        wrong = []
        for entry in corpus.cases():
            trusted = [corpus.fingerprint()] if entry.get("confirmed", True) else []
            sheets = [read_sheet(entry["sheet"])] if "sheet" in entry else []
            report = Inspection((corpus.FOLDER / entry["file"]).read_bytes(), trusted, sheets).run()
            trouble = corpus.differs(entry, report["verdict"], report["step"], report["reason"], report["counts"]["originalRowsOpen"])
            wrong += [trouble] if trouble else []
            if report["reason"] == entry["reason"]:  # else it is a row that the program alone maps again
                told = [[report[line]["colour"], report[line]["text"].split(" Expected: ")[0]] for line in ("records", "since", "word")]
                wrong += [f"{entry['file']}: {told}"] if told != corpus.lines_of(entry) else []
        self.assertEqual(wrong, [])

    def test_time_stamps_are_named_and_not_checked(self):
        folder = corpus.ROOT / "tests/vectors/evidence/stamps"
        report = Inspection((folder / "stamped.mseal.zip").read_bytes(), [(folder / "fingerprint.txt").read_text().strip()]).run()
        self.assertEqual((report["verdict"], report["timeStampsNotChecked"]), ("holds", [8]))
        self.assertTrue(report["since"]["text"].endswith("by no other clock"))
        self.assertEqual(Inspection((corpus.FOLDER / "genuine-day-cosigned-signed.mseal.zip").read_bytes()).run()["timeStampsNotChecked"], [])

    def test_command_line(self):
        def run(*arguments):
            return subprocess.run([sys.executable, "-B", corpus.ROOT / "resources/verify/verify.py", *arguments], capture_output=True, text=True)
        for entry in [e for e in corpus.cases() if e["file"].startswith("genuine-") and "sheet" not in e][:8]:
            arguments = ["--fingerprint", corpus.fingerprint()] if entry.get("confirmed", True) else []
            done = run(str(corpus.FOLDER / entry["file"]), "--json", *arguments)
            self.assertEqual(done.returncode, 0 if entry["verdict"] == "holds" else 1, done.stderr)
            self.assertEqual(json.loads(done.stdout)["verdict"], entry["verdict"])
        self.assertEqual(run("/nowhere/at.mseal.zip").returncode, 3)
        self.assertEqual(run().returncode, 2)
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "x").write_bytes(b"no bundle")
            done = run(str(Path(folder, "x")))
            self.assertEqual(done.returncode, 1)
            self.assertIn("container.not-zip", done.stdout)


if __name__ == "__main__":
    unittest.main()
