#!/usr/bin/env python3
"""A log checker of others, tessera's fsck, accepts what `meterseal-cli export tiles` writes and refuses a tampered copy. It is given logs made by
tiles_maker.py too, which are long enough for full tiles. METERSEAL_CLI names our program; METERSEAL_TOOLS a folder for the checker (build/tools)."""
import base64, functools, http.server, os, shutil, subprocess, sys, tempfile, threading, unittest
from pathlib import Path

sys.dont_write_bytecode = True
import tiles_maker

ROOT = Path(__file__).resolve().parents[2]
TOOLS = Path(os.environ.get("METERSEAL_TOOLS") or ROOT / "build/tools")
FSCK = "github.com/transparency-dev/tessera/cmd/fsck@v1.0.4"


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def fsck(folder):
    """Its words. Its exit code says nothing: on a tampered log it ends with 0, and with one worker it never ends."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            done = subprocess.run([TOOLS / "bin/fsck", "-N", "4", "--ui=false", f"--storage_url=http://127.0.0.1:{server.server_port}/", f"--public_key={folder}/log.vkey"],
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60)
            return done.stdout
        except subprocess.TimeoutExpired as e:
            return f"no end after 60 s: {e.stdout}"
        finally:
            server.shutdown()


def checkpoint(folder):
    lines = Path(folder, "checkpoint").read_text(encoding="utf-8").split("\n")
    return int(lines[1]), base64.b64decode(lines[2]).hex()


class Tiles(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        subprocess.run([ROOT / "installer/go.sh", TOOLS, FSCK], check=True)

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def accepted(self, folder):
        size, root = checkpoint(folder)
        words = fsck(folder)
        self.assertIn(f"Successfully fsck'd log with size {size} and root {base64.b64encode(bytes.fromhex(root)).decode()} ", words)
        return size

    def refused(self, folder, path, at):
        copy = self.folder / "tampered"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(folder, copy)
        tampered = bytearray((copy / path).read_bytes())
        tampered[at] ^= 1
        (copy / path).write_bytes(tampered)
        self.assertNotIn("Successfully", fsck(copy), f"{path} with byte {at} changed")

    def test_made_from_the_page(self):
        for size in (1, 256, 600):
            log = self.folder / str(size)
            self.assertEqual(tiles_maker.make(log, size), checkpoint(log)[1])
            self.accepted(log)
        self.refused(log, "tile/entries/001", 700)
        self.refused(log, "tile/0/000", 33)
        self.refused(log, "tile/1/000.p/2", 0)
        self.refused(log, "checkpoint", 30)

    def test_our_export(self):
        program = os.environ.get("METERSEAL_CLI")
        if not program or "tiles" not in subprocess.run([program, "export", "--help"], capture_output=True, text=True).stdout:
            self.skipTest("METERSEAL_CLI names no program that has export tiles")
        environment = dict(os.environ, METERSEAL_PASSPHRASE="a long passphrase of a test", METERSEAL_WORKSPACE=str(self.folder / "workspace"))

        def cli(*arguments):
            done = subprocess.run([program, *arguments], env=environment, capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, f"{arguments}: {done.stderr}")
        cli("init", "--chain", "harbour", "--organisation", "waterco:utility:Harbour Water", "--organisation", "maker:manufacturer:Meter Maker")
        log = self.folder / "log"
        for mn in ("0012", "0013"):
            cli("meter", "register", mn, "--location", "No. 12 Harbour Rd", "--manufacturer", "Meter Maker", "--as", "waterco")
            for party in ("waterco", "maker"):
                cli("meter", "review", mn, "--as", party, "--approve", "--reason", "dossier checked")
            cli("meter", "activate", mn)
            cli("export", "tiles", str(log))  # the second time into the same folder
            size = self.accepted(log)
        self.assertEqual(size, 8)
        self.refused(log, "tile/entries/000.p/8", 20)
        self.refused(log, "tile/0/000.p/8", 40)


if __name__ == "__main__":
    unittest.main()
