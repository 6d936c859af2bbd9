// The fourteen steps of core/evidence/FORMAT.md section 4 over the bytes of a bundle. No network, no storage, no clock.
// inspect(bytes, {fingerprints, sheets}) gives a report; texts are pairs {en, zh}.
import { Ledger } from "./ledger.js";
import { consistent, included, treeRoot } from "./merkle.js";
import { readContainer, readHeader, readNote } from "./container.js";
import {
    Trouble, base64, bytesEqual, check, checkEd25519, checkEcdsa, compareText, concat, decodeTransaction, hex, isHex, isId, isText, isTime,
    linesOf, need, p, parseJson, sha256, timeOf, u64, unhex, utf8,
} from "./forms.js";

export const NAMES = ["container", "sums", "genesis", "transactions", "entries", "organisations", "checkpoint", "earlier", "meters", "batches",
    "records", "originals", "presenter", "scope"];
const NEEDS = [[], [1], [2], [3], [4], [5], [3], [7], [6], [9], [10], [11], [6], [10]];
const UNLISTED = ["mimetype", "SHA256SUMS", "presenter.sig"];
const MEMBER = /^(mimetype|SHA256SUMS|claim\.json|genesis\.json|checkpoint|unplaced\.jsonl|presenter\.sig|HOW-TO-VERIFY\.txt|original\/.*|tx\/\d{12}\.(bin|proof)|records\/\d{12}\.jsonl|earlier\/\d{12}\.(checkpoint|consistency))$/;
const STAMP = "meterseal.rfc3161"; // a time stamp's line in a note: counted, not checked here
const CLAIM = ["complete", "format", "from", "meters", "needs", "originals", "presenter", "program", "text", "time", "to"];
const MOST_TIME = 253402300799999;

const many = (n, one, more) => `${n} ${n === 1 ? one : more}`;
const twelve = (n) => String(n).padStart(12, "0");
const isString = (most) => (v) => typeof v === "string" && utf8(v).length <= most;
const sameMembers = (object, names) => object !== null && typeof object === "object" && !Array.isArray(object) &&
    Object.keys(object).sort().join() === [...names].sort().join();

export class Inspection {
    constructor(data, trust = {}) {
        this.data = data;
        this.trusted = (trust.fingerprints ?? []).map((f) => f.toLowerCase().replace(/\s+/g, ""));
        this.sheets = trust.sheets ?? [];
        this.steps = NAMES.map((name, i) => ({ step: i + 1, name, result: "not-checked", reason: "", expected: p(""), found: p("") }));
        this.counts = { shown: 0, intact: 0, altered: 0, withheld: 0, extra: 0, originalRowsOpen: 0 };
        Object.assign(this, { tx: new Map(), batches: [], shown: [], findings: [], cosigners: [], covering: [], earlier: [], history: [], rows: [], stamps: [],
            altered: false, gaps: false, fingerprint: "", claim: null, genesis: null, checkpoint: null });
    }
    result(n) { return this.steps[n - 1].result; }
    // Step 11 that fails for altered records leaves what later steps need.
    ok(n) { return ["holds", "open", "absent"].includes(this.result(n)) || (n === 11 && this.altered); }
    // The first trouble of a step is the one told.
    note(n, result, reason, expected, found) {
        const step = this.steps[n - 1];
        if (step.result === "not-checked" || (result === "fails" && step.result !== "fails")) {
            Object.assign(step, { result, reason, expected: p(expected), found: p(found) });
        }
    }
    run() {
        NEEDS.forEach((needs, i) => {
            if (!needs.every((n) => this.ok(n))) return;
            try {
                const found = this["step_" + NAMES[i]]();
                if (found !== undefined) this.note(i + 1, "holds", "", "", found);
            } catch (e) {
                if (!(e instanceof Trouble)) throw e;
                this.note(i + 1, "fails", e.reason, e.expected, e.found);
            }
        });
        return this.report();
    }
    has(name) { return this.members.has(name); }
    numbered(folder, ext) {
        const form = new RegExp(`^${folder}/(\\d{12})\\.${ext}$`);
        return [...this.members.keys()].map((n) => form.exec(n)).filter(Boolean).map((m) => Number(m[1])).sort((a, b) => a - b);
    }

