"""What verify.py computes with, standard library only: secp256k1 and Ed25519, RFC 8785 and the protocol's forms, transactions, RFC 9162."""
import base64, datetime, decimal, hashlib, json, re, unicodedata

class Trouble(Exception):  # reason, expected, found
    pass
def need(good, reason, expected="", found=""):
    if not good:
        raise Trouble(reason, str(expected), str(found))
def sha(data):
    return hashlib.sha256(data).digest()

# ---- secp256k1 and Ed25519 (RFC 8032, cofactorless); public data only, so not constant-time
P, N = 2**256 - 2**32 - 977, 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
G = (0x79BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798, 0x483ADA7726A3C4655DA4FBFC0E1108A8FD17B448A68554199C47D08FFB10D4B8, 1)
def kadd(p, q):  # Jacobian; None is infinity
    if p is None or q is None:
        return q if p is None else p
    (x1, y1, z1), (x2, y2, z2) = p, q
    u1, u2, s1, s2 = x1 * z2 * z2 % P, x2 * z1 * z1 % P, y1 * z2**3 % P, y2 * z1**3 % P
    h, r = (u2 - u1) % P, (s2 - s1) % P
    if h == 0:
        if r or not y1:
            return None
        s, m = 4 * x1 * y1 * y1 % P, 3 * x1 * x1 % P
        x = (m * m - 2 * s) % P
        return x, (m * (s - x) - 8 * y1**4) % P, 2 * y1 * z1 % P
    x = (r * r - h**3 - 2 * u1 * h * h) % P
    return x, (r * (u1 * h * h - x) - s1 * h**3) % P, h * z1 * z2 % P
def secp_point(key):
    if len(key) != 33 or key[0] not in (2, 3) or int.from_bytes(key[1:], "big") >= P:
        return None
    x = int.from_bytes(key[1:], "big")
    y = pow(x**3 + 7, (P + 1) // 4, P)
    return (x, y if y & 1 == key[0] & 1 else P - y, 1) if y * y % P == (x**3 + 7) % P else None
def ecdsa(key, digest, signature):
    q, r, s = secp_point(key), int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    if q is None or len(signature) != 64 or not 0 < r < N or not 0 < s <= N // 2:
        return False
    w = pow(s, -1, N)
    u, v, both, out = int.from_bytes(digest, "big") * w % N, r * w % N, kadd(G, q), None
    for bit in range(255, -1, -1):
        out = kadd(out, out)
        a, b = u >> bit & 1, v >> bit & 1
        if a or b:
            out = kadd(out, both if a and b else G if a else q)
    return out is not None and out[0] * pow(out[2], -2, P) % P % N == r
Q, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, Q) % Q
def edadd(p, q):
    a, b, c, d = (p[1] - p[0]) * (q[1] - q[0]), (p[1] + p[0]) * (q[1] + q[0]), 2 * D * p[3] * q[3], 2 * p[2] * q[2]
    e, f, g, h = (b - a) % Q, (d - c) % Q, (d + c) % Q, (b + a) % Q
    return e * f % Q, g * h % Q, f * g % Q, e * h % Q
