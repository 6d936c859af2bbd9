#!/usr/bin/env python3
"""Verifies a MeterSeal evidence bundle with Python's standard library alone; written from core/evidence/FORMAT.md and core/PROTOCOL.md.

  python3 verify.py FILE.mseal.zip [--fingerprint HEX]... [--sheet FILE]... [--json]

--fingerprint: of a ledger, compared with somebody else than the presenter. --sheet: a checkpoint kept elsewhere (a note, its header, or a typed
sheet). Exit: 0 all three lines are green, 1 one is not, 2 usage, 3 a file could not be read. No network; nothing is written or unpacked."""
import argparse, copy, json, re, sys
from bundle import *

NAMES = "container sums genesis transactions entries organisations checkpoint earlier meters batches records originals presenter scope".split()
NEEDS = {1: [], 2: [1], 3: [2], 4: [3], 5: [4], 6: [5], 7: [3], 8: [7], 9: [6], 10: [9], 11: [10], 12: [11], 13: [6], 14: [10]}
UNLISTED = ("mimetype", "SHA256SUMS", "presenter.sig")
MEMBER = re.compile(r"(mimetype|SHA256SUMS|claim\.json|genesis\.json|checkpoint|unplaced\.jsonl|presenter\.sig|HOW-TO-VERIFY\.txt|original/.*"
                    r"|tx/\d{12}\.(bin|proof)|records/\d{12}\.jsonl|earlier/\d{12}\.(checkpoint|consistency))", re.A)
STAMP = "meterseal.rfc3161"
CLAIM = {"complete", "format", "from", "meters", "needs", "originals", "presenter", "program", "text", "time", "to"}
is_any = lambda most=256: lambda v: isinstance(v, str) and len(v.encode("utf-8", "replace")) <= most

