"""Makes the static files of a log (C2SP tlog-tiles) as `meterseal-cli export tiles` does, from the page alone: core/PROTOCOL.md section 6. For tests."""
import base64, hashlib, sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "resources/verify"))
import primitives as v

TILE = 256


def public_key(seed):
    h = hashlib.sha512(seed).digest()
    a = int.from_bytes(h[:32], "little") & (1 << 254) - 8 | 1 << 254
    x, y, z, _ = v.edmul(a, v.B)
    x, y = x * pow(z, -1, v.Q) % v.Q, y * pow(z, -1, v.Q) % v.Q
    return a, h[32:], (y | (x & 1) << 255).to_bytes(32, "little")


def sign(seed, message):  # RFC 8032 section 5.1.6
    a, prefix, key = public_key(seed)
    r = int.from_bytes(hashlib.sha512(prefix + message).digest(), "little") % v.L
    x, y, z, _ = v.edmul(r, v.B)
    x, y = x * pow(z, -1, v.Q) % v.Q, y * pow(z, -1, v.Q) % v.Q
    point = (y | (x & 1) << 255).to_bytes(32, "little")
    k = int.from_bytes(hashlib.sha512(point + key + message).digest(), "little") % v.L
    return point + ((r + k * a) % v.L).to_bytes(32, "little")


def name(number):
    text = f"{number % 1000:03}"
    while number := number // 1000:
        text = f"x{number % 1000:03}/{text}"
    return text


def make(folder, size, seed=b"\7" * 32):
    """A log of `size` entries, one a block; returns its root."""
    entries = [(i + 1).to_bytes(8, "big") + (1795334400000 + i).to_bytes(8, "big") + v.sha(b"transaction %d" % i) for i in range(size)]
    level, hashes = 0, [v.sha(b"\0" + e) for e in entries]
    root = v.tree(hashes)
    files = {}

    def put(path, blobs):
        for at in range(0, len(blobs), TILE):
            part = blobs[at:at + TILE]
            files[f"{path}/{name(at // TILE)}" + ("" if len(part) == TILE else f".p/{len(part)}")] = b"".join(part)
    put("tile/entries", [b"\0\x30" + e for e in entries])
    while hashes:
        put(f"tile/{level}", hashes)
        hashes = [v.tree(hashes[i:i + TILE]) for i in range(0, len(hashes) - len(hashes) % TILE, TILE)]
        level += 1
    origin, key = "meterseal/tiles-of-a-test/" + "5" * 64, public_key(seed)[2]
    key_id = v.sha(origin.encode() + b"\n\1" + key)[:4]
    header = f"{origin}\n{size}\n{base64.b64encode(root).decode()}\nblock {size} {v.time_of(1795334400000 + size - 1)} {'6' * 64}\n"
    files["checkpoint"] = f"{header}\n— {origin} {base64.b64encode(key_id + sign(seed, header.encode())).decode()}\n".encode()
    files["log.vkey"] = f"{origin}+{key_id.hex()}+{base64.b64encode(bytes([1]) + key).decode()}\n".encode()
    for path, data in files.items():
        Path(folder, path).parent.mkdir(parents=True, exist_ok=True)
        Path(folder, path).write_bytes(data)
    return root.hex()
