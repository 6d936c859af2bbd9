#!/usr/bin/env python3
"""How long resources/verify.html takes for a bundle, from the bytes to the verdict, in a real Chromium and Firefox.

  METERSEAL_BENCH_BUNDLE=/tmp/b.mseal.zip build/bench/tests/meterseal-bench --benchmark_filter=inspectBundle
  python3 tests/bench/evidence_browser.py /tmp/b.mseal.zip"""
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "strangers"))
from browser import Chromium, Firefox

PAGE = Path(__file__).resolve().parents[2] / "resources/verify.html"
ROUNDS = 3


def measure(kind, bundle):
    with kind() as browser:
        times = []
        for _ in range(ROUNDS):
            browser.open(PAGE)
            browser.choose(bundle)
            browser.wait(f"return document.getElementById('verdict') !== null && document.querySelector('[data-file]').dataset.file === {bundle.name!r}", 60)
            verdict, ms = browser.run("const v = document.getElementById('verdict').dataset; return [v.verdict, Number(v.ms)]")
            if verdict not in ("holds", "amber"):
                raise SystemExit(f"{browser.name}: {verdict}")
            times.append(ms)
        print(f"{browser.name}: {bundle.stat().st_size:,} bytes; {', '.join(f'{t:,} ms' for t in times)}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    for kind in (Chromium, Firefox):
        measure(kind, Path(sys.argv[1]))
