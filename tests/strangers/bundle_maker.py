"""Makes a whole ledger and an evidence bundle of it from the pages alone (core/PROTOCOL.md, core/evidence/FORMAT.md), by a second implementation. For tests.

  python3 bundle_maker.py FILE [BATCHES [RECORDS]]     prints the ledger's fingerprint"""
import base64, hashlib, hmac, struct, sys, zlib
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "resources/verify"))
import primitives as v
from tiles_maker import public_key, sign

START = 1795334400000  # 2026-11-22T08:00:00.000Z
CHAIN, SUITE = "made-from-the-page", "secp256k1-sha256"


class Key:
    def __init__(self, name):
        self.d = int.from_bytes(v.sha(name.encode()), "big") % v.N
        x, y = self.times(self.d)
        self.public = bytes([2 + (y & 1)]) + x.to_bytes(32, "big")
        self.seed = v.sha(b"ed25519 " + name.encode())

    @staticmethod
    def times(k):
        out = None
        for bit in bin(k)[2:]:
            out = v.kadd(out, out)
            out = v.kadd(out, v.G) if bit == "1" else out
        z = pow(out[2], -1, v.P)
        return out[0] * z * z % v.P, out[1] * z**3 % v.P

    def sign(self, digest):
        k = int.from_bytes(hmac.new(self.d.to_bytes(32, "big"), digest, hashlib.sha256).digest(), "big") % v.N
        r = self.times(k)[0] % v.N
        s = pow(k, -1, v.N) * (int.from_bytes(digest, "big") + r * self.d) % v.N
        return r.to_bytes(32, "big") + min(s, v.N - s).to_bytes(32, "big")


def varint(n):
    return bytes([n]) if n < 128 else bytes([n & 127 | 128]) + varint(n >> 7)


def transaction(header, keys, leaves=()):
    text = v.jcs(header | {"chain": CHAIN, "suite": SUITE, "v": 1}).encode()
    wire = b"\x0a" + varint(len(text)) + text
    for key in keys:
        wire += b"\x12\x65\x0a\x21" + key.public + b"\x12\x40" + key.sign(v.sha(text))
    return wire + (b"\x1a" + varint(32 * len(leaves)) + b"".join(leaves) if leaves else b"")


def path(hashes, index):
    if len(hashes) == 1:
        return []
    k = 1 << (len(hashes) - 1).bit_length() - 1
    return path(hashes[:k], index) + [v.tree(hashes[k:])] if index < k else path(hashes[k:], index - k) + [v.tree(hashes[:k])]


def container(members):
    sums = "".join(f"{v.sha(data).hex()}  {name}\n" for name, data in sorted(members.items()))
    files = [("mimetype", b"application/vnd.meterseal.evidence+zip"), ("SHA256SUMS", sums.encode())] + sorted(members.items())
    out, directory = b"", b""
    for name, data in files:
        common = struct.pack("<5H3I2H", 20, 0, 0, 0, 33, zlib.crc32(data), len(data), len(data), len(name), 0)
        directory += b"PK\1\2\x14\0" + common + struct.pack("<3H2I", 0, 0, 0, 0, len(out)) + name.encode()
        out += b"PK\3\4" + common + name.encode() + data
    return out + directory + b"PK\5\6" + struct.pack("<4H2IH", 0, 0, len(files), len(files), len(directory), len(out), 0)


