#!/usr/bin/env python3
"""A ledger and bundle made by a second implementation (bundle_maker.py) hold in the Python verifier and in the program; with a value, a signature or a
path changed both say the same. METERSEAL_CLI names the program."""
import json, os, subprocess, sys, tempfile, unittest
from pathlib import Path

sys.dont_write_bytecode = True
import bundle_maker
from bundle import read_container
from verify import Inspection


def changed(bundle, name, old, new):
    members = read_container(bundle)
    members = {n: d for n, d in members.items() if n not in ("mimetype", "SHA256SUMS")}
    assert old in members[name]
    members[name] = members[name].replace(old, new, 1)
    return bundle_maker.container(members)


class Made(unittest.TestCase):
    def test_both_say_the_same(self):
        bundle, fingerprint = bundle_maker.make(3, 24)
        program = os.environ.get("METERSEAL_CLI")
        if program and "evidence" not in subprocess.run([program, "--help"], capture_output=True, text=True).stdout:
            program = None  # a tree whose program has no evidence yet
        root = "\n— ".encode()
        for what, data, expected in (
                ("as made", bundle, ("holds", 0)),
                ("a value", changed(bundle, "records/000000000005.jsonl", b'"value":10002.4', b'"value":10002.5'), ("altered", 11)),
                ("a signed byte", changed(bundle, "tx/000000000004.bin", b'"count":24', b'"count":25'), ("refused", 4)),
                ("another token", changed(bundle, "tx/000000000003.bin", b"a" * 26, b"b" * 26), ("refused", 4)),
                ("a proof's index", changed(bundle, "tx/000000000002.proof", b"index 2", b"index 3"), ("refused", 5)),
                ("the checkpoint's time", changed(bundle, "checkpoint", b".000Z", b".001Z"), ("refused", 7)),
                ("no seal", changed(bundle, "checkpoint", root, b"\n- "), ("refused", 7)),
                ("a claim of another meter", changed(bundle, "claim.json", b'"0012"', b'"0013"'), ("amber", 14))):
            with self.subTest(what):
                report = Inspection(data, [fingerprint]).run()
                self.assertEqual((report["verdict"], report["step"]), expected)
                if program:
                    with tempfile.TemporaryDirectory() as folder:
                        file = Path(folder, "made.mseal.zip")
                        file.write_bytes(data)
                        done = subprocess.run([program, "--json", "evidence", "show", str(file), "--fingerprint", fingerprint], capture_output=True, text=True)
                        told = json.loads(done.stdout)
                        first = next((s for r in ("fails", "open") for s in told["steps"] if s["result"] == r), {"step": 0, "reason": ""})
                        self.assertEqual((told["verdict"], first["step"], first["reason"]), (report["verdict"], report["step"], report["reason"]), done.stderr)


if __name__ == "__main__":
    unittest.main()
