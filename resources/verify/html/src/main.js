// The page: opens a bundle, shows the three lines, the steps and the records. All text goes in as text, never as markup.
import { bytesEqual, concat, hex, p, sha256, timeOf, Trouble } from "./forms.js";
import { readSheet } from "./container.js";
import { included, treeRoot } from "./merkle.js";
import { inspect } from "./verify.js";
import { REASONS, STEPS, WORDS } from "./words.js";

const kPage = 50;
const state = { lang: (navigator.language || "en").toLowerCase().startsWith("zh") ? "zh" : "en", fingerprints: [], sheets: [], file: null, data: null, report: null, page: 0, picked: null, open: new Set(), busy: false, message: null };
const tr = (pair) => pair[state.lang];
const t = (key, hash, at) => { let s = tr(WORDS[key]); if (hash !== undefined) s = s.replaceAll("#", hash).replaceAll("%", hash); return at !== undefined ? s.replaceAll("@", at) : s; };

function h(tag, props = {}, ...children) {
    const el = document.createElement(tag);
    for (const [k, v] of Object.entries(props ?? {})) {
        if (k.startsWith("on")) el.addEventListener(k.slice(2), v);
        else if (v !== undefined && v !== null && v !== false) el.setAttribute(k, v === true ? "" : v);
    }
    el.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false));
    return el;
}
const SHAPES = {
    ok: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20M7.5 12.3l3 3 6-6.4", bad: "M8 2.5h8L21.5 8v8L16 21.5H8L2.5 16V8zM8.8 8.8l6.4 6.4M15.2 8.8l-6.4 6.4",
    warn: "M12 3 22 20.5H2zM12 9.5v5M12 17.4v.2", none: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M8.5 12h7", file: "M6 2.5h8.5L19 7v14.5H6zM14 2.5V7.5h5M9 13l2.2 2.2L15.5 11",
    mark: "M12 3c4 5 6.5 8 6.5 11.5a6.5 6.5 0 0 1-13 0C5.500 11 8 8 12 3zM9 14.500l2.200 2.200 4-4.200", arrow: "M6 4l5 4-5 4",
};
function icon(name, cls = "", box = 24) {
    const ns = "http://www.w3.org/2000/svg", svg = document.createElementNS(ns, "svg"), path = document.createElementNS(ns, "path");
    for (const [k, v] of Object.entries({ viewBox: `0 0 ${box} ${box}`, fill: "none", stroke: "currentColor", "stroke-width": 1.7, "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true", class: cls })) svg.setAttribute(k, v);
    path.setAttribute("d", SHAPES[name]);
    svg.append(path);
    return svg;
}
const kTone = { holds: "ok", amber: "warn", altered: "bad", refused: "bad" }, kColour = { green: "ok", amber: "warn", red: "bad" };
const kResult = { holds: ["ok", "green"], fails: ["bad", "red"], open: ["warn", "amber"], absent: ["none", "grey"], "not-checked": ["none", "grey"] };
const groups = (digits) => digits.match(/.{1,4}/g).join(" ");
// Times for people, never broken over two lines: "2026-01-03 00:10:00 UTC"; parts of a second where there are any.
const kTime = /(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)\.(\d{3})Z/;
function people(text) {
    const parts = String(text).split(new RegExp(kTime, "g")), out = [];
    for (let i = 0; i < parts.length; i += 4) {
        out.push(parts[i]);
        if (i + 3 < parts.length) out.push(h("span", { class: "nowrap" }, `${parts[i + 1]} ${parts[i + 2]}${parts[i + 3] === "000" ? "" : "." + parts[i + 3]} UTC`));
    }
    return out;
}
const fact = (name, ...value) => [h("dt", {}, name), h("dd", {}, ...value)];

async function openFile(file) {
    Object.assign(state, { file: file.name, busy: true, report: null, message: null, page: 0, picked: null, open: new Set() });
    render();
    await new Promise((done) => setTimeout(done, 20)); // lets "Verifying" be seen
    try {
        if (file.size > 2 ** 30) throw new RangeError("too large");
        state.data = new Uint8Array(await file.arrayBuffer());
        verify();
    } catch (e) {
        state.message = t("unreadable") + " " + String(e && e.message);
    }
    state.busy = false;
    render();
    window.scrollTo(0, 0);
}
function verify() {
    const started = performance.now();
    state.report = inspect(state.data, { fingerprints: state.fingerprints, sheets: state.sheets });
    state.took = performance.now() - started;
    for (const s of state.report.steps) if (s.result === "fails") state.open.add(s.step);
}
function again() {
    if (state.data && !state.busy) verify();
    render();
}
const input = h("input", { type: "file", id: "file", accept: ".zip", class: "noprint", hidden: true, onchange: () => input.files[0] && openFile(input.files[0]) });
const choose = () => { input.value = ""; input.click(); };