def make(batches=1, count=24):
    """(bytes of the bundle, fingerprint)"""
    utility, maker, meter = Key("utility"), Key("maker"), Key("meter")
    organisation = lambda i, name, role, key: {"id": i, "name": name, "role": role, "publicKey": key.public.hex(), "witnessKey": public_key(key.seed)[2].hex()}
    sealer = v.sha(b"sealer")
    genesis = v.jcs({"chain": CHAIN, "leaves": "open", "organisations": [organisation("waterco", "Harbour Water", "utility", utility), organisation("maker", "汇中仪表", "manufacturer", maker)],
                     "sealer": {"organisation": "waterco", "publicKey": public_key(sealer)[2].hex()}, "suite": SUITE, "time": v.time_of(START), "v": 2}).encode()
    address, token, now = v.base58(v.sha(meter.public)), "a" * 26, v.time_of(START)
    wires = [transaction({"type": "register", "mn": "0012", "location": "No. 12 Harbour Rd", "manufacturer": "汇中仪表", "address": address, "publicKey": meter.public.hex(),
                          "tokenHash": v.sha(token.encode()).hex(), "tokenExpires": v.time_of(START + 10**9), "time": now}, [utility, meter])]
    for key in (utility, maker):
        wires.append(transaction({"type": "review", "register": v.sha(wires[0]).hex(), "decision": "approve", "reason": "dossier checked", "time": now}, [key]))
    wires.append(transaction({"type": "activate", "mn": "0012", "address": address, "token": token}, [meter]))
    members, prev = {"genesis.json": genesis}, "0" * 64
    for b in range(batches):
        times = [v.time_of(START + (b * count + i) * 3600000) for i in range(count)]
        records = [v.jcs({"alarmCode": "READING", "alarmTime": t, "mn": "0012", "value": (100000 + b * count + i) / 10}).encode() for i, t in enumerate(times)]
        leaves = [v.sha(b"\0" + r) for r in records]
        members[f"records/{len(wires):012}.jsonl"] = b"".join(r + b"\n" for r in records)
        wires.append(transaction({"type": "convert", "from": address, "to": address, "prev": prev, "start": times[0], "end": times[-1], "count": count, "root": v.tree(leaves).hex()}, [meter], leaves))
        prev = v.sha(wires[-1]).hex()
    at = lambda i: START + i * 60000
    entries = [(i + 1).to_bytes(8, "big") + at(i).to_bytes(8, "big") + v.sha(w) for i, w in enumerate(wires)]
    log = [v.sha(b"\0" + e) for e in entries]
    line = lambda data: base64.b64encode(data).decode() + "\n"
    for i, wire in enumerate(wires):
        members[f"tx/{i:012}.bin"] = wire
        members[f"tx/{i:012}.proof"] = ("c2sp.org/tlog-proof@v1\nextra " + line(entries[i]) + f"index {i}\n" + "".join(map(line, path(log, i))) + "\n").encode()
    fingerprint = v.sha(genesis).hex()
    origin = f"meterseal/{CHAIN}/{fingerprint}"
    header = f"{origin}\n{len(wires)}\n{line(v.tree(log))}block {len(wires)} {v.time_of(at(len(wires) - 1))} {'6' * 64}\n"
    seal = v.sha(origin.encode() + b"\n\1" + public_key(sealer)[2])[:4] + sign(sealer, header.encode())
    seconds, name = START // 1000 + 10**6, origin + "/maker"
    witness = v.sha(name.encode() + b"\n\4" + public_key(maker.seed)[2])[:4] + seconds.to_bytes(8, "big") + sign(maker.seed, f"cosignature/v1\ntime {seconds}\n{header}".encode())
    members["checkpoint"] = f"{header}\n— {origin} {line(seal)}— {name} {line(witness)}".encode()
    members["claim.json"] = v.jcs({"complete": True, "format": 1, "from": v.time_of(START), "meters": ["0012"], "needs": ["embedded-seal"], "originals": [], "program": "bundle_maker.py", "text": "",
                                   "presenter": {"name": "", "organisation": ""}, "time": v.time_of(START + 10**10), "to": v.time_of(START + (batches * count - 1) * 3600000)}).encode()
    return container(members), fingerprint


if __name__ == "__main__":
    data, fingerprint = make(*map(int, sys.argv[2:]))
    Path(sys.argv[1]).write_bytes(data)
    print(fingerprint)
