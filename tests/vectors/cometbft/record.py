#!/usr/bin/env python3
"""Records a chain of the real engine: python3 record.py COMETBFT OUT.jsonl

Starts four validators and a fifth node of CometBFT 0.38 with its built-in kvstore on loopback, changes the validators
(one joins, one changes its power, one leaves), stops one for a while, and writes what /commit and /validators answer
for every height from 1 on, one JSON object {"signed_header", "validators"} a line. The first line is {"genesis"}.
"""
import json, pathlib, re, subprocess, sys, tempfile, time, urllib.request

BASE = 36600


def rpc(node, path):
    with urllib.request.urlopen(f"http://127.0.0.1:{BASE + 10 * node + 1}/{path}", timeout=5) as answer:
        return json.load(answer)["result"]


def height():
    return int(rpc(0, "status")["sync_info"]["latest_block_height"])


def wait_for(target):
    deadline = time.time() + 60
    while time.time() < deadline:
        try:
            if height() >= target:
                return
        except OSError:
            pass
        time.sleep(0.1)
    sys.exit(f"height {target} was not reached")


def send(text):
    rpc(0, "broadcast_tx_sync?tx=0x" + text.encode().hex())


def configure(home, node, peers):
    file = home / f"node{node}/config/config.toml"
    text = file.read_text()
    for key, value in {"proxy_app": "kvstore", "persistent_peers": peers, "log_level": "error",
                       "timeout_commit": "200ms"}.items():
        text = re.sub(rf'^{key} = ".*"$', f'{key} = "{value}"', text, flags=re.M)
    text = text.replace('"tcp://127.0.0.1:26657"', f'"tcp://127.0.0.1:{BASE + 10 * node + 1}"')
    text = text.replace('"tcp://0.0.0.0:26657"', f'"tcp://127.0.0.1:{BASE + 10 * node + 1}"')
    text = text.replace('"tcp://0.0.0.0:26656"', f'"tcp://127.0.0.1:{BASE + 10 * node}"')
    text = text.replace('allow_duplicate_ip = false', 'allow_duplicate_ip = true')
    file.write_text(text)


def main(engine, out):
    with tempfile.TemporaryDirectory() as folder:
        home = pathlib.Path(folder)
        subprocess.run([engine, "testnet", "--v", "4", "--n", "1", "--o", folder, "--populate-persistent-peers=false"],
                       check=True, stdout=subprocess.DEVNULL)
        ids = [subprocess.run([engine, "show-node-id", "--home", home / f"node{n}"], check=True, capture_output=True,
                              text=True).stdout.strip() for n in range(5)]
        peers = ",".join(f"{ids[n]}@127.0.0.1:{BASE + 10 * n}" for n in range(5))
        keys = [json.loads((home / f"node{n}/config/priv_validator_key.json").read_text())["pub_key"]["value"]
                for n in range(5)]
        running = {}

        def start(node):
            running[node] = subprocess.Popen([engine, "start", "--home", home / f"node{node}"],
                                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

        try:
            for node in range(5):
                configure(home, node, peers)
                start(node)
            wait_for(3)
            send("a=1")
            send(f"val=ed25519!{keys[4]}!1")
            wait_for(7)
            send(f"val=ed25519!{keys[1]}!3")
            wait_for(11)
            running.pop(3).kill()
            send("b=2")
            wait_for(17)
            start(3)
            send(f"val=ed25519!{keys[1]}!1")
            wait_for(21)
            send(f"val=ed25519!{keys[2]}!0")
            wait_for(27)
            genesis = json.loads((home / "node0/config/genesis.json").read_text())
            with open(out, "w") as file:
                file.write(json.dumps({"genesis": genesis}) + "\n")
                for at in range(1, 26):
                    commit, validators = rpc(0, f"commit?height={at}"), rpc(0, f"validators?height={at}&per_page=100")
                    file.write(json.dumps({"signed_header": commit["signed_header"],
                                           "validators": validators["validators"]}) + "\n")
        finally:
            for process in running.values():
                process.kill()


if __name__ == "__main__":
    main(*sys.argv[1:])