    step_container() {
        this.members = readContainer(this.data);
        const n = this.members.size, size = this.data.length;
        return p(`${n} members, ${size} bytes, in the one canonical form`, `${n} 个成员，${size} 字节，格式唯一且规范`);
    }
    step_sums() {
        for (const name of this.members.keys()) need(MEMBER.test(name), "sums.unknown-member", p("members of format 1 alone", "仅含格式 1 的成员"), name);
        let before = "";
        const listed = new Set();
        for (const line of linesOf(this.members.get("SHA256SUMS"), "sums.form")) {
            const m = /^([0-9a-f]{64}) {2}(.+)$/.exec(line);
            need(m, "sums.form", "<64 hex>  <name>", line.slice(0, 160));
            need(this.has(m[2]) && !UNLISTED.includes(m[2]), "sums.absent", p("members that are there", "列出的成员应存在"), m[2].slice(0, 80));
            need(m[2] > before, "sums.form", p("ascending names", "名称递增"), m[2]);
            const found = hex(sha256(this.members.get(m[2])));
            need(found === m[1], "sums.differs", `${m[2]}: ${m[1]}`, found);
            listed.add(before = m[2]);
        }
        for (const name of this.members.keys()) {
            need(listed.has(name) || UNLISTED.includes(name), "sums.unlisted", p("every member in SHA256SUMS", "每个成员都列在 SHA256SUMS 中"), name);
        }
        this.claim = this.readClaim();
        return p(`${listed.size} members have the sums that are listed`, `${listed.size} 个成员的校验和与清单一致`);
    }
    readClaim() {
        need(this.has("claim.json"), "claim.form", p("a member claim.json", "应有成员 claim.json"), p("there is none", "没有"));
        const [c, canonical] = parseJson(this.members.get("claim.json"), "claim.form");
        need(!Number.isInteger(c.format) || c.format === 1, "claim.format", "1", c.format);
        const texts = (v) => Array.isArray(v) && v.every((t) => typeof t === "string") && v.every((t, i) => i === 0 || compareText(v[i - 1], t) < 0);
        const file = (o) => sameMembers(o, ["bytes", "file", "name", "part", "sha256"]) && Number.isSafeInteger(o.bytes) && o.bytes >= 0 &&
            isString(256)(o.file) && isString(1024)(o.name) && typeof o.part === "boolean" && isHex(64)(o.sha256);
        need(sameMembers(c, CLAIM) && c.format === 1 && typeof c.complete === "boolean" && [c.from, c.to, c.time].every(isTime) && texts(c.meters) &&
            c.meters.length > 0 && texts(c.needs) && Array.isArray(c.originals) && c.originals.every(file) && isString(256)(c.program) &&
            isString(16384)(c.text) && sameMembers(c.presenter, ["name", "organisation"]) && Object.values(c.presenter).every(isString(256)),
            "claim.form", p("the members of a claim", "声明应有的成员"), p("other members, or other forms", "成员或格式不同"));
        need(canonical, "claim.form", p("canonical JSON (RFC 8785)", "规范 JSON（RFC 8785）"), p("another form", "其他形式"));
        return c;
    }
    readGenesis(data) {
        const [g, canonical] = parseJson(data, "genesis.syntax");
        need(Number.isInteger(g.v), "genesis.member-type", "v", g.v);
        need(g.v === 2, g.v === 1 ? "genesis.old-version" : "genesis.version", "2", g.v);
        need(!("engine" in g), "evidence.consortium", p("an embedded ledger", "单方封存账本"), g.engine);
        const isObject = (o) => o !== null && typeof o === "object" && !Array.isArray(o);
        need(Array.isArray(g.organisations) && g.organisations.every(isObject) && isObject(g.sealer), "genesis.member-type", "organisations, sealer", "");
        for (const o of g.organisations) check(o, { id: "id", name: "text", role: "role", publicKey: "key", witnessKey: "edkey" }, "genesis");
        check(g.sealer, { organisation: "id", publicKey: "edkey" }, "genesis");
        need(g.leaves === "open" || g.leaves === "salted", "genesis.leaves", "open", g.leaves);
        need(g.suite === "secp256k1-sha256", "suite.unknown", "secp256k1-sha256", g.suite);
        check(g, { chain: "id", time: "time" }, "genesis", ["v", "suite", "leaves", "organisations", "sealer"]);
        need(g.leaves === "open", "genesis.salted", p("open leaves: this page does not know salted ones", "本页不支持加盐叶子"), "salted");
        for (const key of ["id", "publicKey", "witnessKey"]) {
            const values = g.organisations.map((o) => o[key]).concat(key === "witnessKey" ? [g.sealer.publicKey] : []);
            need(new Set(values).size === values.length, key === "id" ? "genesis.id-twice" : "genesis.key-twice", p(`no ${key} twice`, `${key} 不得重复`), "");
        }
        const roles = g.organisations.map((o) => o.role);
        need(roles.includes("utility") && roles.includes("manufacturer"), "genesis.roles", "utility, manufacturer", roles.join(", "));
        need(g.organisations.some((o) => o.id === g.sealer.organisation), "genesis.sealer", p("one of the organisations", "机构之一"), g.sealer.organisation);
        need(canonical, "genesis.not-canonical", p("canonical JSON (RFC 8785)", "规范 JSON（RFC 8785）"), p("another form", "其他形式"));
        return g;
    }
    step_genesis() {
        need(this.has("genesis.json"), "genesis.missing", p("a member genesis.json", "应有成员 genesis.json"), p("there is none", "没有"));
        this.genesis = this.readGenesis(this.members.get("genesis.json"));
        this.fingerprint = hex(sha256(this.members.get("genesis.json")));
        this.origin = `meterseal/${this.genesis.chain}/${this.fingerprint}`;
        try {
            need(this.has("checkpoint"), "checkpoint.missing", p("a member checkpoint", "应有成员 checkpoint"), p("there is none", "没有"));
            [this.checkpoint, this.lines] = readNote(this.members.get("checkpoint"));
        } catch (e) {
            if (!(e instanceof Trouble)) throw e;
            this.checkpointTrouble = e; // told by step 7
        }
        if (!this.trusted.includes(this.fingerprint)) {
            this.note(3, "open", "genesis.unconfirmed", p("a fingerprint that you compared with somebody else than the presenter",
                "您已与提交人以外的人核对过的账本指纹"), this.fingerprint);
        }
        return p("fingerprint " + this.fingerprint, "账本指纹 " + this.fingerprint);
    }
    step_transactions() {
        for (const i of this.numbered("tx", "bin")) {
            const name = `tx/${twelve(i)}.bin`, wire = this.members.get(name), t = decodeTransaction(wire), h = t.header;
            need(h.chain === this.genesis.chain, "tx.wrong-chain", this.genesis.chain, h.chain);
            for (const s of t.signatures) {
                need(checkEcdsa(s.key, t.digest, s.signature), "tx.bad-signature", p(`${name}: a signature by ${hex(s.key)}`, `${name}：${hex(s.key)} 的签名`),
                    p("it does not hold", "签名无效"));
            }
            this.tx.set(i, { ...t, index: i, hash: sha256(wire), refusal: this.refusalOf(t), meter: null });
        }
        need(this.tx.size > 0, "tx.none", p("at least one transaction", "至少一笔交易"), p("none", "没有"));
        return p(`${this.tx.size} transactions in their one form; all signatures hold`, `${this.tx.size} 笔交易格式规范，签名全部有效`);
    }
    // What is wrong with a transaction whose form and signatures hold; told by the step that its type belongs to.
    refusalOf(t) {
        const kind = t.header.type, wanted = kind === "register" ? 2 : 1, have = t.signatures.length;
        try {
            need(have >= wanted, "tx.signer-missing", wanted, have);
            need(have === wanted || kind === "organisation", "tx.signer-unexpected", wanted, have);
            need(new Set(t.signatures.map((s) => hex(s.key))).size === have, "tx.signer-twice", p("each key once", "每把密钥一次"), have);
            need(kind === "convert" || t.leaves.length === 0, "tx.leaves-unexpected", p("no leaves", "无叶子"), t.leaves.length);
            if (kind === "convert") {
                need(t.leaves.length === t.header.count, "tx.count-mismatch", t.header.count, t.leaves.length);
                const root = hex(treeRoot(t.leaves));
                need(root === t.header.root, "tx.root-mismatch", t.header.root, root);
            }
            return null;
        } catch (e) {
            if (!(e instanceof Trouble)) throw e;
            return e;
        }
    }
    step_entries() {
        for (const i of this.numbered("tx", "proof")) need(this.tx.has(i), "entry.no-transaction", `tx/${twelve(i)}.bin`, p("it is not there", "不存在"));
        if (!this.checkpoint) return undefined;
        let before = null;
        for (const [i, t] of this.tx) {
            const name = `tx/${twelve(i)}.proof`;
            need(this.has(name), "entry.missing", name, p("there is none", "没有"));
            Object.assign(t, this.readProof(name));
            need(t.proofIndex === String(i), "entry.index", `${name}: ${i}`, t.proofIndex);
            need(bytesEqual(t.entry.subarray(16), t.hash), "entry.tx-hash", hex(t.hash), hex(t.entry.subarray(16)));
            const { size, root } = this.checkpoint;
            need(included(sha256(concat([0], t.entry)), i, size, t.path, root), "entry.path", p(`${name}: a path to the root ${hex(root)}`, `${name}：通向根 ${hex(root)} 的路径`),
                p("another root, or a path of another length", "通向其他根，或路径长度不符"));
            const height = u64(t.entry, 0), ms = u64(t.entry, 8);
            need(height > 0 && Number.isSafeInteger(height) && ms <= MOST_TIME, "entry.form", p("a height and a time", "高度与时间"), `${height}, ${ms}`);
            Object.assign(t, { height, ms, time: timeOf(ms) });
            need(!before || (height >= before.height && ms >= before.ms && (height !== before.height || ms === before.ms)), "entry.order",
                p(`${name}: not before block ${before?.height}, ${before?.time}`, `${name}：不早于区块 ${before?.height}，${before?.time}`), `${height}, ${t.time}`);
            before = t;
        }
        const n = this.tx.size, size = this.checkpoint.size;
        return p(`${n} entries lead to the root of the log's ${size} entries`, `${n} 个条目均通向含 ${size} 个条目的日志根`);
    }
    readProof(name) {
        const lines = linesOf(this.members.get(name), "entry.form");
        const index = /^index (0|[1-9][0-9]{0,18})$/.exec(lines[2] ?? "");
        need(lines.length >= 4 && lines[0] === "c2sp.org/tlog-proof@v1" && lines[1].startsWith("extra ") && index && lines[lines.length - 1] === "", "entry.form",
            p("a tlog-proof with an entry", "带条目的 tlog-proof"), name);
        const entry = base64(lines[1].slice(6), "entry.form"), path = lines.slice(3, -1).map((l) => base64(l, "entry.form"));
        need(entry.length === 48 && path.every((h) => h.length === 32), "entry.form", p("48 and 32 bytes", "48 与 32 字节"), name);
        return { entry, path, proofIndex: index[1] };
    }
    step_organisations() {
        this.ledger = new Ledger(this.genesis);
        let mine = null;
        for (const t of this.tx.values()) {
            if (t.header.type === "convert") {
                const meter = this.ledger.byAddress.get(t.header.from);
                t.meter = meter ? { ...meter, approved: new Set(meter.approved) } : null;
                continue;
            }
            try {
                this.ledger.apply(t);
            } catch (e) {
                if (!(e instanceof Trouble)) throw e;
                if (t.header.type === "organisation") mine ??= e;
                else this.meterTrouble ??= e;
            }
            if (t.header.type === "organisation") this.history.push([t.height, this.ledger.snapshot()]);
        }
        if (mine) throw mine;
        const n = this.ledger.members.length, changes = this.history.length;
        return p(`${n} members, ${changes} changes by consent`, `${n} 个成员，${changes} 次经同意的变更`);
    }
    membersAt(height) {
        let found = new Ledger(this.genesis).members;
        for (const [at, members] of this.history) found = at <= height ? members : found;
        return found;
    }
    checkSeal(header, lines) {
        const name = `meterseal/${header.chain}/${header.fingerprint}`, key = unhex(this.genesis.sealer.publicKey);
        need(name === this.origin, "seal.other-ledger", this.origin, name);
        const id = sha256(concat(utf8(name), [10, 1], key)).subarray(0, 4);
        const seals = lines.filter((l) => l.name === name && bytesEqual(l.keyId, id));
        need(seals.length, "seal.missing", p("a line of the sealer", "封存方的签名行"), p("none", "没有"));
        need(checkEd25519(key, utf8(header.text), seals[seals.length - 1].body), "seal.signature", p("a signature of the sealer over this checkpoint", "封存方对此检查点的签名"),
            p("it does not hold", "签名无效"));
    }
    // Those count whose member was active, is not the sealer's, and signed with its key of that block; each member once.
    countCosignatures(header, lines) {
        const counted = new Set();
        for (const { name, keyId, body } of lines) {
            if (name === STAMP && bytesEqual(keyId, sha256(concat(utf8(STAMP), [10, 255], utf8("rfc3161"))).subarray(0, 4))) this.stamps.push(header.height);
            if (!name.startsWith(this.origin + "/") || !this.ok(6)) continue;
            const id = name.slice(this.origin.length + 1), o = this.membersAt(header.height).find((m) => m.id === id);
            const seconds = body.length >= 8 ? u64(body, 0) : 0, key = o ? unhex(o.witnessKey) : null;
            const message = () => concat(utf8(`cosignature/v1\ntime ${seconds}\n` + header.text));
            const why = !o ? "unknown" : !o.active ? "retired" : id === this.genesis.sealer.organisation ? "sealer" : counted.has(id) ? "twice"
                : !bytesEqual(keyId, sha256(concat(utf8(name), [10, 4], key)).subarray(0, 4)) ? "key"
                : body.length === 72 && Number.isSafeInteger(seconds) && checkEd25519(key, message(), body.subarray(8)) ? "" : "broken";
            this.cosigners.push({ organisation: id, name: o?.name ?? "", height: header.height, seconds, counts: !why, why });
            if (!why) {
                counted.add(id);
                this.covering.push({ seconds, size: header.size, name: o.name });
            }
        }
        return counted.size;
    }
    sealerName() { return this.genesis.organisations.find((o) => o.id === this.genesis.sealer.organisation).name; }
    step_checkpoint() {
        if (!this.checkpoint) throw this.checkpointTrouble;
        const h = this.checkpoint;
        this.checkSeal(h, this.lines);
        for (const [i, t] of this.ok(5) ? this.tx : []) {
            need(t.height <= h.height && t.time <= h.time, "checkpoint.before-entry", p(`entries up to block ${h.height}, ${h.time}`, `条目不晚于区块 ${h.height}，${h.time}`),
                p(`entry ${i}: block ${t.height}, ${t.time}`, `条目 ${i}：区块 ${t.height}，${t.time}`));
        }
        const k = this.countCosignatures(h, this.lines);
        return p(`block ${h.height} of ${h.time}, sealed by ${this.sealerName()}; ` + (this.ok(6) ? `${many(k, "cosignature counts", "cosignatures count")}` : "cosignatures were not judged"), `区块 ${h.height}，${h.time}，由 ${this.sealerName()} 封存；` + (this.ok(6) ? `${k} 个会签有效` : "未判断会签"));
    }
    step_earlier() {
        const newest = this.checkpoint;
        for (const n of this.numbered("earlier", "consistency")) {
            need(this.has(`earlier/${twelve(n)}.checkpoint`), "earlier.missing", `earlier/${twelve(n)}.checkpoint`, p("it is not there", "不存在"));
        }
        for (const n of this.numbered("earlier", "checkpoint")) {
            const name = `earlier/${twelve(n)}`, [h, lines] = readNote(this.members.get(name + ".checkpoint"));
            this.checkSeal(h, lines);
            need(this.has(name + ".consistency"), "earlier.missing", name + ".consistency", p("it is not there", "不存在"));
            const path = linesOf(this.members.get(name + ".consistency"), "earlier.form").map((l) => base64(l, "earlier.form"));
            need(path.every((hash) => hash.length === 32), "earlier.form", p("hashes", "哈希"), name);
            need(h.size === n && n < newest.size && h.height < newest.height, "earlier.size", p(`${n} entries, before the checkpoint`, `${n} 个条目，早于检查点`), h.size);
            need(consistent(n, newest.size, h.root, newest.root, path), "earlier.consistency", p(`its ${n} entries are the first of the checkpoint's ${newest.size}`,
                `其 ${n} 个条目是检查点 ${newest.size} 个条目的开头`), p("they are not, or the path does not show it", "不是，或路径不能证明"));
            for (const [i, t] of this.ok(5) ? this.tx : []) {
                need((i < n) === (t.height <= h.height), "earlier.entry", p(`entries below ${n} up to block ${h.height}, the others after it`,
                    `序号小于 ${n} 的条目不晚于区块 ${h.height}，其余在其后`), p(`entry ${i}: block ${t.height}`, `条目 ${i}：区块 ${t.height}`));
            }
            this.countCosignatures(h, lines);
            this.earlier.push(h);
        }
        this.checkSheets();
        const n = this.earlier.length, s = this.sheets.length;
        return p(`${many(n, "earlier checkpoint continues", "earlier checkpoints continue")} to this one; ${many(s, "sheet of yours fits", "sheets of yours fit")}`, `${n} 个更早的检查点与此一致；${s} 张您的单据相符`);
    }
    checkSheets() {
        const newest = this.checkpoint, blockHash = (h) => h.hash ?? hex(sha256(utf8(h.text)));
        for (const s of this.sheets) {
            const expected = p(`your sheet: block ${s.height} of ${s.time}, ${s.size} entries, root ${hex(s.root)}`, `您的单据：区块 ${s.height}，${s.time}，${s.size} 个条目，根 ${hex(s.root)}`);
            need(s.chain === newest.chain && s.fingerprint === newest.fingerprint, "sheet.other-ledger", expected, this.origin);
            const same = [newest, ...this.earlier].find((h) => h.size === s.size);
            if (same) {
                need(bytesEqual(same.root, s.root) && same.height === s.height && same.time === s.time && blockHash(same) === blockHash(s), "sheet.differs", expected,
                    p(`This ledger is NOT the one on your sheet. Transactions up to number ${s.size} were changed, removed or re-ordered after it was printed. It cannot be said which.`,
                        `此账本不是您单据上的账本。单据打印之后，第 ${s.size} 笔及以前的交易被更改、删除或重排，无法判断是哪一笔。`));
            } else if (s.size > newest.size) {
                this.note(8, "open", "sheet.longer", expected, p(`the bundle ends at ${newest.size} entries: it is older than your sheet, or this ledger is shorter`,
                    `证据包止于 ${newest.size} 个条目：它早于您的单据，或账本被截短`));
            } else {
                this.note(8, "open", "sheet.no-proof", expected, p(`the bundle has no checkpoint of ${s.size} entries: ask the holder for one with it`,
                    `证据包中没有 ${s.size} 个条目的检查点：请向持有人索取`));
            }
        }
    }
    converts() { return [...this.tx.values()].filter((t) => t.header.type === "convert"); }
    step_meters() {
        const meters = new Set();
        for (const t of this.converts()) {
            const m = t.meter, i = t.index;
            need(m, "meter.unknown", p(`the registration of the wallet of batch ${i}`, `批次 ${i} 钱包的登记`), t.header.from);
            need(m.approved.size === 2, "meter.not-approved", p(`meter ${m.mn}: approved by a utility and a manufacturer before batch ${i}`, `水表 ${m.mn}：批次 ${i} 之前由供水方和制造方批准`),
                [...m.approved].join(", ") || "-");
            need(m.state === "active", "meter.not-active", p(`meter ${m.mn}: active before batch ${i}`, `水表 ${m.mn}：批次 ${i} 之前已启用`), m.state);
            meters.add(m.mn);
        }
        if (this.meterTrouble) throw this.meterTrouble;
        return p(`${many(meters.size, "meter", "meters")} registered, approved by both and active before the batches`, `${meters.size} 只水表在批次之前已登记、双方批准并启用`);
    }
    step_batches() {
        const chains = new Map();
        for (const t of this.converts()) {
            if (t.refusal) throw t.refusal;
            const { header: h, index: i, meter } = t, zero = h.prev === "0".repeat(64), signer = hex(t.signatures[0].key);
            need(signer === meter.publicKey, "batch.signature", p(`batch ${i} signed by the meter's key ${meter.publicKey}`, `批次 ${i} 由水表密钥 ${meter.publicKey} 签名`), signer);
            if (!chains.has(meter.mn)) chains.set(meter.mn, { last: null, seen: new Set(), followed: new Set() });
            const chain = chains.get(meter.mn), first = chain.seen.size === 0, linked = h.prev === chain.last;
            need(linked || !(chain.seen.has(h.prev) || (zero && !first)), "batch.prev", p(`batch ${i} follows the one before it, ${chain.last}`, `批次 ${i} 接续前一批次 ${chain.last}`), h.prev);
            need(!chain.followed.has(h.prev), "batch.prev", p(`batch ${i} follows a batch that no other follows`, `批次 ${i} 所接续的批次不得有其他后续`), h.prev);
            this.gaps ||= first ? !zero : !linked;
            chain.last = hex(t.hash);
            chain.seen.add(chain.last);
            chain.followed.add(h.prev);
            this.batches.push({ index: i, mn: meter.mn, tx: chain.last, height: t.height, anchoredAt: t.time, start: h.start, end: h.end, count: h.count, shown: 0, leaves: t.leaves });
        }
        need(this.batches.length, "batch.none", p("at least one batch", "至少一个批次"), p("none", "没有"));
        return p(`${many(this.batches.length, "batch", "batches")} of ${many(chains.size, "meter", "meters")}: signed by the meter, leaves give the root, in the order of the chain`,
            `${chains.size} 只水表的 ${this.batches.length} 个批次：由水表签名，叶子得出根，次序成链`);
    }
    readRecord(raw, where) {
        need(raw.length <= 65536, "records.form", p(where + ": at most 64 KiB", where + "：至多 64 KiB"), raw.length);
        const [r, canonical] = parseJson(raw, "records.form");
        need(canonical && sameMembers(r, ["alarmCode", "alarmTime", "mn", "value"]) && isText(64)(r.alarmCode) && isTime(r.alarmTime) && isId(r.mn) &&
            typeof r.value === "number", "records.form", p(where + ": a record in its canonical form", where + "：规范形式的记录"), new TextDecoder().decode(raw.subarray(0, 160)));
        return { record: r, raw, hash: sha256(concat([0], raw)) };
    }
    step_records() {
        const c = this.counts, anchored = new Map();
        for (const b of this.batches) {
            const leaves = anchored.get(b.mn) ?? new Set();
            for (const leaf of b.leaves) leaves.add(hex(leaf));
            anchored.set(b.mn, leaves);
        }
        for (const b of this.batches) {
            const name = `records/${twelve(b.index)}.jsonl`;
            const lines = this.has(name) ? linesOf(this.members.get(name), "records.count", true) : Array(b.count).fill(new Uint8Array());
            need(lines.length === b.count, "records.count", p(`${name}: ${b.count} lines`, `${name}：${b.count} 行`), lines.length);
            lines.forEach((line, leaf) => {
                if (line.length === 0) return void c.withheld++;
                this.shown.push({ batch: b, leaf, ...this.readRecord(line, `${name}, ${leaf + 1}`) });
                b.shown++;
            });
        }
        for (const i of this.numbered("records", "jsonl")) {
            need(this.batches.some((b) => b.index === i), "records.no-batch", p("a batch in the bundle", "证据包中的批次"), `records/${twelve(i)}.jsonl`);
        }
        const unplaced = linesOf(this.members.get("unplaced.jsonl") ?? new Uint8Array(), "records.form", true).map((line) => this.readRecord(line, "unplaced.jsonl"));
        for (const s of this.shown) {
            const moved = anchored.get(s.record.mn)?.has(hex(s.hash)) ?? false;
            s.verdict = s.record.mn === s.batch.mn && bytesEqual(s.hash, s.batch.leaves[s.leaf]) ? "INTACT" : moved ? "MOVED" : "ALTERED";
        }
        this.findings = this.shown.filter((s) => s.verdict !== "INTACT");
        this.unplaced = unplaced.map((u) => ({ ...u, verdict: anchored.get(u.record.mn)?.has(hex(u.hash)) ? "INTACT" : "EXTRA" }));
        c.shown = this.shown.length;
        c.altered = this.findings.length;
        c.intact = c.shown - c.altered;
        c.extra = this.unplaced.filter((u) => u.verdict === "EXTRA").length;
        this.altered = c.altered > 0;
        need(!this.altered, "record.altered", p(`${c.shown} records that are the anchored ones at their places`, `${c.shown} 条记录均为其位置上所锚定的记录`),
            p(`${c.altered} of them are not`, `其中 ${c.altered} 条不是`));
        if (c.shown === 0) this.note(11, "open", "record.none", p("at least one record shown", "至少展示一条记录"), p("all leaves are withheld", "所有叶子均未展示"));
        if (c.extra > 0) this.note(11, "open", "record.extra", p("records that are anchored", "已锚定的记录"), p(`${c.extra} stand in no batch shown`, `${c.extra} 条不在所示批次中`));
        return p(`${c.intact} of ${c.shown} records are the anchored ones; ${c.withheld} leaves are withheld`, `${c.shown} 条记录中 ${c.intact} 条为所锚定的记录；${c.withheld} 个叶子未展示`);
    }
    step_originals() {
        const places = new Map(this.shown.map((s) => [`${s.batch.index},${s.leaf + 1}`, s])), listed = new Set(["original/rows.csv"]);
        this.claim.originals.forEach((o, k) => {
            const n = k + 1, data = this.members.get(o.file), profile = `original/${n}-profile.json`;
            need(data && o.file.startsWith(`original/${n}.`), "original.missing", `original/${n}.*`, o.file);
            const found = hex(sha256(data));
            need(found === o.sha256 && data.length === o.bytes, "original.sha256", `${o.file}: ${o.bytes} B, ${o.sha256}`, `${data.length} B, ${found}`);
            listed.add(o.file).add(profile);
            if (!this.has("original/rows.csv") || !this.has(profile)) return;
            const rows = linesOf(this.members.get("original/rows.csv"), "original.rows-form");
            need(rows[0] === "file,line,tx,leaf", "original.rows-form", "file,line,tx,leaf", rows[0] ?? "");
            for (const row of rows.slice(1)) {
                need(/^\d{1,19}(,\d{1,19}){3}$/.test(row), "original.rows-form", "file,line,tx,leaf", row.slice(0, 80));
                const [file, line, tx, leaf] = row.split(",").map(Number);
                if (file !== n) continue;
                const shown = places.get(`${tx},${leaf}`);
                need(shown, "original.rows", p("a record that is shown", "已展示的记录"), row);
                this.rows.push({ file: o.file, line, shown });
                this.counts.originalRowsOpen++;
            }
        });
        for (const name of this.members.keys()) {
            need(!name.startsWith("original/") || listed.has(name), "original.unclaimed", p("originals that the claim names", "声明所列的原始文件"), name);
        }
        const n = this.claim.originals.length, r = this.counts.originalRowsOpen;
        if (n === 0) return this.note(12, "absent", "", "", p("the bundle has no original file", "证据包中没有原始文件"));
        return p(`${many(n, "file has", "files have")} the bytes and SHA-256 claimed. This page did NOT read ${r} rows again to compare them with their records: the MeterSeal program does`,
            `${n} 个文件的字节与 SHA-256 与声明一致。本页没有重新解析 ${r} 行以与记录比较：MeterSeal 程序会做`);
    }
    step_presenter() {
        const data = this.members.get("presenter.sig"), id = this.claim.presenter.organisation;
        if (!data) return this.note(13, "absent", "", "", p("nobody signed the bundle as its presenter", "无人以提交人身份签署"));
        need(data.length === 97, "presenter.form", p("33 bytes of key and 64 of signature", "33 字节密钥与 64 字节签名"), p(`${data.length} bytes`, `${data.length} 字节`));
        need(checkEcdsa(data.subarray(0, 33), sha256(this.members.get("SHA256SUMS")), data.subarray(33)), "presenter.signature", p("a signature of SHA256SUMS", "对 SHA256SUMS 的签名"),
            p(`it does not hold for ${hex(data.subarray(0, 33))}`, "签名无效"));
        const o = this.ledger.members.find((m) => m.id === id), key = hex(data.subarray(0, 33));
        need(o && (o.publicKey === key || o.former.includes(key)), "presenter.key", p(`a key of the presenter "${id}"`, `提交人“${id}”的密钥`), key);
        return p(`signed by ${o.name} (${id})`, `由 ${o.name}（${id}）签署`);
    }
    step_scope() {
        const c = this.claim, meters = [...new Set(this.batches.map((b) => b.mn))].sort(compareText);
        for (const n of c.needs) if (n !== "embedded-seal") this.note(14, "open", "bundle.needs", p("needs that this page knows", "本页所知的要求"), n);
        if (meters.join("\n") !== c.meters.join("\n")) this.note(14, "open", "scope.meters", c.meters.join(", "), meters.join(", "));
        const outside = this.shown.find((s) => s.record.alarmTime < c.from || s.record.alarmTime > c.to);
        if (outside) this.note(14, "open", "scope.range", p(`records from ${c.from} to ${c.to}`, `${c.from} 至 ${c.to} 的记录`), p(`a record of ${outside.record.alarmTime} in records/${twelve(outside.batch.index)}.jsonl`, `记录 ${outside.record.alarmTime}，在 records/${twelve(outside.batch.index)}.jsonl`));
        if (c.complete && this.gaps) {
            this.note(14, "open", "scope.complete", p("all batches of the meters up to the checkpoint, each after the one before", "检查点前水表的全部批次，首尾相接"),
                p("INCOMPLETE: a batch is left out", "不完整：缺少批次"));
        }
        const all = c.complete ? [", all batches", "，全部批次"] : ["", ""];
        return p(`${meters.join(", ")} from ${c.from} to ${c.to}${all[0]}`, `${meters.join("、")}，${c.from} 至 ${c.to}${all[1]}`);
    }

