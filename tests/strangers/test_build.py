#!/usr/bin/env python3
"""The committed resources/verify.html is, byte for byte, what its sources and the pinned libraries give. The libraries come from the lock file, into a copy
of the sources, so that the tree stays clean."""
import shutil, subprocess, sys, tempfile, unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Build(unittest.TestCase):
    def test_reproducible(self):
        for program in ("node", "npm"):
            self.assertIsNotNone(shutil.which(program), f"{program} is not installed: installer/setup.sh strangers")
        with tempfile.TemporaryDirectory() as folder:
            sources = Path(folder, "verify/html")
            shutil.copytree(ROOT / "resources/verify/html", sources, ignore=shutil.ignore_patterns("node_modules"))
            shutil.copy(ROOT / "resources/verify.html", folder)
            subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], cwd=sources, check=True)
            done = subprocess.run(["node", "build.mjs", "--check"], cwd=sources, capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            print(done.stdout.strip())
            changed = Path(folder, "verify.html")
            changed.write_bytes(changed.read_bytes().replace(b"record.altered", b"record.Altered", 1))
            self.assertEqual(subprocess.run(["node", "build.mjs", "--check"], cwd=sources, capture_output=True).returncode, 1, "a changed file is found")


if __name__ == "__main__":
    unittest.main()