def edpoint(data):
    y, sign = int.from_bytes(data, "little") & (1 << 255) - 1, data[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, -1, Q) % Q
    x = pow(square, (Q + 3) // 8, Q)
    x = x if x * x % Q == square else x * pow(2, (Q - 1) // 4, Q) % Q
    if y >= Q or x * x % Q != square or (x == 0 and sign):
        return None
    x = x if x & 1 == sign else Q - x
    return x, y, 1, x * y % Q
def edmul(k, p):
    out = (0, 1, 1, 0)
    for bit in bin(k)[2:]:
        out = edadd(out, out)
        out = edadd(out, p) if bit == "1" else out
    return out
B = edpoint((4 * pow(5, -1, Q) % Q).to_bytes(32, "little"))
def good_edkey(key):  # canonical, on the curve, not of small order
    p = edpoint(key) if len(key) == 32 else None
    return p is not None and edmul(8, p)[0] != 0
def ed25519(key, message, signature):
    if len(signature) != 64 or not good_edkey(key) or int.from_bytes(signature[32:], "little") >= L:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    x, y, z, _ = edadd(edmul(int.from_bytes(signature[32:], "little"), B), edmul(L - k, edpoint(key)))
    x, y = x * pow(z, -1, Q) % Q, y * pow(z, -1, Q) % Q
    return (y | (x & 1) << 255).to_bytes(32, "little") == signature[:32]

# ---- RFC 8785 and the protocol's forms
def number(x):
    x = float(x)
    need(x == x and abs(x) != float("inf"), "json")
    if x == 0:
        return "0"
    sign, digits, exponent = decimal.Decimal(repr(x)).as_tuple()
    n, d = len(digits) + exponent, "".join(map(str, digits)).rstrip("0")
    k = len(d)
    text = (d + "0" * (n - k) if k <= n <= 21 else d[:n] + "." + d[n:] if 0 < n <= 21 else "0." + "0" * -n + d if -6 < n <= 0 else
            d[0] + ("." + d[1:] if k > 1 else "") + "e" + ("+" if n > 0 else "-") + str(abs(n - 1)))
    return "-" * sign + text
def jcs(v):
    if isinstance(v, dict):
        return "{" + ",".join(json.dumps(k, ensure_ascii=False) + ":" + jcs(v[k]) for k in sorted(v, key=lambda k: k.encode("utf-16-be"))) + "}"
    if isinstance(v, list):
        return "[" + ",".join(map(jcs, v)) + "]"
    return number(v) if type(v) in (int, float) else json.dumps(v, ensure_ascii=False)
def parse(data, reason):
    try:
        value = json.loads(data.decode("utf-8"), parse_constant=lambda c: need(False, "json"))
        need(isinstance(value, dict), reason, "a JSON object")
        return value, jcs(value).encode("utf-8") == data
    except (ValueError, RecursionError, OverflowError, Trouble):
        raise Trouble(reason, "a JSON object in UTF-8", data[:80].decode("utf-8", "replace"))
def is_hex(n):
    return lambda v: isinstance(v, str) and re.fullmatch("[0-9a-f]{%d}" % n, v)
def is_text(most=256):
    return lambda v: (isinstance(v, str) and 0 < len(v.encode("utf-8", "replace")) <= most and unicodedata.is_normalized("NFC", v) and v == v.strip()
                      and not any(unicodedata.category(c) in ("Cc", "Cs") for c in v))
def is_time(v):
    try:
        return isinstance(v, str) and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", v, re.A) and v >= "1970" and bool(datetime.datetime.fromisoformat(v[:-1]))
    except ValueError:
        return False
def time_of(ms):  # 0 to 9999-12-31T23:59:59.999Z
    return (datetime.datetime(1970, 1, 1) + datetime.timedelta(milliseconds=ms)).isoformat(timespec="milliseconds") + "Z"
ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
def base58(data):
    n, out = int.from_bytes(data, "big"), ""
    while n:
        n, r = divmod(n, 58)
        out = ALPHABET[r] + out
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + out
def unbase64(text, reason):
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        data = b""
    need(data and base64.b64encode(data).decode() == text, reason, "canonical Base64", text[:80])
    return data
def lines_of(data, reason):
    need(not data or data.endswith(b"\n"), reason, "lines that end with LF", "the last one does not")
    return data.decode("utf-8", "surrogateescape").split("\n")[:-1]
is_id = lambda v: isinstance(v, str) and re.fullmatch("[0-9A-Za-z][0-9A-Za-z._-]{0,63}", v)
is_key = lambda v: is_hex(66)(v) and secp_point(bytes.fromhex(v))
is_edkey = lambda v: is_hex(64)(v) and good_edkey(bytes.fromhex(v))
is_address = lambda v: isinstance(v, str) and 32 <= len(v) <= 44 and all(c in ALPHABET for c in v)
one_of = lambda *words: lambda v: isinstance(v, str) and v in words
KINDS = {"time": ("time", is_time), "hash": ("hash", is_hex(64)), "text": ("text", is_text()), "id": ("id", is_id), "key": ("public-key", is_key),
         "edkey": ("ed25519-key", is_edkey), "address": ("address", is_address), "role": ("role", one_of("utility", "manufacturer", "insurer", "auditor")),
         "decision": ("decision", one_of("approve", "reject")), "action": ("action", one_of("add", "rotate", "retire")),
         "token": ("token", lambda v: isinstance(v, str) and re.fullmatch("[a-z2-7]{26}", v)), "count": ("count", lambda v: type(v) is int and 1 <= v <= 8192)}
ACTION = "mn:id reason:text time:time"
TYPES = {"register": "mn:id location:text manufacturer:text address:address publicKey:key tokenHash:hash tokenExpires:time time:time",
         "review": "register:hash decision:decision reason:text time:time", "activate": "mn:id address:address token:token",
         "convert": "from:address to:address prev:hash start:time end:time count:count root:hash", "suspend": ACTION, "resume": ACTION, "retire": ACTION,
         "organisation": "action:action id:id name:text role:role publicKey:key witnessKey:edkey time:time"}
def check(value, spec, scope, also=()):
    fields = dict(item.split(":") for item in spec.split())
    for name, kind in fields.items():
        need(name in value, scope + ".member-missing", name, "it is not there")
        need(KINDS[kind][1](value[name]), f"{scope}.{KINDS[kind][0]}", f"{name} in its form", value[name])
    need(set(value) == set(fields) | set(also), scope + ".member-unknown", sorted(fields), sorted(value))

def decode(wire):  # Transaction {header 1, signatures 2, leaves 3} in the one canonical encoding
    at = 0
    def block(tag, most, reason):
        nonlocal at
        at, size, shift, byte = at + 1, 0, 0, 0x80
        while byte & 0x80:
            need(at < len(wire), "wire.truncated")
            need(shift <= 28, "wire.varint")
            byte, at = wire[at], at + 1
            size, shift = size | (byte & 0x7F) << shift, shift + 7
        need(byte or shift == 7, "wire.varint", "the shortest length")
        need(size, "wire.empty-field")
        need(size <= most, reason, f"at most {most} bytes", size)
        need(size <= len(wire) - at, "wire.truncated", f"{size} bytes", len(wire) - at)
        at += size
        return wire[at - size:at]
    need(wire[:1] == b"\x0a", "wire.header-missing")
    header, signatures, leaves = block(1, 65536, "wire.header-too-large"), [], b""
    while wire[at:at + 1] == b"\x12":
        need(len(signatures) < 256, "wire.too-many-signatures")
        s = block(2, 101, "wire.signature-form")
        need(len(s) == 101 and s[:2] == b"\x0a\x21" and s[35:37] == b"\x12\x40", "wire.signature-form")
        signatures.append((s[2:35], s[37:]))
    if wire[at:at + 1] == b"\x1a":
        leaves = block(3, 8192 * 32, "wire.too-many-leaves")
        need(len(leaves) % 32 == 0, "wire.leaves-length")
    need(at == len(wire), "wire.unexpected-field", f"the end at byte {at}", f"{len(wire)} bytes")
    h, canonical = parse(header, "header.syntax")
    need(type(h.get("v")) is int and h["v"] == 1, "header.version" if type(h.get("v")) is int else "header.member-type", 1, h.get("v"))
    need(h.get("suite") == "secp256k1-sha256", "suite.unknown", "secp256k1-sha256", h.get("suite"))
    need(isinstance(h.get("type"), str) and h["type"] in TYPES, "header.type", sorted(TYPES), h.get("type"))
    check(h, "chain:id " + TYPES[h["type"]], "header", ("v", "suite", "type"))
    if h["type"] == "convert":
        need(h["from"] == h["to"], "header.from-to", h["from"], h["to"])
        need(h["start"] <= h["end"], "header.time-order", h["start"], h["end"])
    need(h["type"] != "register" or h["address"] == base58(sha(bytes.fromhex(h["publicKey"]))), "header.address", "the address of its key", h.get("address"))
    need(canonical, "header.not-canonical", "canonical JSON (RFC 8785)")
    return h, sha(header), signatures, [leaves[i:i + 32] for i in range(0, len(leaves), 32)]

# ---- RFC 9162
def tree(hashes):
    while len(hashes) > 1:
        pairs = [sha(b"\1" + a + b) for a, b in zip(hashes[::2], hashes[1::2])]
        hashes = pairs + hashes[len(pairs) * 2:]
    return hashes[0] if hashes else sha(b"")
def included(leaf, index, size, path, root):
    fn, sn, r = index, size - 1, leaf
    if index >= size:
        return False
    for p in path:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            r = sha(b"\1" + p + r)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = sha(b"\1" + r + p)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and r == root
def consistent(first, second, root1, root2, path):
    if not 0 < first < second:
        return False
    path = [root1] + path if first & first - 1 == 0 else path
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    if not path:
        return False
    fr = sr = path[0]
    for c in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = sha(b"\1" + c + fr), sha(b"\1" + c + sr)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = sha(b"\1" + sr + c)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and fr == root1 and sr == root2