function top() {
    const pick = (lang, label) => h("button", { type: "button", lang, "aria-pressed": String(state.lang === lang), onclick: () => { state.lang = lang; render(); } }, label);
    return h("header", { class: "top" }, icon("mark", "mark"), h("div", { class: "brand" }, "MeterSeal", h("small", {}, t("brand"))), h("div", { class: "space" }), h("div", { class: "segment" }, pick("en", "English"), pick("zh", "中文")));
}
function dropArea() {
    return h("section", { class: "drop", id: "drop" }, icon("file"), h("h1", {}, state.busy ? t("reading") : t("drop")), h("p", {}, t("dropText")),
        state.busy ? null : h("button", { type: "button", class: "primary", onclick: choose }, t("choose")), state.message ? h("p", { class: "trouble" }, state.message) : null);
}
function verdictCard(r) {
    const tone = kTone[r.verdict], words = r.verdict === "amber" && r.steps.some((s) => s.result === "fails") ? "signature" : r.verdict;
    const line = (key) => [h("dt", {}, h("div", { class: r[key].colour }, icon(kColour[r[key].colour])), h("span", {}, t(key))), h("dd", { "data-line": key, "data-colour": r[key].colour, "data-text": r[key].text.en }, people(tr(r[key].text)))];
    const lines = r.verdict === "refused" ? [...refusedLine(r)] : ["records", "since", "word"].map(line);
    return h("section", { class: "verdict " + tone, id: "verdict", "data-verdict": r.verdict, "data-step": r.step, "data-reason": r.reason, "data-sha256": r.sha256, "data-trust": state.fingerprints.length + "/" + state.sheets.length, "data-file": state.file, "data-rows-open": r.counts.originalRowsOpen, "data-ms": Math.round(state.took), role: "status" },
        h("div", { class: "head" }, icon(tone), h("div", {}, h("h1", {}, t(words)), h("p", {}, t(words + "Text")))), h("dl", { class: "lines" }, lines));
}
function* refusedLine(r) {
    const s = r.steps[r.step - 1];
    for (const key of ["records", "since", "word"]) {
        yield [h("dt", {}, h("div", { class: "red" }, icon("bad")), h("span", {}, t(key))), h("dd", { "data-line": key, "data-colour": "red", "data-text": r[key].text.en },
            key === "records" ? tr(p(`Not proved: step ${s.step}, ${STEPS[s.name][0].en.toLowerCase()}, fails. ${REASONS[s.reason]?.en ?? ""}`, `未能证明：第 ${s.step} 步“${STEPS[s.name][0].zh}”不成立。${REASONS[s.reason]?.zh ?? ""}`)) : tr(p("Not proved.", "未能证明。")))];
    }
}
function stepItem(s) {
    const [shape, colour] = kResult[s.result], [name, what] = STEPS[s.name], known = REASONS[s.reason];
    const quiet = s.result === "holds" || s.result === "absent" || s.result === "not-checked";
    const summary = s.result === "not-checked" ? t("r:not-checked") : quiet ? tr(s.found) : known ? tr(known) : tr(s.found) || s.reason;
    const body = h("div", { class: "body" }, h("p", { class: "muted" }, tr(what)), h("dl", { class: "facts" }, fact(t("result"), t("r:" + s.result)), s.reason ? fact(t("reason"), known ? tr(known) + " " : "", h("code", {}, s.reason)) : null,
        tr(s.expected) ? fact(t("expected"), h("span", { class: "mono" }, tr(s.expected))) : null, tr(s.found) ? fact(t("found"), h("span", { class: quiet ? "" : "mono" }, tr(s.found))) : null), s.step === 7 && state.report.inspection.cosigners.length ? cosignerTable() : null);
    const details = h("details", { class: s.result, open: state.open.has(s.step), ontoggle: () => (details.open ? state.open.add(s.step) : state.open.delete(s.step)) },
        h("summary", {}, h("span", { class: "n" }, String(s.step)), h("span", { class: colour }, icon(shape)), h("span", { class: "name" }, tr(name)), h("span", { class: "sum" }, people(summary)), icon("arrow", "arrow", 16)), body);
    return h("li", { "data-step": s.step, "data-result": s.result }, details);
}
function cosignerTable() {
    const rows = state.report.inspection.cosigners.map((c) => h("tr", {}, h("td", {}, c.name || c.organisation), h("td", { class: "num" }, String(c.height)), h("td", { class: "nowrap" }, c.seconds * 1000 <= 253402300799999 ? people(timeOf(c.seconds * 1000)) : "-"), h("td", {}, h("span", { class: c.counts ? "green" : "grey" }, c.counts ? t("counts") : t("why:" + c.why)))));
    return h("div", { class: "scroll" }, h("table", {}, h("thead", {}, h("tr", {}, ["organisation", "block", "clock", "remark"].map((k) => h("th", { class: k === "block" ? "num" : "" }, k === "organisation" ? t("cosigners") : t(k))))), h("tbody", {}, rows)));
}
function stepsCard(r) {
    return h("section", { class: "card" }, h("h2", {}, t("stepsTitle")), h("p", { class: "muted small noprint" }, t("stepsText")), h("ol", { class: "steps" }, r.steps.map(stepItem)));
}
function fileCard(r) {
    const i = r.inspection, c = i.claim, cp = i.checkpoint;
    return h("section", { class: "card" }, h("h2", {}, t("fileTitle")), h("dl", { class: "facts" }, fact(t("name"), state.file), fact("SHA-256", h("code", {}, r.sha256)), fact(t("bytes"), String(r.bytes)),
        c ? [fact(t("presenter"), [c.presenter.name, c.presenter.organisation && `(${c.presenter.organisation})`].filter(Boolean).join(" ") || "-"), c.text ? fact(t("text"), c.text) : null, fact(t("range"), `${c.meters.join(", ")} · `, people(c.from), " – ", people(c.to)), fact(t("made"), people(c.time), ` · ${c.program}`)] : null,
        i.genesis ? [fact(t("chain"), i.genesis.chain), fact(t("ledgerFp"), h("code", {}, groups(r.fingerprint)), h("div", { class: r.confirmed ? "green" : "amber" }, r.confirmed ? t("confirmed") : t("confirmHow")))] : null,
        cp ? fact(t("checkpoint"), people(tr(p(`block ${cp.height}, ${cp.size} entries, ${cp.time}`, `区块 ${cp.height}，${cp.size} 个条目，${cp.time}`)))) : null));
}
function recordTable(r) {
    const all = [...r.inspection.findings, ...r.inspection.shown.filter((s) => s.verdict === "INTACT")], from = state.page * kPage, some = all.slice(from, from + kPage);
    const row = (s, n) => h("tr", { class: "pick", tabindex: 0, onclick: () => pick(s), onkeydown: (e) => { if (e.key === "Enter") pick(s); } }, h("td", { class: "num" }, String(from + n + 1)), h("td", {}, s.record.mn), h("td", { class: "nowrap" }, s.record.alarmTime.replace("T", " ").replace("Z", "")), h("td", {}, s.record.alarmCode),
        h("td", { class: "num" }, JSON.stringify(s.record.value)), h("td", { class: "num" }, String(s.batch.height)), h("td", {}, h("span", { class: s.verdict === "INTACT" ? "green" : "red" }, t(s.verdict))));
    const extra = (r.inspection.unplaced ?? []).map((u) => h("tr", {}, h("td", {}), h("td", {}, u.record.mn), h("td", { class: "nowrap" }, u.record.alarmTime.replace("T", " ").replace("Z", "")), h("td", {}, u.record.alarmCode), h("td", { class: "num" }, JSON.stringify(u.record.value)), h("td", {}), h("td", {}, h("span", { class: "amber" }, t(u.verdict)))));
    const pages = Math.ceil(all.length / kPage), move = (d) => () => { state.page += d; state.picked = null; render(); };
    const pager = pages > 1 ? h("div", { class: "pager noprint" }, h("button", { type: "button", disabled: state.page === 0, onclick: move(-1) }, t("prev")), h("span", {}, `${from + 1}–${from + some.length} ${t("of")} ${all.length}`), h("button", { type: "button", disabled: state.page + 1 >= pages, onclick: move(1) }, t("next"))) : null;
    const printed = pages > 1 ? h("p", { class: "printonly" }, t("printedPart", `${from + 1}–${from + some.length} / ${all.length}`)) : null;
    return h("section", { class: "card", id: "records" }, h("h2", {}, t("recordsTitle")), all.length + extra.length === 0 ? h("p", { class: "empty" }, t("noRecords")) : [h("p", { class: "muted small noprint" }, t("recordsText")),
        h("div", { class: "scroll" }, h("table", {}, h("thead", {}, h("tr", {}, ["no", "meter", "time", "code", "value", "block", "verdict"].map((k) => h("th", { class: ["no", "value", "block"].includes(k) ? "num" : "" }, t(k))))), h("tbody", {}, some.map(row), state.page + 1 >= pages ? extra : null))), pager, printed, state.picked ? redo(r, state.picked) : null]);
}
function pick(s) {
    state.picked = s;
    render();
    document.getElementById("redo")?.scrollIntoView({ block: "nearest" });
}
// Calculated anew from the members' bytes, not taken from the inspection.
function redo(r, s) {
    const i = r.inspection, index = s.batch.index, tx = i.tx.get(index), twelve = String(index).padStart(12, "0"), anchored = tx.leaves[s.leaf], leaf = sha256(concat([0], s.raw)), root = hex(treeRoot(tx.leaves));
    const same = (good) => h("span", { class: "equal " + (good ? "green" : "red") }, " " + (good ? "= " + t("equal") : "≠ " + t("different")));
    const li = (title, value, mark) => h("li", {}, h("div", {}, title, mark ?? ""), h("code", {}, value));
    const wire = sha256(i.members.get(`tx/${twelve}.bin`)), climbs = included(sha256(concat([0], tx.entry)), index, i.checkpoint.size, tx.path, i.checkpoint.root);
    return h("div", { class: "redo", id: "redo" }, h("h2", {}, t("redoTitle")), h("ol", {}, li(t("redo1", twelve, s.leaf + 1), new TextDecoder().decode(s.raw)), li(t("redo2"), hex(leaf)), li(t("redo3", twelve), hex(anchored), same(bytesEqual(leaf, anchored))),
        li(t("redo4", s.batch.count), root, same(root === tx.header.root)), li(t("redo5", twelve), `${tx.height} · ${tx.time} · ${hex(tx.entry.subarray(16))}`, same(bytesEqual(wire, tx.entry.subarray(16)))), li(t("redo6", tx.path.length), hex(i.checkpoint.root), same(climbs))));
}
function originalsCard(r) {
    const rows = r.inspection.rows;
    if (rows.length === 0) return null;
    const lines = new Map();
    const lineOf = (file, n) => {
        if (!lines.has(file)) lines.set(file, new TextDecoder().decode(r.inspection.members.get(file)).split(/\r?\n/));
        return lines.get(file)[n - 1] ?? "";
    };
    return h("section", { class: "card noprint" }, h("details", {}, h("summary", {}, h("strong", {}, t("rowsTitle"))), h("p", { class: "muted small" }, t("rowsText")),
        h("div", { class: "scroll" }, h("table", {}, h("thead", {}, h("tr", {}, h("th", { class: "num" }, t("line")), h("th", {}, t("row")), h("th", {}, t("recordCol")))), h("tbody", {}, rows.slice(0, 500).map((x) => h("tr", {}, h("td", { class: "num" }, String(x.line)), h("td", { class: "mono" }, lineOf(x.file, x.line)), h("td", { class: "mono" }, new TextDecoder().decode(x.shown.raw)))))))));
}
function limitsCard(r) {
    return h("section", { class: "card" }, h("h2", {}, t("limitsTitle")), h("ul", {}, ["limit1", "limit2", "limit3", ...(r.counts.withheld > 0 ? ["limit4"] : []), ...(r.inspection.stamps.length > 0 ? ["limit5"] : [])].map((k) => h("li", {}, t(k)))));
}

