#!/usr/bin/env python3
"""SQLite's write-ahead log of a ledger under continuous load, with readers open: how large it becomes, by hand.

  tests/bench/soak_log.py [SECONDS (180)] [CLI (build/release/app/cli/meterseal-cli)]

One program follows a growing file and seals all the time. Beside it one reader keeps a transaction open for 20 seconds at a
time, with 2 seconds between, and three read and let go. Prints the largest log and the ledger, in bytes, and the largest log
while no long reader was open; exit 1 where the log had more than 512 MiB.
"""
import json, os, signal, sqlite3, subprocess, sys, tempfile, threading, time
from pathlib import Path

seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 180
cli = str(Path(sys.argv[2] if len(sys.argv) > 2 else "build/release/app/cli/meterseal-cli").resolve())
LIMIT, METERS, AHEAD = 512 << 20, 50, 16 << 20

folder = tempfile.TemporaryDirectory(prefix="meterseal-soak-")
home = Path(folder.name)
os.environ.update(METERSEAL_PASSPHRASE="a passphrase for a soak", METERSEAL_WORKSPACE=str(home / "w"), XDG_STATE_HOME=str(home / "state"))


def run(*arguments):
    subprocess.run([cli, *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


run("init", "--organisation", "water:utility:Water", "--organisation", "maker:manufacturer:Maker")
(home / "meters.csv").write_text("mn,location,manufacturer\n" + "".join(f"{10000 + m},Lane {m},Maker\n" for m in range(METERS)))
run("meter", "register", "--list", str(home / "meters.csv"), "--as", "water")
for organisation in ("water", "maker"):
    run("meter", "review", "--all", "--as", organisation, "--approve")
run("meter", "activate", "--all")

ledger, log = home / "w" / "ledger.db", home / "w" / "ledger.db-wal"
stop = threading.Event()
held = threading.Event()
largest = {"log": 0, "log without a long reader": 0}


def size(file):
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0


def watch():
    while not stop.wait(0.02):
        now = size(log)
        largest["log"] = max(largest["log"], now)
        if not held.is_set():
            largest["log without a long reader"] = max(largest["log without a long reader"], now)


def read(hold, pause, flag=None):
    while not stop.is_set():
        reader = sqlite3.connect(f"file:{ledger}?mode=ro", uri=True, isolation_level=None, timeout=30)
        reader.execute("BEGIN")
        reader.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
        if flag:
            flag.set()
        stop.wait(hold)
        reader.execute("COMMIT")
        reader.close()
        if flag:
            flag.clear()
        stop.wait(pause)


feed = home / "feed.jsonl"
feed.write_bytes(b"")
writer = subprocess.Popen([cli, "upload", str(feed), "--follow", "--json", "--quiet"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
threads = [threading.Thread(target=watch), threading.Thread(target=read, args=(20, 2, held))]
threads += [threading.Thread(target=read, args=(0.2, 0.3)) for _ in range(3)]
for thread in threads:
    thread.start()

begun, minute, records = time.time(), 0, 0
with feed.open("ab", buffering=0) as out:
    while time.time() - begun < seconds and writer.poll() is None:
        lines = []
        for _ in range(200):
            minute += 1
            day, rest = divmod(minute, 1440)
            when = time.strftime("%Y-%m-%d", time.gmtime(1577836800 + day * 86400)) + f"T{rest // 60:02}:{rest % 60:02}:00.000Z"
            lines += [f'{{"alarmCode":"READING","alarmTime":"{when}","mn":"{10000 + m}","value":{minute}}}\n' for m in range(METERS)]
        out.write("".join(lines).encode())
        records += len(lines)
        time.sleep(0.25)
ran = time.time() - begun
writer.send_signal(signal.SIGINT)
answer, _ = writer.communicate(timeout=600)
stop.set()
for thread in threads:
    thread.join()
sealed = subprocess.run([cli, "blocks", "--limit", "1", "--json"], capture_output=True, text=True).stdout.strip()
print(f"{ran:.0f} s, {records} records written to the feed; {json.loads(answer).get('committedRecords', 0) if answer.strip() else 0} committed while it ran")
print(f"ledger {size(ledger):,} bytes, log after the end {size(log):,} bytes")
for what, most in largest.items():
    print(f"largest {what}: {most:,} bytes")
sys.exit(0 if largest["log"] <= LIMIT else 1)
