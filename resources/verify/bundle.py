"""What verify.py reads: the container, notes and sheets, and the ledger's rules for members and meters (FORMAT.md sections 1, 2; PROTOCOL.md 5, 6)."""
import re, struct, zlib
from primitives import *

def read_container(data):
    need(len(data) <= 1 << 30, "container.too-large", "at most 1 GiB", len(data))
    need(data[:4] == b"PK\3\4" and len(data) >= 30, "container.not-zip", "a ZIP member at byte 0")
    members, directory, at, before = {}, b"", 0, (-1, "")
    while data[at:at + 4] == b"PK\3\4" and at + 30 <= len(data):
        need(len(members) < 60000, "container.limit", "at most 60,000 members")
        version, flags, method, time, date, crc, packed, size, length, extra = struct.unpack("<5H3I2H", data[at + 4:at + 30])
        need(method == 0, "container.packed", f"member at byte {at}: stored", f"method {method}")
        need((version, flags, time, date, packed, extra) == (20, 0, 0, 33, size, 0), "container.header", f"the canonical header at byte {at}")
        need(length + size <= len(data) - at - 30, "container.end", f"the whole member at byte {at}", "the file ends within it")
        name = data[at + 30:at + 30 + length].decode("latin-1")
        need(name in ("SHA256SUMS", "HOW-TO-VERIFY.txt") or length <= 80 and re.fullmatch(r"[a-z0-9-]+(/[a-z0-9-]+)?(\.[a-z0-9]+)?", name), "container.name",
             "a member's name", repr(name[:80]))
        need(size <= (1 << 20 if name.endswith(".json") else 256 << 20), "container.limit", f"{name}: fewer bytes", size)
        order = ({"mimetype": 0, "SHA256SUMS": 1}.get(name, 2), name)
        need(order > before, "container.order", f"a name behind {before[1]}", name)
        content = data[at + 30 + length:at + 30 + length + size]
        need(zlib.crc32(content) == crc, "container.crc", f"{name}: CRC {crc:08x}", f"{zlib.crc32(content):08x}")
        directory += b"PK\1\2\x14\0" + data[at + 4:at + 30] + struct.pack("<3H2I", 0, 0, 0, 0, at) + data[at + 30:at + 30 + length]
        members[name], before, at = content, order, at + 30 + length + size
    need(data[at:at + len(directory)] == directory, "container.directory", "the directory of these members")
    end = b"PK\5\6" + struct.pack("<4H2IH", 0, 0, len(members), len(members), len(directory), at, 0)
    need(data[at + len(directory):] == end, "container.end", "the end record, and nothing behind it")
    need(list(members)[:2] == ["mimetype", "SHA256SUMS"], "container.order", "mimetype, then SHA256SUMS")
    need(members["mimetype"] == b"application/vnd.meterseal.evidence+zip", "container.mimetype")
    return members

def read_header(text):  # a block's header: four lines
    m = re.fullmatch(r"meterseal/([0-9A-Za-z][0-9A-Za-z._-]{0,63})/([0-9a-f]{64})\n([1-9]\d{0,18})\n([^\n]*)\nblock ([1-9]\d{0,18}) ([^ \n]*) ([0-9a-f]{64})\n", text, re.A)
    need(m and is_time(m[6]), "block.header", "the four lines of a block's header", text[:200])
    h = dict(chain=m[1], fingerprint=m[2], size=int(m[3]), root=unbase64(m[4], "block.header"), height=int(m[5]), time=m[6], prev=m[7], text=text)
    need(len(h["root"]) == 32 and h["size"] < 1 << 63 > h["height"] <= h["size"] and (h["height"] > 1 or h["prev"] == h["fingerprint"]), "block.header")
    return h
