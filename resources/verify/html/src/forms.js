// Bytes, canonical JSON (RFC 8785), the protocol's forms, signatures and transactions (core/PROTOCOL.md sections 1 and 5).
import { ed25519 } from "@noble/curves/ed25519.js";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { sha256, sha512 } from "@noble/hashes/sha2.js";

export { sha256 };
// A text in both languages.
export const p = (en, zh) => (en !== null && typeof en === "object" && "en" in en ? en : { en: String(en ?? ""), zh: String(zh ?? en ?? "") });
export class Trouble extends Error {
    constructor(reason, expected, found) {
        super(reason);
        Object.assign(this, { reason, expected: p(expected), found: p(found) });
    }
}
export function need(good, reason, expected = "", found = "") {
    if (!good) throw new Trouble(reason, expected, typeof found === "string" || (found && found.en !== undefined) ? found : JSON.stringify(found) ?? "");
}

const kHex = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, "0"));
export const hex = (bytes) => { let out = ""; for (const b of bytes) out += kHex[b]; return out; };
export const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (b) => parseInt(b, 16));
const encoder = new TextEncoder(), decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }), loose = new TextDecoder("utf-8", { ignoreBOM: true });
export const utf8 = (text) => encoder.encode(text);
export function concat(...parts) {
    const out = new Uint8Array(parts.reduce((n, part) => n + part.length, 0));
    let at = 0;
    for (const part of parts) { out.set(part, at); at += part.length; }
    return out;
}
export const bytesEqual = (a, b) => a.length === b.length && a.every((v, i) => v === b[i]);
// By the bytes of UTF-8, as the files are ordered.
export function compareText(a, b) {
    const x = utf8(a), y = utf8(b), i = x.findIndex((v, k) => v !== y[k]);
    return i < 0 ? x.length - y.length : (x[i] - (y[i] ?? -1));
}
// An exact number below 2^53, else Infinity, which every check refuses.
export function u64(bytes, at) {
    const value = new DataView(bytes.buffer, bytes.byteOffset + at, 8).getBigUint64(0);
    return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : Infinity;
}
export function base64(text, reason) {
    let raw = "";
    try { raw = atob(text); } catch { /* told below */ }
    need(raw && btoa(raw) === text, reason, p("canonical Base64", "规范 Base64"), text.slice(0, 80));
    return Uint8Array.from(raw, (c) => c.charCodeAt(0));
}
// Lines without their LF, as text or as bytes.
export function linesOf(bytes, reason, raw = false) {
    need(bytes.length === 0 || bytes[bytes.length - 1] === 10, reason, p("lines that end with LF", "每行以 LF 结尾"), p("the last one does not", "最后一行不是"));
    const out = [];
    for (let at = 0; at < bytes.length;) {
        const end = bytes.indexOf(10, at), line = bytes.subarray(at, end);
        out.push(raw ? line : loose.decode(line));
        at = end + 1;
    }
    return out;
}

export function jcs(v) {
    if (Array.isArray(v)) return "[" + v.map(jcs).join(",") + "]";
    if (v !== null && typeof v === "object") return "{" + Object.keys(v).sort().map((k) => jcs(k) + ":" + jcs(v[k])).join(",") + "}";
    if (typeof v === "string" && !v.isWellFormed()) throw new SyntaxError("half a character");
    if (typeof v === "number" && !Number.isFinite(v)) throw new SyntaxError("no number");
    return JSON.stringify(v);
}
// [object, whether the bytes are its canonical form]: a duplicate member or a number beyond a double's reach is not.
export function parseJson(bytes, reason) {
    try {
        const text = decoder.decode(bytes), value = JSON.parse(text);
        if (value !== null && typeof value === "object" && !Array.isArray(value)) return [value, jcs(value) === text];
    } catch (e) {
        if (!(e instanceof SyntaxError || e instanceof TypeError || e instanceof RangeError)) throw e;
    }
    throw new Trouble(reason, p("a JSON object in UTF-8", "UTF-8 编码的 JSON 对象"), loose.decode(bytes.subarray(0, 80)));
}

