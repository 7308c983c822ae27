"""The extension for VS Code: what is packaged, and what a person sees of it in a real VS Code.

    vscode.py PROGRAM NODE SERVER

SERVER is the folder of VS Code's server, whose window is shown by Chromium. Nothing of it may reach
the network; a picture of the window is left in target/outside/vscode.png where something fails.
"""

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import sync_playwright

PROGRAM, NODE, SERVER = (Path(argument).resolve() for argument in sys.argv[1:])
ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "editors/vscode"
PACKAGE = json.loads((SOURCES / "package.json").read_text())
VSIX = SOURCES / f"nrt-{PACKAGE['version']}.vsix"
STATE = '[id="nrt-authors.nrt.nrt.state"]'
# How long something may take to be seen, in milliseconds.
PATIENCE = 60_000


def check(holds, what):
    if not holds:
        sys.exit(f"vscode.py: {what}")


def packaged():
    """What was packaged is what the repository says, and nothing of it stands there twice."""
    with zipfile.ZipFile(VSIX) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    manifest = files["extension.vsixmanifest"].decode()
    version = re.search(r'^version = "(.+)"', (ROOT / "Cargo.toml").read_text(), re.MULTILINE)[1]
    identity = f'Id="nrt" Version="{version}" Publisher="{PACKAGE["publisher"]}"'
    check(identity in manifest, f"the manifest does not say {identity}")
    licence = re.search(r'^license = "(.+)"', (ROOT / "Cargo.toml").read_text(), re.MULTILINE)[1]
    check(PACKAGE["license"] == licence, "not the licence of the program")
    for wanted in ["extension/out/extension.js", "extension/out/third-party.txt", "extension/out/LICENSE-MIT.txt"]:
        check(files.get(wanted), f"no {wanted}")
    for lang in ["fr", "en"]:
        schemas = sorted((ROOT / "schema" / lang).iterdir())
        check(len(schemas) == 10, "ten schemas a language")
        for schema in schemas:
            copy = files.get(f"extension/project/schema/{lang}/{schema.name}")
            check(copy == schema.read_bytes(), f"{lang}/{schema.name} is not the repository's")
    english, french = (json.loads(files[f"extension/package.nls{lang}.json"]) for lang in ["", ".fr"])
    said = set(re.findall(r'"%(.+?)%"', files["extension/package.json"].decode()))
    check(set(english) == set(french) == said, "texts that are not in both languages, or said nowhere")
    sources = "".join(path.read_text() for path in (SOURCES / "src").iterdir())
    said = set(re.findall(r"l10n\.t\(\s*'(.+?)'", sources))
    check(said == set(json.loads(files["extension/l10n/bundle.l10n.fr.json"])), "messages without a French text")
    known = subprocess.run(["git", "ls-files", "editors"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for word in ["schema.json", ".vsix", "node_modules", "/out/"]:
        check(word not in known, f"{word} is committed under editors/")
    check('"resolved"' not in (SOURCES / "package-lock.json").read_text(), "package-lock.json names a registry")
    print(f"  {VSIX.name}: {len(files)} files, the schemas are the repository's")


@contextlib.contextmanager
def served(scratch, settings):
    """VS Code's server, with the extension and settings of the machine; gives its address."""
    data = scratch / "data"
    (data / "data/Machine").mkdir(parents=True)
    (data / "data/Machine/settings.json").write_text(json.dumps(settings))
    nowhere = "http://127.0.0.1:9"
    environment = dict(os.environ, HOME=str(scratch), http_proxy=nowhere, https_proxy=nowhere, no_proxy="127.0.0.1")
    command = [NODE, SERVER / "out/server-main.js", "--server-data-dir", data, "--accept-server-license-terms"]
    command += ["--telemetry-level", "off"]
    said = subprocess.run([*command, "--install-extension", VSIX], env=environment, capture_output=True, text=True)
    check("successfully installed" in said.stdout, f"the extension is not installed: {said.stdout}{said.stderr}")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with open(scratch / "server.log", "w") as log:
        command += ["--host", "127.0.0.1", "--port", str(port), "--without-connection-token"]
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            for _ in range(300):
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                    break
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()
            server.wait(20)


class Window:
    """A window of VS Code, as a person has it."""

    def __init__(self, browser, address, folder):
        self.page = browser.new_page(viewport={"width": 1400, "height": 900})
        self.page.set_default_timeout(PATIENCE)
        local = (address, "data:", "blob:", "vscode")
        self.page.route("**/*", lambda r: r.continue_() if r.request.url.startswith(local) else r.abort())
        self.page.goto(f"{address}?folder={folder}")

    def state(self):
        return self.page.locator(STATE).inner_text().strip()

    def sees(self, what, text, within=None):
        """Waits until a text is seen; « within » is the selector of a part of the window."""
        try:
            self.page.locator(within or "body").get_by_text(text).first.wait_for()
        except Exception as cause:
            raise AssertionError(f"{what}: « {text} » is not seen") from cause
        print(f"  {what}")

    def says(self, text, button=None):
        """Waits for a message, and closes it, or presses its button."""
        toast = self.page.locator(".notification-toast", has_text=text)
        toast.wait_for()
        if button:
            toast.get_by_text(button).click()
        else:
            toast.hover()
            toast.locator(".codicon-notifications-clear").click()

    def picks(self, key, typed, wanted):
        """Opens VS Code's list with a key, types, and chooses. The list closes where a page that is still
        being shown takes the keyboard: one presses the key again then."""
        row = self.page.locator(".quick-input-list .monaco-list-row", has_text=wanted).first
        for patience in [5_000, 10_000, 20_000]:
            with contextlib.suppress(PlaywrightError):
                self.page.keyboard.press(key)
                self.page.locator(".quick-input-widget input").fill(typed, timeout=patience)
                row.click(timeout=patience)
                return
        raise AssertionError(f"« {wanted} » cannot be chosen")

    def runs(self, title):
        """Runs a command by its title."""
        self.picks("F1", f">{title}", title)

    def opens(self, name):
        self.picks("Control+P", name, name)
        self.page.locator(f'.tab.active[data-resource-name="{name}"]').wait_for()


def findings(project):
    said = subprocess.run([PROGRAM, "-C", project, "check", "--format", "json"], capture_output=True, text=True)
    # Those that were accepted for a time are not shown.
    return [finding for finding in json.loads(said.stdout)["findings"] if not finding["waiver"]]


def servers():
    """The processes of the language server."""
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (process / "cmdline").read_bytes().split(b"\0")[:2] == [bytes(PROGRAM), b"lsp"]:
                found.add(process.name)
    return found


def without_program(browser, scratch, project):
    with served(scratch, {"nrt.path": "/nowhere/nrt"}) as address:
        window = Window(browser, address, project)
        window.says("/nowhere/nrt", button="Open the settings")
        window.sees("a program that is not there is told, and the setting shown", "Path", ".settings-editor")


def with_program(browser, scratch, project):
    settings = {"nrt.path": str(PROGRAM), "workbench.startupEditor": "none", "terminal.integrated.gpuAcceleration": "off"}
    with served(scratch, settings) as address:
        window = Window(browser, address, project)
        try:
            tour(window, project)
        except Exception:
            window.page.screenshot(path=ROOT / "target/outside/vscode.png")
            raise


def written(page):
    """The texts of the pages within the window; one that is being made has none yet."""
    for frame in page.frames[1:]:
        with contextlib.suppress(PlaywrightError):
            yield frame.locator("body").inner_text(timeout=1_000)


def tour(window, project):
    page = window.page
    page.locator(STATE).wait_for()
    first = window.state()
    check(first.startswith("Étape 1"), f"the status bar says « {first} »")
    print(f"  the status bar says « {first} »")

    page.locator(STATE).click()
    count = len(findings(project))
    page.locator(".markers-panel").wait_for()
    window.sees(f"a click shows the {count} findings", str(count), ".panel .action-item.checked .badge-content")
    rule = next(finding["rule"] for finding in findings(project) if finding["location"]["path"] == "documents.toml")
    page.locator(".markers-panel a", has_text=rule).first.click()
    page.locator(".tab.active", has_text=f"{rule}.md").wait_for()
    explained = subprocess.run([PROGRAM, "-C", project, "explain", rule], capture_output=True, text=True, check=True)
    title = explained.stdout.splitlines()[1].strip()
    for _ in range(PATIENCE // 500):
        if any(title in text for text in written(page)):
            break
        page.wait_for_timeout(500)
    else:
        raise AssertionError(f"the page of {rule} is not shown: « {title} »")
    print(f"  the page of {rule} is read in the editor")

    # The whole height for the text.
    page.keyboard.press("Control+J")
    window.opens("bodies.toml")
    window.sees("lenses count references", re.compile(r"^\d+ références?$"), ".codelens-decoration")
    page.locator(".codelens-decoration a", has_text=re.compile(r"^\d+ références?$")).first.click()
    page.locator(".peekview-widget").wait_for()
    print("  a click on a lens lists the places")
    page.keyboard.press("Escape")
    window.opens("milestones.toml")
    page.locator(".view-lines", has_text="J−").first.wait_for()
    print("  days are shown within the lines")

    window.runs("nrt: Add the schemas to the project")
    window.says("Files added to the project: 12")
    said = subprocess.run(["taplo", "lint"], cwd=project, capture_output=True, text=True)
    check(said.returncode == 0, f"taplo with the schemas that were added: {said.stderr}")
    config = Path(project, "milestones.toml")
    sound = config.read_text()
    config.write_text(re.sub(r"(?m)^kind = .*", 'kind = "nonsense"', sound, count=1))
    said = subprocess.run(["taplo", "lint"], cwd=project, capture_output=True, text=True)
    config.write_text(sound)
    check(said.returncode != 0, "taplo does not use the schemas that were added")
    print("  the schemas that were added are those that Taplo uses")

    window.runs("nrt: Show the check in a terminal")
    page.get_by_text("Trust Folder & Continue").click()
    window.sees("the check is shown in a terminal", "non leur qualité", ".xterm-rows")

    # It is back before one could see it gone: another process tells.
    before = servers()
    check(len(before) == 1, f"the servers {before} instead of one")
    window.runs("nrt: Restart")
    until = time.monotonic() + PATIENCE / 1000
    while not (len(after := servers()) == 1 and after.isdisjoint(before)):
        check(time.monotonic() < until, f"the servers {after} after {before}")
        time.sleep(0.1)
    page.locator(STATE).wait_for()
    check(window.state() == first, "another state after a restart")
    print("  the server starts again")


def main():
    packaged()
    made = tempfile.mkdtemp(prefix="nrt-vscode-")
    scratch = Path(made)
    try:
        project = scratch / "demo"
        subprocess.run([PROGRAM, "-q", "init", "--demo", project], check=True, stdout=subprocess.DEVNULL)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            (scratch / "one").mkdir()
            (scratch / "two").mkdir()
            without_program(browser, scratch / "one", project)
            with_program(browser, scratch / "two", project)
            browser.close()
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


main()