class Inspection:
    def __init__(self, data, fingerprints=(), sheets=()):
        self.data, self.trusted, self.sheets = data, [f.lower().replace(" ", "") for f in fingerprints], list(sheets)
        self.steps = [dict(step=i + 1, name=n, result="not-checked", reason="", expected="", found="") for i, n in enumerate(NAMES)]
        self.counts = dict(shown=0, intact=0, altered=0, withheld=0, extra=0, originalRowsOpen=0)
        self.checkpoint, self.genesis, self.fingerprint, self.claim, self.altered, self.gaps = None, None, "", None, False, False
        self.stamps = []  # blocks of time stamps (RFC 3161), which are not checked here
        self.tx, self.batches, self.shown, self.findings, self.cosigners, self.covering, self.earlier, self.member_history = {}, [], [], [], [], [], [], []
    def result(self, n):
        return self.steps[n - 1]["result"]
    def ok(self, n):  # step 11 that fails for altered records leaves what later steps need
        return self.result(n) in ("holds", "open", "absent") or (n == 11 and self.altered)
    def note(self, n, result, reason, expected, found):
        step = self.steps[n - 1]
        if step["result"] == "not-checked" or (result == "fails" and step["result"] != "fails"):
            step.update(result=result, reason=reason, expected=str(expected), found=str(found))
    def run(self):
        for n in NEEDS:
            if all(map(self.ok, NEEDS[n])):
                try:
                    found = getattr(self, "step_" + NAMES[n - 1])()
                    if found is not None:
                        self.note(n, "holds", "", "", found)
                except Trouble as t:
                    self.note(n, "fails", *t.args)
        return self.verdict()
    def numbered(self, folder, ext):
        return sorted(int(n[-13 - len(ext):-1 - len(ext)]) for n in self.members if n.startswith(folder + "/") and n.endswith("." + ext))

    def step_container(self):
        self.members = read_container(self.data)
        return f"{len(self.members)} members, {len(self.data)} bytes"
    def step_sums(self):
        unknown = [m for m in self.members if not MEMBER.fullmatch(m)]
        need(not unknown, "sums.unknown-member", "members of format 1 alone", unknown[:1])
        before, listed = "", set()
        for line in lines_of(self.members["SHA256SUMS"], "sums.form"):
            m = re.fullmatch("([0-9a-f]{64})  (.+)", line)
            need(m, "sums.form", "<64 hex digits>  <name>", line[:160])
            need(m[2] in self.members and m[2] not in UNLISTED, "sums.absent", "members that are there", m[2][:80])
            need(m[2] > before, "sums.form", "ascending names", m[2])
            found = sha(self.members[m[2]]).hex()
            need(found == m[1], "sums.differs", f"{m[2]}: {m[1]}", found)
            before = m[2]
            listed.add(before)
        for name in self.members:
            need(name in listed or name in UNLISTED, "sums.unlisted", "every member in SHA256SUMS", name)
        need("claim.json" in self.members, "claim.form", "a member claim.json", "there is none")
        c, canonical = parse(self.members["claim.json"], "claim.form")
        need(type(c.get("format")) is not int or c["format"] == 1, "claim.format", 1, c.get("format"))
        texts = lambda v: isinstance(v, list) and all(isinstance(t, str) for t in v) and v == sorted(set(v), key=lambda t: t.encode())
        file_ok = lambda o: (isinstance(o, dict) and set(o) == {"bytes", "file", "name", "part", "sha256"} and type(o["bytes"]) is int and 0 <= o["bytes"] < 2**53
                             and is_any()(o["file"]) and is_any(1024)(o["name"]) and type(o["part"]) is bool and is_hex(64)(o["sha256"]))
        p = c.get("presenter")
        need(set(c) == CLAIM and type(c["format"]) is int and type(c["complete"]) is bool and all(is_time(c[k]) for k in ("from", "to", "time")) and texts(c["meters"])
             and c["meters"] and texts(c["needs"]) and isinstance(c["originals"], list) and all(map(file_ok, c["originals"])) and is_any()(c["program"])
             and is_any(16384)(c["text"]) and isinstance(p, dict) and set(p) == {"name", "organisation"} and all(map(is_any(), p.values())), "claim.form", "the members of section 3")
        need(canonical, "claim.form", "canonical JSON (RFC 8785)")
        self.claim = c
        return f"{len(listed)} members have the sums that are listed"
    def genesis_document(self, data):
        g, canonical = parse(data, "genesis.syntax")
        need(type(g.get("v")) is int, "genesis.member-type", "a version", g.get("v"))
        need(g["v"] == 2, "genesis.old-version" if g["v"] == 1 else "genesis.version", 2, g["v"])
        need("engine" not in g, "evidence.consortium", "an embedded ledger", g.get("engine"))
        need(isinstance(g.get("organisations"), list) and all(isinstance(o, dict) for o in g["organisations"]) and isinstance(g.get("sealer"), dict), "genesis.member-type")
        for o in g["organisations"]:
            check(o, "id:id name:text role:role publicKey:key witnessKey:edkey", "genesis")
        check(g["sealer"], "organisation:id publicKey:edkey", "genesis")
        need(g.get("leaves") in ("open", "salted"), "genesis.leaves", "open", g.get("leaves"))
        need(g.get("suite") == "secp256k1-sha256", "suite.unknown", "secp256k1-sha256", g.get("suite"))
        check(g, "chain:id time:time", "genesis", ("v", "suite", "leaves", "organisations", "sealer"))
        need(g["leaves"] == "open", "genesis.salted", "open leaves", "salted")
        for k in ("id", "publicKey", "witnessKey"):
            values = [o[k] for o in g["organisations"]] + ([g["sealer"]["publicKey"]] if k == "witnessKey" else [])
            need(len(set(values)) == len(values), "genesis.id-twice" if k == "id" else "genesis.key-twice", "no " + k + " twice")
        need({"utility", "manufacturer"} <= {o["role"] for o in g["organisations"]}, "genesis.roles", "a utility and a manufacturer")
        need(g["sealer"]["organisation"] in [o["id"] for o in g["organisations"]], "genesis.sealer", "one of the organisations")
        need(canonical, "genesis.not-canonical", "canonical JSON (RFC 8785)")
        return g
    def step_genesis(self):
        need("genesis.json" in self.members, "genesis.missing", "a member genesis.json", "there is none")
        self.genesis, self.fingerprint = self.genesis_document(self.members["genesis.json"]), sha(self.members["genesis.json"]).hex()
        self.origin = f"meterseal/{self.genesis['chain']}/{self.fingerprint}"
        try:
            need("checkpoint" in self.members, "checkpoint.missing", "a member checkpoint", "there is none")
            self.checkpoint, self.lines = read_note(self.members["checkpoint"])
        except Trouble as t:
            self.checkpoint_trouble = t
        if self.fingerprint not in self.trusted:
            self.note(3, "open", "genesis.unconfirmed", "a fingerprint that you compared with somebody else than the presenter", self.fingerprint)
        return "fingerprint " + self.fingerprint
    def step_transactions(self):
        for i in self.numbered("tx", "bin"):
            wire = self.members[f"tx/{i:012}.bin"]
            h, digest, signatures, leaves = decode(wire)
            need(h["chain"] == self.genesis["chain"], "tx.wrong-chain", self.genesis["chain"], h["chain"])
            for key, signature in signatures:
                need(ecdsa(key, digest, signature), "tx.bad-signature", f"tx/{i:012}.bin: a signature by {key.hex()}", "it does not hold")
            wanted, refusal = 2 if h["type"] == "register" else 1, None
            try:
                need(len(signatures) >= wanted, "tx.signer-missing", wanted, len(signatures))
                need(len(signatures) == wanted or h["type"] == "organisation", "tx.signer-unexpected", wanted, len(signatures))
                need(len({k for k, _ in signatures}) == len(signatures), "tx.signer-twice", "each key once")
                need(h["type"] == "convert" or not leaves, "tx.leaves-unexpected", "no leaves", len(leaves))
                if h["type"] == "convert":
                    need(len(leaves) == h["count"], "tx.count-mismatch", h["count"], len(leaves))
                    need(tree(leaves).hex() == h["root"], "tx.root-mismatch", h["root"], tree(leaves).hex())
            except Trouble as t:
                refusal = t.args
            self.tx[i] = dict(index=i, header=h, hash=sha(wire), signatures=signatures, leaves=leaves, refusal=refusal, meter=None)
        need(self.tx, "tx.none", "at least one transaction", "none")
        return f"{len(self.tx)} transactions in their one form, signatures hold"
    def step_entries(self):
        for i in self.numbered("tx", "proof"):
            need(i in self.tx, "entry.no-transaction", f"tx/{i:012}.bin", "it is not there")
        if self.checkpoint is None:
            return None  # step 7 says why
        before = (0, 0)
        for i, t in self.tx.items():
            name = f"tx/{i:012}.proof"
            need(name in self.members, "entry.missing", name, "there is none")
            lines = lines_of(self.members[name], "entry.form")
            need(len(lines) >= 4 and lines[0] == "c2sp.org/tlog-proof@v1" and lines[1].startswith("extra ") and re.fullmatch("index (0|[1-9][0-9]{0,18})", lines[2])
                 and lines[-1] == "", "entry.form", "a tlog-proof with an entry", name)
            entry, path = unbase64(lines[1][6:], "entry.form"), [unbase64(line, "entry.form") for line in lines[3:-1]]
            need(len(entry) == 48 and all(len(p) == 32 for p in path), "entry.form", "48 and 32 bytes", name)
            need(int(lines[2][6:]) == i, "entry.index", f"{name}: {i}", lines[2])
            need(entry[16:] == t["hash"], "entry.tx-hash", t["hash"].hex(), entry[16:].hex())
            need(included(sha(b"\0" + entry), i, self.checkpoint["size"], path, self.checkpoint["root"]), "entry.path", f"{name}: a path to the root "
                 + self.checkpoint["root"].hex(), "another root, or a path of another length")
            at = (int.from_bytes(entry[:8], "big"), int.from_bytes(entry[8:16], "big"))
            need(at[0] > 0 and at[1] <= 253402300799999, "entry.form", "a height and a time", at)
            need(at[0] >= before[0] and at[1] >= before[1] and (at[0] != before[0] or at[1] == before[1]), "entry.order", f"{name}: not before {before}", at)
            t["height"], t["time"], before = at[0], time_of(at[1]), at
        return f"{len(self.tx)} entries lead to the root of {self.checkpoint['size']} entries"
    def step_organisations(self):
        ledger, self.trouble, mine = Ledger(self.genesis), None, None
        for i, t in self.tx.items():
            if t["header"]["type"] == "convert":
                t["meter"] = copy.deepcopy(ledger.by_address.get(t["header"]["from"]))
                continue
            try:
                ledger.apply(t)
            except Trouble as trouble:
                if t["header"]["type"] == "organisation":
                    mine = mine or trouble
                else:
                    self.trouble = self.trouble or trouble
            if t["header"]["type"] == "organisation":
                self.member_history.append((t["height"], copy.deepcopy(ledger.members)))
        self.ledger = ledger
        if mine:
            raise mine
        return f"{len(ledger.members)} members"
    def members_at(self, height):
        found = Ledger(self.genesis).members
        for at, members in self.member_history:
            found = members if at <= height else found
        return found
    def seal(self, header, lines):
        key, named = bytes.fromhex(self.genesis["sealer"]["publicKey"]), f"meterseal/{header['chain']}/{header['fingerprint']}"
        need(named == self.origin, "seal.other-ledger", self.origin, named)
        seals = [body for name, key_id, body in lines if (name, key_id) == (named, sha(named.encode() + b"\n\1" + key)[:4])]
        need(seals, "seal.missing", "a line of the sealer", "none")
        need(ed25519(key, header["text"].encode(), seals[-1]), "seal.signature", "a signature of the sealer", "it does not hold")
    def cosignatures(self, header, lines):  # those that count: active, not the sealer's, its key at that block, each member once
        counted = set()
        for name, key_id, body in lines:
            self.stamps += [header["height"]] if (name, key_id) == (STAMP, sha(STAMP.encode() + b"\n\xffrfc3161")[:4]) else []
            if not name.startswith(self.origin + "/") or not self.ok(6):
                continue
            o = next((o for o in self.members_at(header["height"]) if o["id"] == name[len(self.origin) + 1:]), None)
            seconds, key = int.from_bytes(body[:8], "big"), bytes.fromhex(o["witnessKey"]) if o else b""
            why = ("no member of this name at that block" if o is None else "the member had left before that block" if not o["active"] else
                   "the sealer's own: it adds nothing to the seal" if o["id"] == self.genesis["sealer"]["organisation"] else
                   "the member is counted already" if o["id"] in counted else
                   "a key that the member did not have at that block" if key_id != sha(name.encode() + b"\n\4" + key)[:4] else
                   "" if len(body) == 72 and ed25519(key, b"cosignature/v1\ntime %d\n" % seconds + header["text"].encode(), body[8:]) else
                   "does not hold for this checkpoint")
            self.cosigners.append(dict(organisation=name[len(self.origin) + 1:], name=o["name"] if o else "", height=header["height"], seconds=seconds, counts=not why, why=why))
            if not why:
                counted.add(o["id"])
                self.covering.append((seconds, header["size"], o["name"]))
        return len(counted)
    def step_checkpoint(self):
        if self.checkpoint is None:
            raise self.checkpoint_trouble
        h = self.checkpoint
        self.seal(h, self.lines)
        for i, t in self.tx.items() if self.ok(5) else ():
            need(t["height"] <= h["height"] and t["time"] <= h["time"], "checkpoint.before-entry", f"entries up to block {h['height']}", f"entry {i}: block {t['height']}")
        return f"block {h['height']} of {h['time']}, sealed by {self.genesis['sealer']['organisation']}; {self.cosignatures(h, self.lines)} cosignatures count"
    def step_earlier(self):
        newest = self.checkpoint
        for n in self.numbered("earlier", "consistency"):
            need(f"earlier/{n:012}.checkpoint" in self.members, "earlier.missing", f"earlier/{n:012}.checkpoint", "it is not there")
        for n in self.numbered("earlier", "checkpoint"):
            h, lines = read_note(self.members[f"earlier/{n:012}.checkpoint"])
            self.seal(h, lines)
            name = f"earlier/{n:012}.consistency"
            need(name in self.members, "earlier.missing", name, "it is not there")
            path = [unbase64(line, "earlier.form") for line in lines_of(self.members[name], "earlier.form")]
            need(all(len(p) == 32 for p in path), "earlier.form", "hashes", name)
            need(h["size"] == n < newest["size"] and h["height"] < newest["height"], "earlier.size", f"{n} entries, before the checkpoint", h["size"])
            need(consistent(n, newest["size"], h["root"], newest["root"], path), "earlier.consistency", f"its {n} entries are the checkpoint's first", "not shown")
            for i, t in self.tx.items() if self.ok(5) else ():
                need((i < n) == (t["height"] <= h["height"]), "earlier.entry", f"entries below {n} up to block {h['height']}, the others after", f"entry {i}: block {t['height']}")
            self.cosignatures(h, lines)
            self.earlier.append(h)
        for sheet in self.sheets:
            same = next((h for h in [newest] + self.earlier if h["size"] == sheet["size"]), None)
            need((sheet["chain"], sheet["fingerprint"]) == (newest["chain"], newest["fingerprint"]), "sheet.other-ledger", sheet["fingerprint"], newest["fingerprint"])
            need(same is None or (all(same[k] == sheet[k] for k in ("root", "height", "time")) and sha(same["text"].encode()).hex() ==
                 sheet.get("hash", sha(sheet.get("text", "").encode()).hex())), "sheet.differs", f"your sheet of {sheet['size']} entries",
                 "This ledger is NOT the one on your sheet: entries up to its last were changed, removed or re-ordered")
            if same is None:
                longer = sheet["size"] > newest["size"]
                self.note(8, "open", "sheet.longer" if longer else "sheet.no-proof", f"your sheet of {sheet['size']} entries",
                          f"the bundle ends at {newest['size']} entries: it is older than your sheet, or this ledger is shorter" if longer else
                          f"the bundle has no checkpoint of {sheet['size']} entries: ask the holder for one with it")
        return f"{len(self.earlier)} earlier checkpoints continue to this one"
    def converts(self):
        return [t for t in self.tx.values() if t["header"]["type"] == "convert"]
    def step_meters(self):
        for t in self.converts():
            meter, i = t["meter"], t["index"]
            need(meter, "meter.unknown", f"the registration of the wallet of batch {i}", t["header"]["from"])
            need(len(meter["approved"]) == 2, "meter.not-approved", f"{meter['mn']}: approved by both before batch {i}", sorted(meter["approved"]))
            need(meter["state"] == "active", "meter.not-active", f"{meter['mn']}: active before batch {i}", meter["state"])
        if self.trouble:
            raise self.trouble
        return f"{len({t['meter']['mn'] for t in self.converts()})} meters registered, approved by both, active"
    def step_batches(self):
        chains = {}
        for t in self.converts():
            if t["refusal"]:
                raise Trouble(*t["refusal"])
            key, h, i = t["meter"]["publicKey"], t["header"], t["index"]
            need(t["signatures"][0][0].hex() == key, "batch.signature", f"batch {i} signed by {key}", t["signatures"][0][0].hex())
            chain = chains.setdefault(t["meter"]["mn"], {"last": None, "seen": set(), "followed": set()})
            first, linked, zero = not chain["seen"], h["prev"] == chain["last"], h["prev"] == "0" * 64
            need(linked or not (h["prev"] in chain["seen"] or (zero and not first)), "batch.prev", f"batch {i} follows {chain['last']}", h["prev"])
            need(h["prev"] not in chain["followed"], "batch.prev", f"batch {i} follows one that no other follows", h["prev"])
            self.gaps |= not zero if first else not linked
            chain["last"] = t["hash"].hex()
            chain["seen"].add(chain["last"])
            chain["followed"].add(h["prev"])
            self.batches.append(dict(index=i, mn=t["meter"]["mn"], height=t["height"], anchoredAt=t["time"], count=h["count"], shown=0, leaves=t["leaves"]))
        need(self.batches, "batch.none", "at least one batch", "none")
        return f"{len(self.batches)} batches of {len(chains)} meters"
    def record(self, line, where):
        raw = line.encode("utf-8", "surrogateescape")
        need(len(raw) <= 65536, "records.form", where + ": at most 64 KiB", len(raw))
        r, canonical = parse(raw, "records.form")
        need(set(r) == {"alarmCode", "alarmTime", "mn", "value"} and canonical and is_text(64)(r["alarmCode"]) and is_time(r["alarmTime"]) and is_id(r["mn"])
             and type(r["value"]) in (int, float), "records.form", where + ": a record in its canonical form", line[:160])
        return r, sha(b"\0" + raw)
    def step_records(self):
        c, shown, anchored = self.counts, [], {}
        for b in self.batches:
            anchored.setdefault(b["mn"], set()).update(b["leaves"])
            name = f"records/{b['index']:012}.jsonl"
            lines = lines_of(self.members[name], "records.count") if name in self.members else [""] * b["count"]
            need(len(lines) == b["count"], "records.count", f"{name}: {b['count']} lines", len(lines))
            for leaf, line in enumerate(lines):
                if line:
                    shown.append((b, leaf, *self.record(line, f"{name}, line {leaf + 1}")))
                    b["shown"] += 1
                c["withheld"] += not line
        for i in self.numbered("records", "jsonl"):
            need(i in [b["index"] for b in self.batches], "records.no-batch", "a batch", f"records/{i:012}.jsonl")
        unplaced = [self.record(line, "unplaced.jsonl") for line in lines_of(self.members.get("unplaced.jsonl", b""), "records.form")]
        self.shown, c["shown"] = shown, len(shown)
        for b, leaf, r, digest in shown:
            if digest == b["leaves"][leaf] and r["mn"] == b["mn"]:
                c["intact"] += 1
            else:
                moved = digest in anchored.get(r["mn"], ())
                self.findings.append(dict(index=b["index"], leaf=leaf, verdict="MOVED" if moved else "ALTERED", record=r, found=digest.hex(), anchored=b["leaves"][leaf].hex()))
        c["altered"], c["extra"] = len(self.findings), sum(digest not in anchored.get(r["mn"], ()) for r, digest in unplaced)
        self.altered = bool(self.findings)
        need(not self.findings, "record.altered", f"{len(shown)} records that are the anchored ones at their places", f"{len(self.findings)} are not")
        if not shown:
            self.note(11, "open", "record.none", "at least one record shown", "all leaves are withheld")
        if c["extra"]:
            self.note(11, "open", "record.extra", "records that are anchored", f"{c['extra']} stand in no batch shown")
        return f"{c['intact']} of {len(shown)} records are the anchored ones; {c['withheld']} leaves are withheld"
    def step_originals(self):
        places, listed = {(b["index"], leaf + 1) for b, leaf, _, _ in self.shown}, {"original/rows.csv"}
        for n, o in enumerate(self.claim["originals"], 1):
            data, profile = self.members.get(o["file"]), f"original/{n}-profile.json"
            need(data is not None and o["file"].startswith(f"original/{n}."), "original.missing", f"a member original/{n}.*", o["file"])
            need(sha(data).hex() == o["sha256"] and len(data) == o["bytes"], "original.sha256", f"{o['bytes']} bytes, {o['sha256']}", f"{len(data)} bytes, {sha(data).hex()}")
            listed |= {o["file"], profile}
            if "original/rows.csv" in self.members and profile in self.members:
                rows = lines_of(self.members["original/rows.csv"], "original.rows-form")
                need(rows[:1] == ["file,line,tx,leaf"], "original.rows-form", "file,line,tx,leaf", rows[:1])
                for row in rows[1:]:
                    need(re.fullmatch(r"\d{1,19}(,\d{1,19}){3}", row, re.A), "original.rows-form", "four numbers", row[:80])
                    file, _, tx, leaf = map(int, row.split(","))
                    need(file != n or (tx, leaf) in places, "original.rows", "a record that is shown", row)
                    self.counts["originalRowsOpen"] += file == n
        unclaimed = [m for m in self.members if m.startswith("original/") and m not in listed]
        need(not unclaimed, "original.unclaimed", "originals that the claim names", unclaimed[:1])
        if not self.claim["originals"]:
            return self.note(12, "absent", "", "", "the bundle has no original file")
        return f"{len(self.claim['originals'])} files as claimed; {self.counts['originalRowsOpen']} rows were NOT mapped again here: the MeterSeal program does that"
    def step_presenter(self):
        data, organisation = self.members.get("presenter.sig"), self.claim["presenter"]["organisation"]
        if data is None:
            return self.note(13, "absent", "", "", "nobody signed the bundle as its presenter")
        need(len(data) == 97, "presenter.form", "33 bytes of key and 64 of signature", f"{len(data)} bytes")
        need(ecdsa(data[:33], sha(self.members["SHA256SUMS"]), data[33:]), "presenter.signature", "a signature of SHA256SUMS", f"it does not hold for {data[:33].hex()}")
        o = next((o for o in self.ledger.members if o["id"] == organisation), None)
        need(o and data[:33].hex() in [o["publicKey"]] + o["former"], "presenter.key", f"a key of {organisation}", data[:33].hex())
        return f"signed by {o['name']}"
    def step_scope(self):
        c, meters = self.claim, sorted({b["mn"] for b in self.batches}, key=str.encode)
        for n in c["needs"]:
            if n != "embedded-seal":
                self.note(14, "open", "bundle.needs", "needs that are known here", n)
        if meters != c["meters"]:
            self.note(14, "open", "scope.meters", f"batches of the meters claimed: {', '.join(c['meters'])}", ", ".join(meters))
        for b, _, r, _ in self.shown:
            if not c["from"] <= r["alarmTime"] <= c["to"]:
                self.note(14, "open", "scope.range", f"records from {c['from']} to {c['to']}", f"a record of {r['alarmTime']} in records/{b['index']:012}.jsonl")
        if c["complete"] and self.gaps:
            self.note(14, "open", "scope.complete", "all batches of the meters, each after the one before", "INCOMPLETE: a batch is left out")
        return f"{', '.join(meters)} from {c['from']} to {c['to']}"

    def verdict(self):
        failed, c, b = [s["step"] for s in self.steps if s["result"] == "fails"], self.counts, self.batches
        unclear = [s for s in self.steps if s["result"] in ("open", "not-checked")]
        refused = any(n <= 10 or (n == 11 and not self.altered) for n in failed)
        verdict = "refused" if refused else "altered" if {11, 12} & set(failed) else "amber" if failed or unclear else "holds"
        first = next((s for s in self.steps if s["result"] == "fails"), next((s for s in self.steps if s["result"] == "open"), None))
        out = dict(verdict=verdict, step=first["step"] if first else 0, reason=first["reason"] if first else "", fingerprint=self.fingerprint,
                   fingerprintConfirmed=self.fingerprint in self.trusted, steps=self.steps, counts=c, cosigners=self.cosigners, timeStampsNotChecked=self.stamps, findings=self.findings, claim=self.claim)
        if refused:
            text = f"Not proved: step {first['step']} ({first['name']}) fails [{first['reason']}]. Expected: {first['expected']}. Found: {first['found']}"
            return out | dict(records=dict(colour="red", text=text), since=dict(colour="red", text="Not proved."), word=dict(colour="red", text="Not proved."))
        records = f"{c['intact']} of {c['shown']} records are the ones that were anchored." if c["shown"] != 1 else f"{c['intact']} of 1 record is the one that was anchored."
        for key, one, many in (("altered", "is not", "are not"), ("extra", "more stands in no batch shown", "more stand in no batch shown"),
                               ("withheld", "of the same batches is not shown", "of the same batches are not shown")):
            records += f" {c[key]} {one if c[key] == 1 else many}." if c[key] else ""
        records += f" {self.steps[13]['found']} [{self.steps[13]['reason']}]." if self.result(14) == "open" else ""
        red, clean = bool({11, 12} & set(failed)), c["extra"] == 0 < c["shown"] and self.result(14) == "holds"
        newest = max((x["index"] for x in b if x["shown"]), default=None)
        clocks = sorted((s, n) for s, size, n in self.covering if newest is not None and newest < size and s * 1000 < 253402300800000)
        since = f"anchored in block{'' if b[0]['height'] == b[-1]['height'] else 's'} {b[0]['height']}" + ("" if b[0]["height"] == b[-1]["height"] else f" to {b[-1]['height']}")
        since += f", dated {b[0]['anchoredAt']}" + ("" if b[0]["height"] == b[-1]["height"] else f" to {b[-1]['anchoredAt']}") + " by the sealer"
        since += f"; not later than {time_of(clocks[0][0] * 1000)} by the clock of {clocks[0][1]}" if clocks else "; by no other clock"
        o, at = self.genesis["sealer"]["organisation"], self.members_at(self.checkpoint["height"])
        others = sum(m["active"] and m["id"] != o for m in at)
        by = sorted({n for _, size, n in self.covering if newest is None or newest < size})  # over the newest batch shown: only they vouch for all
        groups = " ".join(self.fingerprint[i:i + 4] for i in range(0, 16, 4))
        word = f"on the ledger {groups} that you " + ("confirmed" if self.fingerprint in self.trusted else
                                                      "have NOT confirmed: compare its fingerprint with somebody else than the presenter")
        word += f"; sealed by {next(m['name'] for m in at if m['id'] == o)}" + (f", cosigned by {', '.join(by)} ({len(by)} of {others} others)" if by else " alone")
        word += f"; {self.steps[7]['found']}" if self.result(8) == "open" else ""
        word += f"; the presenter's signature fails: {self.steps[12]['found']}" if 13 in failed else ""
        sure = self.fingerprint in self.trusted and self.result(8) == "holds" and 13 not in failed
        return out | dict(records=dict(colour="red" if red else "green" if clean else "amber", text=records), since=dict(colour="green", text=since),
                          word=dict(colour="green" if sure else "amber", text=word))