export const isHex = (n) => (v) => typeof v === "string" && v.length === n && /^[0-9a-f]*$/.test(v);
export const isId = (v) => typeof v === "string" && /^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$/.test(v);
export const isText = (most = 256) => (v) => typeof v === "string" && v.isWellFormed() && v.length > 0 && utf8(v).length <= most && v.normalize("NFC") === v && v.trim() === v &&
    !/\p{Cc}/u.test(v);
export function isTime(v) {
    if (typeof v !== "string" || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(v) || v < "1970") return false;
    const at = new Date(v);
    return !Number.isNaN(at.getTime()) && at.toISOString() === v;
}
export const timeOf = (ms) => new Date(ms).toISOString();

function secpPoint(key) {
    try { return key.length === 33 && (secp256k1.Point.fromBytes(key), true); } catch { return false; }
}
export function checkEcdsa(key, digest, signature) {
    try {
        return signature.length === 64 && key.length === 33 && secp256k1.verify(signature, digest, key, { prehash: false, lowS: true, format: "compact" });
    } catch { return false; }
}
// A canonical point that is not of small order: with one of those anybody could sign (RFC 8032 as in OpenSSL lets them).
export function goodEdKey(key) {
    try { return key.length === 32 && !ed25519.Point.fromBytes(key, false).isSmallOrder(); } catch { return false; }
}
// RFC 8032, cofactorless: S B = R + k A, compared as R's bytes. noble's own verify multiplies by the cofactor.
const kOrder = ed25519.Point.Fn.ORDER;
const little = (bytes) => BigInt("0x" + (hex(Uint8Array.from(bytes).reverse()) || "0"));
export function checkEd25519(key, message, signature) {
    if (signature.length !== 64 || !goodEdKey(key)) return false;
    const r = signature.subarray(0, 32), s = little(signature.subarray(32));
    if (s >= kOrder) return false;
    const k = little(sha512(concat(r, key, message))) % kOrder, a = ed25519.Point.fromBytes(key, false);
    const times = (point, n) => (n === 0n ? ed25519.Point.ZERO : point.multiplyUnsafe(n));
    return bytesEqual(times(ed25519.Point.BASE, s).add(times(a, (kOrder - k) % kOrder)).toBytes(), r);
}

const kAlphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
export function base58(bytes) {
    let n = BigInt("0x" + hex(bytes)), out = "";
    for (; n > 0n; n /= 58n) out = kAlphabet[Number(n % 58n)] + out;
    for (const b of bytes) { if (b !== 0) break; out = "1" + out; }
    return out;
}
const oneOf = (...words) => (v) => words.includes(v);
const KINDS = {
    time: ["time", isTime], hash: ["hash", isHex(64)], text: ["text", isText()], id: ["id", isId], key: ["public-key", (v) => isHex(66)(v) && secpPoint(unhex(v))],
    edkey: ["ed25519-key", (v) => isHex(64)(v) && goodEdKey(unhex(v))], address: ["address", (v) => typeof v === "string" && /^[1-9A-HJ-NP-Za-km-z]{32,44}$/.test(v)],
    role: ["role", oneOf("utility", "manufacturer", "insurer", "auditor")], decision: ["decision", oneOf("approve", "reject")],
    action: ["action", oneOf("add", "rotate", "retire")], token: ["token", (v) => typeof v === "string" && /^[a-z2-7]{26}$/.test(v)],
    count: ["count", (v) => Number.isInteger(v) && v >= 1 && v <= 8192],
};
const kAction = { mn: "id", reason: "text", time: "time" };
const TYPES = {
    register: { mn: "id", location: "text", manufacturer: "text", address: "address", publicKey: "key", tokenHash: "hash", tokenExpires: "time", time: "time" },
    review: { register: "hash", decision: "decision", reason: "text", time: "time" }, activate: { mn: "id", address: "address", token: "token" },
    convert: { from: "address", to: "address", prev: "hash", start: "time", end: "time", count: "count", root: "hash" },
    suspend: kAction, resume: kAction, retire: kAction,
    organisation: { action: "action", id: "id", name: "text", role: "role", publicKey: "key", witnessKey: "edkey", time: "time" },
};
// Exactly these members, each in its form. reason: <scope>.member-missing, .member-unknown, .<kind>
export function check(value, fields, scope, also = []) {
    for (const [name, kind] of Object.entries(fields)) {
        need(Object.hasOwn(value, name), scope + ".member-missing", name, p("it is not there", "不存在"));
        need(KINDS[kind][1](value[name]), `${scope}.${KINDS[kind][0]}`, p(name + " in its form", name + " 的规定形式"), value[name]);
    }
    const known = [...Object.keys(fields), ...also];
    for (const name of Object.keys(value)) need(known.includes(name), scope + ".member-unknown", known.join(", "), name);
}