def read_note(data):
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Trouble("note.syntax", "UTF-8", "other bytes")
    gap = text.rfind("\n\n")
    need(gap > 0 and text.endswith("\n") and not re.search("[\0-\x09\x0b-\x1f\x7f]", text), "note.syntax", "a signed note")
    header, lines = text[:gap + 1], []
    for line in text[gap + 2:].split("\n")[:-1]:
        m = re.fullmatch("— ([!-*,-~]+) (.*)", line)
        need(m, "note.syntax", "a signature line", line[:160])
        body = unbase64(m[2], "note.syntax")
        need(len(body) > 4, "note.syntax", "a key id and a signature")
        lines.append((m[1], body[:4], body[4:]))
    need(0 < len(lines) <= 1000, "note.syntax", "at least one signature")
    return read_header(header), lines
def read_sheet(text):
    if text.startswith("meterseal/"):
        return read_header(text[:text.index("\n\n") + 1] if "\n\n" in text else text)
    words, digits = {}, {}
    for parts in map(str.split, text.split("\n")):
        if len(parts) == 2 and parts[0] in ("chain", "block", "time", "entries"):
            words[parts[0]] = parts[1]
        if len(parts) == 6 and parts[0].isdecimal() and 1 <= int(parts[0]) <= 12:
            line, crc = "".join(parts[1:]).lower(), 0
            for byte in bytes([int(parts[0])]) + line[:16].encode():  # CRC-8, polynomial 0x07
                crc ^= byte
                for _ in range(8):
                    crc = (crc << 1 ^ (7 if crc & 128 else 0)) & 255
            need(is_hex(18)(line) and int(line[16:], 16) == crc, "sheet.line", f"line {parts[0]} with its two check digits")
            digits[int(parts[0])] = line[:16]
    need(len(digits) == 12 and len(words) == 4 and words["block"].isdecimal() and words["entries"].isdecimal() and is_time(words["time"]), "sheet.form")
    f, root, block = ("".join(digits[i + j] for j in range(4)) for i in (1, 5, 9))
    return dict(chain=words["chain"], fingerprint=f, size=int(words["entries"]), root=bytes.fromhex(root), height=int(words["block"]), time=words["time"], hash=block)