def main():
    parser = argparse.ArgumentParser(description="Verifies a MeterSeal evidence bundle without network.")
    parser.add_argument("file")
    parser.add_argument("--fingerprint", action="append", default=[])
    parser.add_argument("--sheet", action="append", default=[])
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    try:
        with open(options.file, "rb") as file:
            data = file.read((1 << 30) + 1)
        sheets = [read_sheet(open(name, encoding="utf-8", newline="").read()) for name in options.sheet]
    except (OSError, ValueError, Trouble) as e:
        print(f"verify: {e}", file=sys.stderr)
        return 3
    report = Inspection(data, options.fingerprint, sheets).run()
    if options.json:
        print(json.dumps(report | dict(file=options.file, sha256=sha(data).hex()), ensure_ascii=False, indent=1))
    else:
        for s in report["steps"]:
            print(f"{s['step']:>2} {s['name']:<14}{s['result']:<12}" + (f"[{s['reason']}] expected: {s['expected']}; found: " if s["reason"] else "") + s["found"])
        for height in report["timeStampsNotChecked"]:
            print(f"   A time stamp (RFC 3161) of block {height} is NOT checked here: the MeterSeal program does that, or openssl ts -verify.")
        print(f"\nSHA-256 of the file: {sha(data).hex()}")
        for title, line in (("Records", "records"), ("Since when", "since"), ("On whose word", "word")):
            print(f"{title + ':':<15}{report[line]['colour']:<6} {report[line]['text']}")
    return 0 if report["verdict"] == "holds" else 1

if __name__ == "__main__":
    sys.exit(main())
