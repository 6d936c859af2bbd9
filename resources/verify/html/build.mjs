// Builds ../../verify.html from src/ and the two pinned libraries; with --check: fails where the committed file differs.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";

const here = (name) => new URL(name, import.meta.url);
const bundle = await build({ entryPoints: [here("src/main.js").pathname], absWorkingDir: here(".").pathname, bundle: true, minify: true, format: "iife", target: ["chrome111", "firefox119", "safari16.4"], charset: "utf8", legalComments: "none", write: false });
const style = (await build({ entryPoints: [here("src/style.css").pathname], absWorkingDir: here(".").pathname, minify: true, charset: "utf8", write: false })).outputFiles[0].text.trim();
const script = bundle.outputFiles[0].text.trim();
if (/<\/(script|style)/i.test(script + style)) throw new Error("the text would end its own element");
const hash = (text) => `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;
const policy = `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; base-uri 'none'; form-action 'none'`;
const html = `<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>MeterSeal</title>
<!-- Verifies MeterSeal evidence bundles. Contains @noble/curves and @noble/hashes, (c) Paul Miller, MIT licence. Sources: resources/verify/html -->
<style>${style}</style>
<body>
<noscript>This page verifies evidence with JavaScript, which is switched off. 此页面需要 JavaScript。</noscript>
<script>${script}</script>
`;
const out = here("../../verify.html");
if (process.argv[2] === "--check") {
    const same = readFileSync(out, "utf8") === html;
    console.log(same ? `resources/verify.html is what its sources give (SHA-256 ${createHash("sha256").update(html).digest("hex")})` : "resources/verify.html differs from what its sources give: run node build.mjs");
    process.exit(same ? 0 : 1);
}
writeFileSync(out, html);
console.log(`verify.html: ${Buffer.byteLength(html)} bytes, SHA-256 ${createHash("sha256").update(html).digest("hex")}`);