class Ledger:  # the members and meters, by the rules of PROTOCOL.md section 5
    def __init__(self, genesis):
        self.members = [dict(o, active=True, former=[], formerWitness=[]) for o in genesis["organisations"]]
        self.edkeys = {genesis["sealer"]["publicKey"]} | {o["witnessKey"] for o in self.members}
        self.by_mn, self.by_address, self.by_register, self.seen = {}, {}, {}, set()
    def signer(self, key, roles=None):
        for o in self.members:
            if key in [o["publicKey"]] + o["former"]:
                need(o["active"], "tx.signer-retired", "an active organisation", o["id"])
                need(key == o["publicKey"], "tx.signer-rotated", "its present key", key)
                need(roles is None or o["role"] in roles, "tx.role", roles, o["role"])
                return o
        raise Trouble("tx.signer-unknown", "a key of an organisation", key)
    def key_used(self, key):
        return any(key in [o["publicKey"]] + o["former"] for o in self.members) or base58(sha(bytes.fromhex(key))) in self.by_address
    def apply(self, t):
        h, keys, kind, name = t["header"], [k.hex() for k, _ in t["signatures"]], t["header"]["type"], t["hash"].hex()
        need(t["refusal"] is None, *(t["refusal"] or ("", "", "")))
        need(name not in self.seen, "tx.duplicate", "each transaction once", name)
        if kind == "register":
            need(keys[0] != h["publicKey"], "tx.signer-order", "the organisation first")
            self.signer(keys[0], ("utility", "manufacturer"))
            need(keys[1] == h["publicKey"], "tx.foreign-key", h["publicKey"], keys[1])
            need(self.by_mn.get(h["mn"], {"state": "rejected"})["state"] == "rejected", "tx.mn-in-use", "an unused meter id", h["mn"])
            need(h["address"] not in self.by_address, "tx.address-in-use")
            need(not self.key_used(h["publicKey"]), "tx.key-in-use")
            meter = dict(h, state="pending", approved=set())
            self.by_mn[h["mn"]] = self.by_address[h["address"]] = self.by_register[name] = meter
        elif kind == "review":
            role = self.signer(keys[0], ("utility", "manufacturer"))["role"]
            need(h["register"] in self.by_register, "tx.register-unknown", "a registration in the bundle", h["register"])
            meter = self.by_register[h["register"]]
            need(meter["state"] == "pending", "tx.review-decided", "pending", meter["state"])
            need(h["decision"] == "reject" or role not in meter["approved"], "tx.review-twice", "the other role", role)
            meter["approved"] |= {role} if h["decision"] == "approve" else set()
            meter["state"] = "rejected" if h["decision"] == "reject" else "approved" if len(meter["approved"]) == 2 else "pending"
        elif kind == "activate":
            meter = self.by_address.get(h["address"])
            need(meter, "tx.meter-unknown", "a registered wallet", h["address"])
            need(meter["mn"] == h["mn"], "tx.mn-mismatch", meter["mn"], h["mn"])
            need(keys[0] == meter["publicKey"], "tx.foreign-key", meter["publicKey"], keys[0])
            need(meter["state"] not in ("pending", "rejected"), "tx.not-approved", "approved", meter["state"])
            need(meter["state"] == "approved", "tx.already-active", "approved", meter["state"])
            need(sha(h["token"].encode()).hex() == meter["tokenHash"], "tx.token-wrong", "the registered token")
            need(t["time"] <= meter["tokenExpires"], "tx.token-expired", meter["tokenExpires"], t["time"])
            meter["state"] = "active"
        elif kind == "organisation":
            self.change(h, keys)
        else:  # suspend, resume, retire
            self.signer(keys[0], ("utility",))
            meter = self.by_mn.get(h["mn"])
            need(meter, "tx.meter-unknown", "a registered meter", h["mn"])
            state, allowed = meter["state"], {"suspend": ("active",), "resume": ("suspended",), "retire": ("active", "suspended", "approved")}[kind]
            need(state in allowed, {"active": "tx.not-suspended", "suspended": "tx.suspended", "retired": "tx.retired"}.get(state, "tx.not-active"), allowed, state)
            meter["state"] = {"suspend": "suspended", "resume": "active", "retire": "retired"}[kind]
        self.seen.add(name)
    def change(self, h, keys):
        signers, active = [self.signer(k) for k in keys], [o for o in self.members if o["active"]]
        need(2 * len(signers) > len(active), "tx.no-majority", f"more than half of {len(active)}", len(signers))
        need({"utility", "manufacturer"} <= {o["role"] for o in signers}, "tx.majority-roles", "a utility and a manufacturer")
        o = next((o for o in self.members if o["id"] == h["id"]), None)
        if h["action"] == "add":
            need(o is None, "tx.organisation-exists", "a new id", h["id"])
        else:
            need(o, "tx.organisation-unknown", "a member", h["id"])
            need(o["active"], "tx.organisation-retired", "an active member", h["id"])
            need((o["name"], o["role"]) == (h["name"], h["role"]), "tx.organisation-mismatch", o["name"], h["name"])
        same = [o is not None and o[k] == h[k] for k in ("publicKey", "witnessKey")]
        if h["action"] == "retire":
            need(all(same), "tx.organisation-mismatch", "its present keys")
            need(o["role"] not in ("utility", "manufacturer") or sum(a["role"] == o["role"] for a in active) > 1, "tx.last-of-role", "another " + o["role"])
            o["active"] = False
            return
        need(same[0] or not self.key_used(h["publicKey"]), "tx.key-in-use", "a new key", h["publicKey"])
        need(same[1] or h["witnessKey"] not in self.edkeys, "tx.key-in-use", "a new key", h["witnessKey"])
        need(not all(same), "tx.rotate-nothing", "a new key")
        if o is None:
            self.members.append({k: h[k] for k in ("id", "name", "role", "publicKey", "witnessKey")} | dict(active=True, former=[], formerWitness=[]))
        else:
            o["former"] += [] if same[0] else [o["publicKey"]]
            o["formerWitness"] += [] if same[1] else [o["witnessKey"]]
            o["publicKey"], o["witnessKey"] = h["publicKey"], h["witnessKey"]
        self.edkeys.add(h["witnessKey"])
