// RFC 9162 section 2.1: tree hash, inclusion, consistency. Positions are exact numbers below 2^53: no bit operators on them.
import { bytesEqual, concat, sha256 } from "./forms.js";

const half = (n) => Math.floor(n / 2);
const node = (a, b) => sha256(concat([1], a, b));

export function treeRoot(hashes) {
    if (hashes.length === 0) return sha256(new Uint8Array());
    while (hashes.length > 1) {
        const next = [];
        for (let i = 0; i < hashes.length; i += 2) next.push(i + 1 < hashes.length ? node(hashes[i], hashes[i + 1]) : hashes[i]);
        hashes = next;
    }
    return hashes[0];
}
export function included(leaf, index, size, path, root) {
    if (index >= size) return false;
    let fn = index, sn = size - 1, r = leaf;
    for (const q of path) {
        if (sn === 0) return false;
        if (fn % 2 === 1 || fn === sn) {
            r = node(q, r);
            while (fn % 2 === 0 && fn !== 0) { fn = half(fn); sn = half(sn); }
        } else {
            r = node(r, q);
        }
        fn = half(fn);
        sn = half(sn);
    }
    return sn === 0 && bytesEqual(r, root);
}
export function consistent(first, second, root1, root2, path) {
    if (first <= 0 || first >= second) return false;
    let fn = first - 1, sn = second - 1;
    const all = Number.isInteger(Math.log2(first)) && 2 ** Math.log2(first) === first ? [root1, ...path] : path;
    while (fn % 2 === 1) { fn = half(fn); sn = half(sn); }
    if (all.length === 0) return false;
    let fr = all[0], sr = all[0];
    for (const c of all.slice(1)) {
        if (sn === 0) return false;
        if (fn % 2 === 1 || fn === sn) {
            fr = node(c, fr);
            sr = node(c, sr);
            while (fn % 2 === 0 && fn !== 0) { fn = half(fn); sn = half(sn); }
        } else {
            sr = node(sr, c);
        }
        fn = half(fn);
        sn = half(sn);
    }
    return sn === 0 && bytesEqual(fr, root1) && bytesEqual(sr, root2);
}