// Transaction {header 1, signatures 2, leaves 3} in its one encoding.
export function decodeTransaction(wire) {
    let at = 0;
    const block = (most, reason) => {
        let size = 0, shift = 0, byte = 0x80;
        for (at++; byte & 0x80; shift += 7) {
            need(at < wire.length, "wire.truncated", p("a length", "长度"), p("the end", "结尾"));
            need(shift <= 28, "wire.varint", p("a shorter length", "更短的长度"), at);
            byte = wire[at++];
            size += (byte & 0x7f) * 2 ** shift;
        }
        need(byte !== 0 || shift === 7, "wire.varint", p("the shortest form", "最短形式"), at);
        need(size > 0, "wire.empty-field", p("no empty field", "无空字段"), at);
        need(size <= most, reason, most, size);
        need(size <= wire.length - at, "wire.truncated", size, wire.length - at);
        return wire.subarray(at, at += size);
    };
    need(wire[0] === 0x0a, "wire.header-missing", "0a", hex(wire.subarray(0, 1)));
    const headerBytes = block(65536, "wire.header-too-large"), signatures = [], leaves = [];
    while (wire[at] === 0x12) {
        need(signatures.length < 256, "wire.too-many-signatures", "256", "");
        const s = block(101, "wire.signature-form");
        need(s.length === 101 && s[0] === 0x0a && s[1] === 33 && s[35] === 0x12 && s[36] === 64, "wire.signature-form", p("33 and 64 bytes", "33 与 64 字节"), "");
        signatures.push({ key: s.subarray(2, 35), signature: s.subarray(37) });
    }
    if (wire[at] === 0x1a) {
        const layer = block(8192 * 32, "wire.too-many-leaves");
        need(layer.length % 32 === 0, "wire.leaves-length", p("whole hashes", "完整哈希"), layer.length);
        for (let i = 0; i < layer.length; i += 32) leaves.push(layer.subarray(i, i + 32));
    }
    need(at === wire.length, "wire.unexpected-field", p(`the end at byte ${at}`, `第 ${at} 字节处结束`), wire.length);
    return { header: parseHeader(headerBytes), digest: sha256(headerBytes), signatures, leaves };
}
function parseHeader(bytes) {
    const [h, canonical] = parseJson(bytes, "header.syntax");
    need(Number.isInteger(h.v), "header.member-type", "v", h.v);
    need(h.v === 1, "header.version", "1", h.v);
    need(h.suite === "secp256k1-sha256", "suite.unknown", "secp256k1-sha256", h.suite);
    need(typeof h.type === "string" && Object.hasOwn(TYPES, h.type), "header.type", Object.keys(TYPES).join(", "), h.type);
    check(h, { chain: "id", ...TYPES[h.type] }, "header", ["v", "suite", "type"]);
    if (h.type === "convert") {
        need(h.from === h.to, "header.from-to", h.from, h.to);
        need(h.start <= h.end, "header.time-order", h.start, h.end);
    }
    need(h.type !== "register" || h.address === base58(sha256(unhex(h.publicKey))), "header.address", p("the address of its key", "与密钥相符的地址"), h.address);
    need(canonical, "header.not-canonical", p("canonical JSON (RFC 8785)", "规范 JSON（RFC 8785）"), p("another form", "其他形式"));
    return h;
}
