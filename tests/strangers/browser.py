"""Drives a real, headless browser with the standard library: Chromium over its DevTools pipe, Firefox over Marionette's socket.
Both load pages from disk, run a script, choose files and take pictures. A profile lives in a folder of its own and is removed."""
import base64, json, os, select, shutil, signal, socket, subprocess, tempfile, time
from pathlib import Path


class Browser:
    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="meterseal-browser-")

    def close(self):
        if getattr(self, "socket", None):
            self.socket.close()
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def wait(self, script, seconds=60):
        end = time.monotonic() + seconds
        while True:
            value = self.run(script)
            if value:
                return value
            if time.monotonic() > end:
                raise TimeoutError(f"{self.name}: nothing after {seconds} s: {script}\n{self.run('return document.body.innerText')[:2000]}")
            time.sleep(0.02)


class Chromium(Browser):
    name = "chromium"

    def __init__(self, dark=False, size=(1280, 900)):
        super().__init__()
        program = next((p for p in ("/usr/lib/chromium/chromium", shutil.which("chromium")) if p and os.path.exists(p)), None)
        if program is None:
            raise FileNotFoundError("chromium is not installed: installer/setup.sh strangers")
        to_read, self.out = os.pipe()
        self.input, to_write = os.pipe()

        def pipes():  # DevTools reads file 3 and writes file 4
            a, b = os.dup(to_read), os.dup(to_write)
            os.dup2(a, 3)
            os.dup2(b, 4)
            os.set_inheritable(3, True)
            os.set_inheritable(4, True)
        self.process = subprocess.Popen(
            [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions", "--remote-debugging-pipe",
             "--disable-background-networking", f"--user-data-dir={self.folder}", f"--window-size={size[0]},{size[1]}", "about:blank"],
            preexec_fn=pipes, close_fds=False, start_new_session=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(to_write)
        self.buffer, self.number, self.session = b"", 0, None
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.call("Page.enable")
        self.call("Emulation.setDeviceMetricsOverride", width=size[0], height=size[1], deviceScaleFactor=1, mobile=False)
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])

    def call(self, method, **params):
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.out, json.dumps(message).encode() + b"\0")
        while True:
            end = self.buffer.find(b"\0")
            if end < 0:
                if not select.select([self.input], [], [], 90)[0]:
                    raise TimeoutError(f"chromium does not answer {method}")
                data = os.read(self.input, 1 << 20)
                if not data:
                    raise EOFError("chromium went away")
                self.buffer += data
                continue
            answer, self.buffer = json.loads(self.buffer[:end]), self.buffer[end + 1:]
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]

    def open(self, path):
        self.call("Page.navigate", url=Path(path).resolve().as_uri())
        self.wait("return document.readyState === 'complete' && document.getElementById('file') !== null")

    def run(self, script):
        answer = self.call("Runtime.evaluate", expression=f"(() => {{ {script} }})()", returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"])
        return answer["result"].get("value")

    def choose(self, path):
        root = self.call("DOM.getDocument")["root"]["nodeId"]
        node = self.call("DOM.querySelector", nodeId=root, selector="#file")["nodeId"]
        self.call("DOM.setFileInputFiles", nodeId=node, files=[str(Path(path).resolve())])

    def picture(self, path, whole=True):
        size = self.call("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}
        shot = self.call("Page.captureScreenshot", captureBeyondViewport=whole, **({"clip": clip} if whole else {}))
        Path(path).write_bytes(base64.b64decode(shot["data"]))

    def pdf(self, path):
        Path(path).write_bytes(base64.b64decode(self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"]))


class Firefox(Browser):
    name = "firefox"

    def __init__(self, dark=False, size=(1280, 900)):
        super().__init__()
        program = shutil.which("firefox-esr") or shutil.which("firefox")
        if program is None:
            raise FileNotFoundError("firefox-esr is not installed: installer/setup.sh strangers")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        prefs = {"marionette.port": port, "app.update.disabledForTesting": True, "browser.shell.checkDefaultBrowser": False, "datareporting.policy.dataSubmissionEnabled": False,
                 "toolkit.telemetry.enabled": False, "network.proxy.type": 0, "browser.aboutwelcome.enabled": False, "layout.css.prefers-color-scheme.content-override": 0 if dark else 1,
                 "intl.accept_languages": "en-US", "network.captive-portal-service.enabled": False, "network.connectivity-service.enabled": False}
        Path(self.folder, "user.js").write_text("".join(f'user_pref("{k}", {json.dumps(v)});\n' for k, v in prefs.items()), encoding="utf-8")
        environment = dict(os.environ, MOZ_HEADLESS="1", MOZ_HEADLESS_WIDTH=str(size[0]), MOZ_HEADLESS_HEIGHT=str(size[1]), HOME=self.folder, MOZ_CRASHREPORTER_DISABLE="1")
        self.process = subprocess.Popen([program, "--headless", "--no-remote", "--marionette", "--profile", self.folder], env=environment, start_new_session=True,
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 90
        while True:
            try:
                self.socket = socket.create_connection(("127.0.0.1", port), timeout=90)
                break
            except OSError:
                if time.monotonic() > end or self.process.poll() is not None:
                    self.close()
                    raise
                time.sleep(0.1)
        self.buffer, self.number = b"", 0
        self.receive()  # its greeting
        self.call("WebDriver:NewSession", capabilities={"alwaysMatch": {"pageLoadStrategy": "normal"}})

    def receive(self):
        while True:
            head, colon, rest = self.buffer.partition(b":")
            if colon and len(rest) >= int(head):
                self.buffer = rest[int(head):]
                return json.loads(rest[:int(head)])
            data = self.socket.recv(1 << 20)
            if not data:
                raise EOFError("firefox went away")
            self.buffer += data

    def call(self, command, **params):
        self.number += 1
        message = json.dumps([0, self.number, command, params]).encode()
        self.socket.sendall(str(len(message)).encode() + b":" + message)
        _, _, error, result = self.receive()
        if error:
            raise RuntimeError(f"{command}: {error}")
        return result

    def open(self, path):
        self.call("WebDriver:Navigate", url=Path(path).resolve().as_uri())
        self.wait("return document.getElementById('file') !== null")

    def run(self, script):
        return self.call("WebDriver:ExecuteScript", script=script, args=[])["value"]

    def choose(self, path):
        element = self.call("WebDriver:FindElement", using="css selector", value="#file")["value"]
        self.call("WebDriver:ElementSendKeys", id=next(iter(element.values())), text=str(Path(path).resolve()))

    def picture(self, path, whole=True):
        Path(path).write_bytes(base64.b64decode(self.call("WebDriver:TakeScreenshot", full=whole, hash=False)["value"]))
