// Members and meters by the rules of core/PROTOCOL.md section 5. apply() throws a Trouble where the ledger refuses.
import { base58, hex, need, p, sha256, unhex, utf8 } from "./forms.js";

export class Ledger {
    constructor(genesis) {
        this.members = genesis.organisations.map((o) => ({ ...o, active: true, former: [], formerWitness: [] }));
        this.edKeys = new Set([genesis.sealer.publicKey, ...this.members.map((o) => o.witnessKey)]);
        Object.assign(this, { byMn: new Map(), byAddress: new Map(), byRegister: new Map(), seen: new Set() });
    }
    snapshot() { return this.members.map((o) => ({ ...o, former: [...o.former], formerWitness: [...o.formerWitness] })); }
    signer(key, roles = null) {
        const o = this.members.find((m) => m.publicKey === key || m.former.includes(key));
        need(o, "tx.signer-unknown", p("a key of an organisation", "机构的密钥"), key);
        need(o.active, "tx.signer-retired", p("an active organisation", "在任机构"), o.id);
        need(o.publicKey === key, "tx.signer-rotated", o.publicKey, key);
        need(!roles || roles.includes(o.role), "tx.role", (roles ?? []).join(", "), o.role);
        return o;
    }
    keyUsed(key) {
        return this.members.some((m) => m.publicKey === key || m.former.includes(key)) || this.byAddress.has(base58(sha256(unhex(key))));
    }
    apply(t) {
        if (t.refusal) throw t.refusal;
        const name = hex(t.hash), keys = t.signatures.map((s) => hex(s.key)), h = t.header;
        need(!this.seen.has(name), "tx.duplicate", p("each transaction once", "每笔交易一次"), name);
        const rule = { register: "register", review: "review", activate: "activate", organisation: "organisation" }[h.type] ?? "act";
        this[rule](h, keys, t, name);
        this.seen.add(name);
    }
    register(h, keys, t, name) {
        need(keys[0] !== h.publicKey, "tx.signer-order", p("the organisation signs first", "机构先签名"), keys[0]);
        this.signer(keys[0], ["utility", "manufacturer"]);
        need(keys[1] === h.publicKey, "tx.foreign-key", h.publicKey, keys[1]);
        need((this.byMn.get(h.mn)?.state ?? "rejected") === "rejected", "tx.mn-in-use", p("an unused meter id", "未使用的表号"), h.mn);
        need(!this.byAddress.has(h.address), "tx.address-in-use", p("an unused wallet", "未使用的钱包"), h.address);
        need(!this.keyUsed(h.publicKey), "tx.key-in-use", p("an unused key", "未使用的密钥"), h.publicKey);
        const meter = { ...h, state: "pending", approved: new Set() };
        this.byMn.set(h.mn, meter);
        this.byAddress.set(h.address, meter);
        this.byRegister.set(name, meter);
    }
    review(h, keys) {
        const { role } = this.signer(keys[0], ["utility", "manufacturer"]), meter = this.byRegister.get(h.register);
        need(meter, "tx.register-unknown", p("a registration in the bundle", "证据包中的登记"), h.register);
        need(meter.state === "pending", "tx.review-decided", "pending", meter.state);
        if (h.decision === "reject") {
            meter.state = "rejected";
            return;
        }
        need(!meter.approved.has(role), "tx.review-twice", p("the other role", "另一角色"), role);
        meter.approved.add(role);
        meter.state = meter.approved.size === 2 ? "approved" : "pending";
    }
    activate(h, keys, t) {
        const meter = this.byAddress.get(h.address);
        need(meter, "tx.meter-unknown", p("a registered wallet", "已登记的钱包"), h.address);
        need(meter.mn === h.mn, "tx.mn-mismatch", meter.mn, h.mn);
        need(keys[0] === meter.publicKey, "tx.foreign-key", meter.publicKey, keys[0]);
        need(meter.state !== "pending" && meter.state !== "rejected", "tx.not-approved", "approved", meter.state);
        need(meter.state === "approved", "tx.already-active", "approved", meter.state);
        need(hex(sha256(utf8(h.token))) === meter.tokenHash, "tx.token-wrong", meter.tokenHash, hex(sha256(utf8(h.token))));
        need(t.time <= meter.tokenExpires, "tx.token-expired", meter.tokenExpires, t.time);
        meter.state = "active";
    }
    act(h, keys) {
        this.signer(keys[0], ["utility"]);
        const meter = this.byMn.get(h.mn);
        need(meter, "tx.meter-unknown", p("a registered meter", "已登记的水表"), h.mn);
        const allowed = { suspend: ["active"], resume: ["suspended"], retire: ["active", "suspended", "approved"] }[h.type];
        const reason = { active: "tx.not-suspended", suspended: "tx.suspended", retired: "tx.retired" }[meter.state] ?? "tx.not-active";
        need(allowed.includes(meter.state), reason, allowed.join(", "), meter.state);
        meter.state = { suspend: "suspended", resume: "active", retire: "retired" }[h.type];
    }
    organisation(h, keys) {
        const signers = keys.map((k) => this.signer(k)), active = this.members.filter((m) => m.active), roles = signers.map((o) => o.role);
        need(2 * signers.length > active.length, "tx.no-majority", p(`more than half of ${active.length}`, `${active.length} 方中过半数`), signers.length);
        need(roles.includes("utility") && roles.includes("manufacturer"), "tx.majority-roles", "utility, manufacturer", roles.join(", "));
        const o = this.members.find((m) => m.id === h.id), sameKey = o?.publicKey === h.publicKey, sameWitness = o?.witnessKey === h.witnessKey;
        if (h.action === "add") {
            need(!o, "tx.organisation-exists", p("a new id", "新的标识"), h.id);
        } else {
            need(o, "tx.organisation-unknown", p("a member", "成员"), h.id);
            need(o.active, "tx.organisation-retired", p("an active member", "在任成员"), h.id);
            need(o.name === h.name && o.role === h.role, "tx.organisation-mismatch", `${o.name}, ${o.role}`, `${h.name}, ${h.role}`);
        }
        if (h.action === "retire") {
            need(sameKey && sameWitness, "tx.organisation-mismatch", p("its present keys", "其现有密钥"), h.publicKey);
            const needed = o.role === "utility" || o.role === "manufacturer";
            need(!needed || active.filter((m) => m.role === o.role).length > 1, "tx.last-of-role", p("another of its role", "同角色的另一方"), o.role);
            o.active = false;
            return;
        }
        need(sameKey || !this.keyUsed(h.publicKey), "tx.key-in-use", p("a new key", "新的密钥"), h.publicKey);
        need(sameWitness || !this.edKeys.has(h.witnessKey), "tx.key-in-use", p("a new key", "新的密钥"), h.witnessKey);
        need(!(sameKey && sameWitness), "tx.rotate-nothing", p("a new key", "新的密钥"), h.publicKey);
        if (!o) {
            this.members.push({ id: h.id, name: h.name, role: h.role, publicKey: h.publicKey, witnessKey: h.witnessKey, active: true, former: [], formerWitness: [] });
        } else {
            if (!sameKey) o.former.push(o.publicKey);
            if (!sameWitness) o.formerWitness.push(o.witnessKey);
            Object.assign(o, { publicKey: h.publicKey, witnessKey: h.witnessKey });
        }
        this.edKeys.add(h.witnessKey);
    }
}