    report() {
        const failed = this.steps.filter((s) => s.result === "fails").map((s) => s.step), c = this.counts;
        const unclear = this.steps.some((s) => s.result === "open" || s.result === "not-checked");
        const refused = failed.some((n) => n <= 10 || (n === 11 && !this.altered));
        const red = failed.includes(11) || failed.includes(12);
        const verdict = refused ? "refused" : red ? "altered" : failed.length || unclear ? "amber" : "holds";
        const first = this.steps.find((s) => s.result === "fails") ?? this.steps.find((s) => s.result === "open");
        const confirmed = this.trusted.includes(this.fingerprint);
        const out = { verdict, step: first?.step ?? 0, reason: first?.reason ?? "", sha256: hex(sha256(this.data)), bytes: this.data.length, steps: this.steps, counts: c,
            fingerprint: this.fingerprint, confirmed, inspection: this };
        if (refused) {
            const text = p(`Not proved: step ${first.step} (${first.name}) fails [${first.reason}].`, `未能证明：第 ${first.step} 步不成立。`), none = p("Not proved.", "未能证明。");
            return { ...out, records: { colour: "red", text }, since: { colour: "red", text: none }, word: { colour: "red", text: none } };
        }
        const clean = c.extra === 0 && c.shown > 0 && this.result(14) === "holds";
        const sure = confirmed && this.result(8) === "holds" && !failed.includes(13);
        return { ...out, records: { colour: red ? "red" : clean ? "green" : "amber", text: this.recordsLine() }, since: { colour: "green", text: this.sinceLine() },
            word: { colour: sure ? "green" : "amber", text: this.wordLine(confirmed, failed) } };
    }
    recordsLine() {
        const c = this.counts, one = c.shown === 1;
        let en = `${c.intact} of ${c.shown} ${one ? "record is the one that was" : "records are the ones that were"} anchored.`, zh = `${c.shown} 条记录中 ${c.intact} 条为所锚定的记录。`;
        const add = (n, a, b) => { if (n > 0) { en += ` ${n} ${a}.`; zh += b.replace("#", n); } };
        add(c.altered, c.altered === 1 ? "is not" : "are not", "# 条不是。");
        add(c.extra, c.extra === 1 ? "more stands in no batch shown" : "more stand in no batch shown", "另有 # 条不在所示批次中。");
        add(c.withheld, c.withheld === 1 ? "of the same batches is not shown" : "of the same batches are not shown", "同批次另有 # 条未展示。");
        const scope = this.steps[13];
        return scope.result === "open" ? p(`${en} ${scope.found.en} [${scope.reason}].`, `${zh}${scope.found.zh}。`) : p(en, zh);
    }
    newestShown() { return this.batches.filter((b) => b.shown > 0).reduce((most, b) => Math.max(most, b.index), -1); }
    sinceLine() {
        const b = this.batches, a = b[0], z = b[b.length - 1], newest = this.newestShown(), one = a.height === z.height;
        const clock = this.covering.filter((k) => newest >= 0 && newest < k.size && k.seconds * 1000 <= MOST_TIME).sort((x, y) => x.seconds - y.seconds)[0];
        const time = clock && timeOf(clock.seconds * 1000);
        return p((one ? `anchored in block ${a.height}, dated ${a.anchoredAt}` : `anchored in blocks ${a.height} to ${z.height}, dated ${a.anchoredAt} to ${z.anchoredAt}`) + " by the sealer; " +
            (clock ? `not later than ${time} by the clock of ${clock.name}` : "by no other clock"),
        (one ? `锚定于区块 ${a.height}，封存方所记时间 ${a.anchoredAt}` : `锚定于区块 ${a.height} 至 ${z.height}，封存方所记时间 ${a.anchoredAt} 至 ${z.anchoredAt}`) + "；" +
            (clock ? `据 ${clock.name} 的时钟不晚于 ${time}。` : "没有其他时钟佐证。"));
    }
    wordLine(confirmed, failed) {
        const newest = this.newestShown(), groups = this.fingerprint.slice(0, 16).match(/.{4}/g).join(" "), sealer = this.sealerName();
        const by = [...new Set(this.covering.filter((k) => newest < k.size).map((k) => k.name))].sort(compareText);
        const others = this.membersAt(this.checkpoint.height).filter((m) => m.active && m.id !== this.genesis.sealer.organisation).length;
        let en = `on the ledger ${groups} that you ${confirmed ? "confirmed" : "have NOT confirmed: compare its fingerprint with somebody else than the presenter"}`;
        let zh = `账本 ${groups}，您${confirmed ? "已确认" : "尚未确认：请与提交人以外的人核对指纹"}`;
        en += `; sealed by ${sealer}` + (by.length ? `, cosigned by ${by.join(", ")} (${by.length} of ${others} others)` : " alone");
        zh += `；由 ${sealer} ${by.length ? "封存" : "单独封存"}` + (by.length ? `，${by.join("、")} 会签（其他 ${others} 方中的 ${by.length} 方）` : "");
        if (this.result(8) === "open") { en += `; ${this.steps[7].found.en}`; zh += `；${this.steps[7].found.zh}`; }
        if (failed.includes(13)) { en += `; the presenter's signature fails: ${this.steps[12].found.en}`; zh += `；提交人签名不成立：${this.steps[12].found.zh}`; }
        return p(en, zh + "。");
    }
}
export const inspect = (data, trust) => new Inspection(data, trust).run();
export { readHeader };
