#!/usr/bin/env python3
"""The Python verifier's own arithmetic against the worked examples of the protocol (tests/vectors/protocol.json)."""
import json, struct, sys, unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "resources/verify"))
import primitives as v
from bundle import Ledger, read_note

VECTORS = json.loads((ROOT / "tests/vectors/protocol.json").read_text(encoding="utf-8"))


class Primitives(unittest.TestCase):
    def test_numbers(self):
        for n in VECTORS["numbers"]:
            self.assertEqual(v.number(struct.unpack(">d", bytes.fromhex(n["ieee"]))[0]), n["json"])

    def test_wallets(self):
        for m in VECTORS["meters"]:
            self.assertEqual(v.base58(v.sha(bytes.fromhex(m["publicKey"]))), m["address"])

    def test_trees(self):
        for t in VECTORS["trees"]:
            leaves = [bytes.fromhex(leaf) for leaf in t["leaves"]]
            self.assertEqual(v.tree(leaves).hex(), t["root"])
        for proof in VECTORS["logProofs"]:
            entry = bytes.fromhex(VECTORS["log"][proof["index"]]["entry"])
            path = [bytes.fromhex(h) for h in proof["proof"]]
            root = bytes.fromhex(VECTORS["logRoots"][proof["size"]])
            self.assertTrue(v.included(v.sha(b"\0" + entry), proof["index"], proof["size"], path, root))
            self.assertFalse(v.included(v.sha(b"\0" + entry), proof["index"], proof["size"], path + path[:1], root))
            self.assertFalse(v.included(v.sha(b"\1" + entry), proof["index"], proof["size"], path, root))

    def test_transactions(self):
        for t in VECTORS["transactions"]:
            wire = bytes.fromhex(t["wire"])
            header, digest, signatures, leaves = v.decode(wire)
            self.assertEqual((v.sha(wire).hex(), digest.hex()), (t["txHash"], t["dataBlockHash"]))
            self.assertEqual(v.tree(leaves).hex(), header["root"])
            for key, signature in signatures:
                self.assertTrue(v.ecdsa(key, digest, signature))
                self.assertFalse(v.ecdsa(key, v.sha(digest), signature))
                high = v.N - int.from_bytes(signature[32:], "big")
                self.assertFalse(v.ecdsa(key, digest, signature[:32] + high.to_bytes(32, "big")), "only the low s is taken")

    def test_seals_and_cosignatures(self):
        genesis = json.loads(VECTORS["genesis"]["document"])
        sealer = bytes.fromhex(genesis["sealer"]["publicKey"])
        witness = {o["id"]: bytes.fromhex(o["witnessKey"]) for o in genesis["organisations"]}
        for b in VECTORS["blocks"]:
            header, lines = read_note(b["note"].encode())
            self.assertEqual((header["height"], header["size"]), (b["height"], b["logSize"]))
            self.assertTrue(v.ed25519(sealer, b["header"].encode(), lines[0][2]))
            self.assertFalse(v.ed25519(sealer, b["header"].encode() + b"\n", lines[0][2]))
            for c in b["cosignatures"]:
                body = v.unbase64(c["line"].rsplit(" ", 1)[1], "x")[12:]
                self.assertTrue(v.ed25519(witness[c["organisation"]], c["message"].encode(), body))
                s = int.from_bytes(body[32:], "little") + v.L
                self.assertFalse(v.ed25519(witness[c["organisation"]], c["message"].encode(), body[:32] + s.to_bytes(32, "little")), "a second form of S")

    def test_small_order_keys(self):
        small = ["00" * 32, "01" + "00" * 31, "ec" + "ff" * 30 + "7f", "ed" + "ff" * 30 + "7f", "ee" + "ff" * 30 + "7f",
                 "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"]
        for key in small:
            for sign in (0, 0x80):
                data = bytearray.fromhex(key)
                data[31] |= sign
                self.assertFalse(v.is_edkey(data.hex()), key)
                self.assertFalse(v.ed25519(bytes(data), b"any text", b"\1" + bytes(63)), "OpenSSL takes this one")


if __name__ == "__main__":
    unittest.main()