const keptSheet = (text) => ({ ...readSheet(text.replace(/\r\n/g, "\n").replace(/^\s+/, "")), source: text });
function trustCard() {
    const item = (label, value, drop) => h("li", {}, h("span", { class: "muted" }, label), h("code", {}, value), h("button", { type: "button", class: "text noprint", onclick: drop }, t("remove")));
    const list = [...state.fingerprints.map((f, k) => item(t("ledger"), groups(f), () => { state.fingerprints.splice(k, 1); again(); })),
        ...state.sheets.map((s, k) => item(t("keptSheet"), `${s.chain} · ${tr(p("block", "区块"))} ${s.height} · ${s.time}`, () => { state.sheets.splice(k, 1); again(); }))];
    const fp = h("input", { type: "text", id: "fingerprint", class: "mono", autocomplete: "off", spellcheck: "false" }), sheet = h("textarea", { id: "sheet", class: "mono", spellcheck: "false" }), wrong = h("p", { class: "trouble", role: "alert" }), wrongSheet = h("p", { class: "trouble", role: "alert" });
    const addFingerprint = (e) => {
        e.preventDefault();
        const digits = fp.value.toLowerCase().replace(/\s+/g, "");
        if (!/^[0-9a-f]{64}$/.test(digits)) { wrong.textContent = t("badFingerprint"); return; }
        if (!state.fingerprints.includes(digits)) state.fingerprints.push(digits);
        again();
    };
    const addSheet = (e) => {
        e.preventDefault();
        try {
            state.sheets.push(keptSheet(sheet.value));
            again();
        } catch (error) {
            if (!(error instanceof Trouble)) throw error;
            wrongSheet.textContent = tr(p(`Expected: ${error.expected.en}. Found: ${error.found.en}`, `预期：${error.expected.zh}。实际：${error.found.zh}`));
        }
    };
    const load = h("input", { type: "file", accept: ".json", hidden: true, id: "trustfile", onchange: async () => {
        try {
            const list = JSON.parse(await load.files[0].text());
            state.fingerprints = list.fingerprints.filter((f) => /^[0-9a-f]{64}$/.test(f));
            state.sheets = list.sheets.map(keptSheet);
            again();
        } catch { wrong.textContent = t("badList"); }
    } });
    const save = () => {
        const kept = state.sheets.map((s) => s.source), blob = new Blob([JSON.stringify({ fingerprints: state.fingerprints, sheets: kept }, null, 1)], { type: "application/json" });
        const a = h("a", { href: URL.createObjectURL(blob), download: "trusted-ledgers.json" });
        a.click();
        URL.revokeObjectURL(a.href);
    };
    return h("section", { class: "card", id: "trust" }, h("h2", {}, t("trustTitle")), h("p", { class: "muted formrow noprint" }, t("trustText")), list.length ? h("ul", { class: "trustlist" }, list) : h("p", { class: "printonly" }, "-"),
        h("form", { class: "formrow noprint", onsubmit: addFingerprint }, h("label", { for: "fingerprint" }, t("fingerprint")), h("div", { class: "bar" }, fp, h("button", { id: "addfingerprint" }, t("add"))), wrong),
        h("form", { class: "noprint", onsubmit: addSheet }, h("label", { for: "sheet" }, t("sheet")), sheet, h("div", { class: "bar" }, h("button", { id: "addsheet" }, t("add"))), wrongSheet),
        h("div", { class: "noprint" }, h("button", { type: "button", class: "text", onclick: save }, t("export")), h("button", { type: "button", class: "text", onclick: () => load.click() }, t("import")), load));
}
function footer() {
    return h("footer", {}, h("p", {}, t("privacy")), h("div", { class: "sign printonly" }, h("div", {}, t("sign")), h("div", {}, t("date"))));
}
function render() {
    document.documentElement.lang = state.lang === "zh" ? "zh-CN" : "en";
    document.title = state.file ? `${state.file} · ${t("title")}` : `MeterSeal · ${t("title")}`;
    const r = state.report, content = r ? [verdictCard(r), h("div", { class: "bar" }, h("button", { type: "button", class: "primary", onclick: printReport }, t("print")), h("button", { type: "button", onclick: choose }, t("another"))), r.confirmed ? null : trustCard(), fileCard(r), stepsCard(r),
        r.verdict === "refused" ? null : [recordTable(r), originalsCard(r)], r.confirmed ? trustCard() : null, limitsCard(r)] : [dropArea(), trustCard()];
    document.body.replaceChildren(top(), h("main", {}, content.flat().filter(Boolean)), footer(), input);
}
function printReport() {
    const before = new Set(state.open);
    for (let n = 1; n <= 14; n++) state.open.add(n);
    render();
    window.print();
    state.open = before;
    render();
}
for (const name of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(name, (e) => {
        e.preventDefault();
        document.getElementById("drop")?.classList.toggle("over", name === "dragover");
        if (name === "drop" && e.dataTransfer.files[0]) openFile(e.dataTransfer.files[0]);
    });
}
render();
