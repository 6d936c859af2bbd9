#!/usr/bin/env python3
"""resources/verify.html in a real Chromium and Firefox, opened from disk: says of every bundle of the frozen corpus what the program says, asks no network
for anything, and redoes a record. --picture FOLDER also takes pictures of it in both languages, light and dark, and of the printed report."""
import sys, time, unittest
from pathlib import Path

sys.dont_write_bytecode = True
import corpus
from browser import Chromium, Firefox

PAGE = corpus.ROOT / "resources/verify.html"
GENUINE = corpus.FOLDER / "genuine-day-cosigned-signed.mseal.zip"


def trust(browser, fingerprints=(), sheets=()):
    browser.run("let b; while ((b = document.querySelector('#trust li button'))) b.click();")
    for kind, values in (("fingerprint", fingerprints), ("sheet", sheets)):
        for value in values:
            browser.run(f"document.getElementById('{kind}').value = {value!r}; document.getElementById('add{kind}').click()")


def load(browser, path):
    browser.choose(path)
    browser.wait(f"return document.getElementById('verdict') !== null && document.querySelector('[data-file]').dataset.file === {Path(path).name!r}")
    return browser.run("const v = document.getElementById('verdict').dataset; return [v.verdict, Number(v.step), v.reason, Number(v.rowsOpen), Number(v.ms)]")


class Page:
    def setUp(self):
        self.browser = self.kind()
        self.addCleanup(self.browser.close)
        self.browser.open(PAGE)

    def test_corpus(self):
        wrong, set_up, slowest = [], None, 0
        for entry in corpus.cases():
            wanted = ([corpus.fingerprint()] if entry.get("confirmed", True) else [], [entry["sheet"]] if "sheet" in entry else [])
            if wanted != set_up:
                trust(self.browser, *wanted)
                set_up = wanted
            verdict, step, reason, rows, ms = load(self.browser, corpus.FOLDER / entry["file"])
            slowest = max(slowest, ms)
            trouble = corpus.differs(entry, verdict, step, reason, rows)
            wrong += [trouble] if trouble else []
            if reason == entry["reason"]:  # else it is a row that the program alone maps again
                told = self.browser.run("return [...document.querySelectorAll('#verdict dd[data-line]')].map((d) => [d.dataset.colour, d.dataset.text])")
                wrong += [f"{entry['file']}: {told}"] if told != corpus.lines_of(entry) else []
        self.assertEqual(wrong, [])
        print(f"{self.browser.name}: {len(corpus.cases())} bundles agree, the slowest took {slowest} ms")

    def test_a_person_confirms_and_redoes(self):
        self.assertEqual(load(self.browser, GENUINE)[0], "amber", "a fingerprint that nobody compared")
        trust(self.browser, [corpus.fingerprint().upper()])
        text = "return document.body.innerText"
        self.assertEqual(self.browser.run("return document.getElementById('verdict').dataset.verdict"), "holds")
        self.browser.run("document.querySelector('tr.pick').click()")
        self.assertEqual(self.browser.run("return document.querySelectorAll('#redo .equal.green').length"), 4)
        self.assertEqual(self.browser.run("return document.querySelectorAll('.steps > li').length"), 14)
        self.assertIn("The evidence holds", self.browser.run(text))
        self.browser.run("document.querySelectorAll('.segment button')[1].click()")
        self.assertIn("证据成立", self.browser.run(text))
        self.assertEqual(self.browser.run("return document.documentElement.lang"), "zh-CN")

    def test_time_stamps_are_named_and_not_checked(self):
        folder = corpus.ROOT / "tests/vectors/evidence/stamps"
        trust(self.browser, [(folder / "fingerprint.txt").read_text().strip()])
        self.assertEqual(load(self.browser, folder / "stamped.mseal.zip")[0], "holds")
        self.assertIn("time stamps of others (RFC 3161) in this bundle are NOT checked", self.browser.run("return document.body.innerText"))
        load(self.browser, GENUINE)
        self.assertNotIn("RFC 3161", self.browser.run("return document.body.innerText"))

    def test_no_network(self):
        """The policy refuses what a page with network code would do."""
        self.browser.run("window.refused = 0; document.addEventListener('securitypolicyviolation', () => window.refused++);"
                         "fetch('http://127.0.0.1:9/').catch(() => {}); new Image().src = 'http://127.0.0.1:9/x.png'")
        self.browser.wait("return window.refused >= 2", 10)
        self.assertEqual(self.browser.run("return performance.getEntriesByType('resource').filter((e) => e.responseStatus === 200).length"), 0)


class InChromium(Page, unittest.TestCase):
    kind = Chromium


class InFirefox(Page, unittest.TestCase):
    kind = Firefox


def pictures(folder):
    for dark, lang in ((False, 0), (True, 1), (True, 0), (False, 1)):
        with Chromium(dark=dark) as browser:
            browser.open(PAGE)
            browser.run(f"document.querySelectorAll('.segment button')[{lang}].click()")
            name = f"{'dark' if dark else 'light'}-{'zh' if lang else 'en'}"
            browser.picture(folder / f"verify-start-{name}.png")
            for file, confirmed in (("genuine-day-cosigned-signed", True), ("genuine-altered-and-extra", True), ("genuine-not-confirmed", False), ("sums-value-changed", True)):
                trust(browser, [corpus.fingerprint()] if confirmed else [])
                load(browser, corpus.FOLDER / f"{file}.mseal.zip")
                browser.picture(folder / f"verify-{file}-{name}.png")
            browser.pdf(folder / f"verify-{name}.pdf")


if __name__ == "__main__":
    if "--picture" in sys.argv:
        pictures(Path(sys.argv[sys.argv.index("--picture") + 1]))
    else:
        unittest.main()
