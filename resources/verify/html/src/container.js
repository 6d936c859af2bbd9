// The container (FORMAT.md section 1), block headers, notes, and sheets that an inspector kept.
import { Trouble, base64, concat, isHex, isTime, need, p, unhex, utf8 } from "./forms.js";

const kCrc = Uint32Array.from({ length: 256 }, (_, n) => { for (let k = 0; k < 8; k++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1; return n >>> 0; });
function crc32(bytes) {
    let c = 0xffffffff;
    for (let i = 0; i < bytes.length; i++) c = kCrc[(c ^ bytes[i]) & 255] ^ (c >>> 8);
    return (c ^ 0xffffffff) >>> 0;
}
const latin = (bytes) => String.fromCharCode(...bytes);
const isName = (n) => n === "SHA256SUMS" || n === "HOW-TO-VERIFY.txt" || (n.length <= 80 && /^[a-z0-9-]+(\/[a-z0-9-]+)?(\.[a-z0-9]+)?$/.test(n));
const rank = (n) => (n === "mimetype" ? 0 : n === "SHA256SUMS" ? 1 : 2);
const little16 = (...values) => Uint8Array.from(values.flatMap((v) => [v & 255, v >>> 8]));
const little32 = (...values) => Uint8Array.from(values.flatMap((v) => [v & 255, (v >>> 8) & 255, (v >>> 16) & 255, v >>> 24]));

// name -> bytes, in the file's order. Nothing is unpacked: members are stored.
export function readContainer(data) {
    const view = new DataView(data.buffer, data.byteOffset, data.length), members = new Map(), directory = [];
    need(data.length <= 2 ** 30, "container.too-large", "1 GiB", data.length);
    need(data.length >= 30 && view.getUint32(0, true) === 0x04034b50, "container.not-zip", p("a ZIP member at byte 0", "文件以 ZIP 成员开头"), p("something else", "其他内容"));
    let at = 0, before = null;
    while (at + 30 <= data.length && view.getUint32(at, true) === 0x04034b50) {
        need(members.size < 60000, "container.limit", "60000", members.size + 1);
        const u16 = (k) => view.getUint16(at + k, true), u32 = (k) => view.getUint32(at + k, true), size = u32(18), length = u16(26), head = at + 30;
        need(u16(8) === 0, "container.packed", p(`member at byte ${at}: stored`, `第 ${at} 字节的成员：未压缩`), p(`packed (method ${u16(8)})`, `已压缩（方法 ${u16(8)}）`));
        need(u16(4) === 20 && u16(6) === 0 && u16(10) === 0 && u16(12) === 33 && u32(22) === size && u16(28) === 0, "container.header",
            p(`the canonical header at byte ${at}`, `第 ${at} 字节处的规范头`), p("another field", "其他字段"));
        need(length + size <= data.length - head, "container.end", p("the whole member", "完整成员"), p("the file ends within it", "文件中途结束"));
        const name = latin(data.subarray(head, head + length));
        need(isName(name), "container.name", p("a name that a member has", "成员应有的名称"), name.slice(0, 80));
        need(size <= (name.endsWith(".json") ? 2 ** 20 : 2 ** 28), "container.limit", p(name + ": fewer bytes", name + "：更少字节"), size);
        need(before === null || rank(before) < rank(name) || (rank(before) === rank(name) && before < name), "container.order", p(`a name behind ${before}`, `排在 ${before} 之后的名称`), name);
        const content = data.subarray(head + length, head + length + size), crc = crc32(content);
        need(crc === u32(14), "container.crc", `${name}: ${u32(14).toString(16)}`, crc.toString(16));
        directory.push(little32(0x02014b50), little16(20), data.subarray(at + 4, at + 30), little16(0, 0, 0), little32(0, at), data.subarray(head, head + length));
        members.set(name, content);
        before = name;
        at = head + length + size;
    }
    const expected = concat(...directory), n = members.size;
    const end = concat(little32(0x06054b50), little16(0, 0, n, n), little32(expected.length, at), little16(0)), rest = data.subarray(at);
    need(rest.length >= expected.length && expected.every((v, i) => v === rest[i]), "container.directory", p("the directory of these members", "与成员一致的目录"), p("another one", "其他目录"));
    const tail = rest.subarray(expected.length);
    need(tail.length === end.length && end.every((v, i) => v === tail[i]), "container.end", p("the end record, and nothing behind it", "结尾记录，其后无内容"), p(`${tail.length} bytes`, `${tail.length} 字节`));
    const names = [...members.keys()];
    need(names[0] === "mimetype" && names[1] === "SHA256SUMS", "container.order", "mimetype, SHA256SUMS", names.slice(0, 2).join(", "));
    const type = latin(members.get("mimetype"));
    need(type === "application/vnd.meterseal.evidence+zip", "container.mimetype", "application/vnd.meterseal.evidence+zip", type.slice(0, 80));
    return members;
}

export function readHeader(text) {
    const m = /^meterseal\/([0-9A-Za-z][0-9A-Za-z._-]{0,63})\/([0-9a-f]{64})\n([1-9]\d{0,18})\n([^\n]*)\nblock ([1-9]\d{0,18}) ([^ \n]*) ([0-9a-f]{64})\n$/.exec(text);
    need(m && isTime(m[6]), "block.header", p("the four lines of a block's header", "区块头的四行"), text.slice(0, 200));
    const h = { chain: m[1], fingerprint: m[2], size: Number(m[3]), root: base64(m[4], "block.header"), height: Number(m[5]), time: m[6], prev: m[7], text };
    need(h.root.length === 32 && Number.isSafeInteger(h.size) && h.size >= h.height && (h.height > 1 || h.prev === h.fingerprint), "block.header",
        p("a size, height and hash that belong together", "相符的大小、高度与哈希"), text.slice(-160));
    return h;
}
// [header, [{name, keyId, body}]]
export function readNote(bytes) {
    let text = "";
    try { text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes); } catch { /* told below */ }
    const gap = text.lastIndexOf("\n\n"), syntax = (good, found) => need(good, "note.syntax", p("a signed note", "签名检查点"), found.slice(0, 160));
    syntax(gap > 0 && text.endsWith("\n") && !/[\0-\x09\x0b-\x1f\x7f]/.test(text), text);
    const lines = text.slice(gap + 2).split("\n").slice(0, -1).map((line) => {
        const m = /^— ([!-*,-~]+) (.*)$/.exec(line);
        syntax(m, line);
        const body = base64(m[2], "note.syntax");
        syntax(body.length > 4, line);
        return { name: m[1], keyId: body.subarray(0, 4), body: body.subarray(4) };
    });
    syntax(lines.length > 0 && lines.length <= 1000, text.slice(0, gap));
    return [readHeader(text.slice(0, gap + 1)), lines];
}

function crc8(bytes) { // polynomial 0x07
    let crc = 0;
    for (const b of bytes) {
        crc ^= b;
        for (let k = 0; k < 8; k++) crc = ((crc << 1) ^ (crc & 128 ? 7 : 0)) & 255;
    }
    return crc;
}
// A note, a header, or a sheet as typed: twelve lines of sixteen digits, each with its two check digits.
export function readSheet(text) {
    if (text.startsWith("meterseal/")) {
        const gap = text.indexOf("\n\n");
        return readHeader(gap < 0 ? (text.endsWith("\n") ? text : text + "\n") : text.slice(0, gap + 1));
    }
    const words = {}, digits = {};
    for (const line of text.split("\n")) {
        const parts = line.trim().split(/\s+/), n = Number(parts[0]);
        if (parts.length === 2 && ["chain", "block", "time", "entries"].includes(parts[0])) words[parts[0]] = parts[1];
        if (parts.length === 6 && /^\d{1,2}$/.test(parts[0]) && n >= 1 && n <= 12) {
            const all = parts.slice(1).join("").toLowerCase();
            need(isHex(18)(all) && parseInt(all.slice(16), 16) === crc8([n, ...utf8(all.slice(0, 16))]), "sheet.line",
                p(`line ${n} with its two check digits: look for a slip in it`, `第 ${n} 行与两位校验码：请检查是否抄错`), line.trim());
            digits[n] = all.slice(0, 16);
        }
    }
    need(Object.keys(digits).length === 12 && words.chain && /^\d{1,15}$/.test(words.block ?? "") && /^\d{1,15}$/.test(words.entries ?? "") && isTime(words.time), "sheet.form",
        p("chain, block, time, entries and twelve lines", "chain、block、time、entries 与十二行"), "");
    const of = (k) => [0, 1, 2, 3].map((j) => digits[k + j]).join("");
    return { chain: words.chain, height: Number(words.block), time: words.time, size: Number(words.entries), fingerprint: of(1), root: unhex(of(5)), hash: of(9) };
}
export { Trouble };
