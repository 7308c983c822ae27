"""Completes real command lines in real shells, on a pseudo-terminal, and reads what the shell then
runs; and parses the script of PowerShell, which does not run here."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

import pexpect
import pyte
import tree_sitter
import tree_sitter_powershell

NRT = os.path.abspath(sys.argv[1])
EXAMPLE = os.path.abspath(sys.argv[2])
TAB = "\t"

# Answers as nrt, and only writes down how it is called otherwise.
RECORDER = """#!/bin/sh
case $1 in
complete) {nrt} "$@"; echo >> {record}.asked; exit 0 ;;
completions) exec {nrt} "$@" ;;
esac
: > {record}.part
for word in "$@"; do printf '%s\\n' "$word" >> {record}.part; done
mv {record}.part {record}
"""

HOSTILE = {
    "bodies.toml": '["$(touch pwned)"]\nname = "`touch pwned` \\u001b[2J\\u001b]0;x\\u0007"\nkind = "other"\n',
    "calendar.toml": '["a b;\'c\' | touch pwned"]\ntitle = "%F{red} $(touch pwned)"\n',
    "waivers.toml": '["été:#`touch pwned`!*?~&"]\nrule = "no-bilateral"\n',
    "decisions.toml": '[aa]\ntitle = "Un\\u001b[2J %B `touch pwned`"\n[ab]\ntitle = "Deux $(touch pwned)"\n',
}
BRANCH = "été/$(touch${IFS}pwned);'x'"


class Wrong(Exception):
    """What a shell did, and should not."""


def fail(message):
    raise Wrong(message)


class Place:
    """A project in a repository, a recorder called nrt, and a home."""

    def __init__(self, folder, files):
        self.project = folder / "projet"
        shutil.copytree(EXAMPLE, self.project)
        for name, text in files.items():
            (self.project / name).write_text(text, encoding="utf-8")
        self.home = folder / "home"
        self.home.mkdir()
        self.record = folder / "record"
        bin_folder = folder / "bin"
        bin_folder.mkdir()
        program = bin_folder / "nrt"
        program.write_text(RECORDER.format(nrt=NRT, record=self.record))
        program.chmod(0o755)
        self.environment = {
            "PATH": f"{bin_folder}:/usr/bin:/bin",
            "HOME": str(self.home),
            "TERM": "xterm-256color",
            "LC_ALL": "C.UTF-8",
        }
        for args in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-q", "-m", "x"], ["branch", BRANCH]):
            who = ["-c", "user.name=n", "-c", "user.email=e@x.fr"]
            subprocess.run(["git", *who, *args], cwd=self.project, env=self.environment, check=True)

    def pwned(self):
        return [path for path in self.project.parent.rglob("pwned*")]


class Shell:
    """A shell that waits for a line."""

    def __init__(self, place, name, command, setup):
        self.place, self.name = place, name
        self.screen = pyte.Screen(160, 60)
        self.stream = pyte.Stream(self.screen)
        self.child = pexpect.spawn(
            command[0],
            command[1:],
            cwd=str(place.project),
            env=place.environment,
            dimensions=(60, 160),
            encoding="utf-8",
            timeout=20,
        )
        for line in setup:
            self.child.send(line + "\r")
        self.child.send("echo rea''dy\r")
        self.see("ready")

    def read(self, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                self.stream.feed(self.child.read_nonblocking(65536, 0.05))
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                fail(f"{self.name} ended:\n{self.text()}")

    def text(self):
        return "\n".join(line.rstrip() for line in self.screen.display).strip()

    def see(self, wanted):
        for _ in range(100):
            if wanted in self.text().replace("\xa0", " "):
                return
            self.read(0.1)
        fail(f"{self.name} never shows {wanted!r}:\n{self.text()}")

    def runs(self, typed, wanted):
        """Types a line; each tabulation is awaited; then runs it, and compares how nrt is called."""
        self.place.record.unlink(missing_ok=True)
        for part in typed.split(TAB)[:-1]:
            self.tab(part)
        self.child.send(typed.split(TAB)[-1] + "\r")
        for _ in range(100):
            if self.place.record.exists():
                break
            self.read(0.05)
        else:
            fail(f"{self.name}: {typed!r} runs nothing:\n{self.text()}")
        found = self.place.record.read_text(encoding="utf-8").split("\n")[:-1]
        if found != wanted:
            fail(f"{self.name}: {typed!r} runs {found}, not {wanted}:\n{self.text()}")
        self.clear()

    def asked(self):
        """How often nrt was asked what may follow."""
        path = pathlib.Path(f"{self.place.record}.asked")
        return path.stat().st_size if path.exists() else 0

    def tab(self, typed):
        """Types a text and a tabulation, and waits for the answer."""
        before = self.asked()
        self.child.send(typed + TAB)
        for _ in range(200):
            if self.asked() > before:
                break
            self.read(0.05)
        else:
            fail(f"{self.name}: {typed!r} asks nothing:\n{self.text()}")
        self.read(0.25)

    def clear(self):
        self.child.send("\x03")
        self.read(0.1)
        self.child.send("clear\r")
        self.read(0.1)
        self.screen.reset()

    def shows(self, typed, wanted, never):
        """Lists what may follow: some texts are seen, others never."""
        self.tab(typed)
        self.child.send(TAB)
        for text in wanted:
            self.see(text)
        for text in never:
            if text in self.text():
                fail(f"{self.name}: {typed!r} shows {text!r}:\n{self.text()}")
        self.clear()

    def end(self):
        self.child.close(force=True)


def shells(home):
    zsh = ["autoload -Uz compinit", "compinit -u -D"]
    fpath = home / "zfunc"
    return [
        ("bash", ["bash", "--norc", "--noprofile", "-i"], ['eval "$(nrt completions bash)"']),
        (
            "bash with bash-completion",
            ["bash", "--norc", "--noprofile", "-i"],
            [". /usr/share/bash-completion/bash_completion", 'eval "$(nrt completions bash)"'],
        ),
        ("zsh", ["zsh", "-f", "-i"], ["PS1='%% '", *zsh, 'eval "$(nrt completions zsh)"']),
        (
            "zsh with a function of its own",
            ["zsh", "-f", "-i"],
            ["PS1='%% '", f"mkdir -p {fpath}; nrt completions zsh > {fpath}/_nrt; fpath+={fpath}", *zsh],
        ),
        ("fish", ["fish", "--no-config", "-i"], ["nrt completions fish | source"]),
    ]


def example(shell):
    shell.runs(f"nrt che{TAB}--for laun{TAB}", ["check", "--for", "launch"])
    shell.runs(f"nrt check --for=laun{TAB}", ["check", "--for=launch"])
    shell.runs(f"nrt log stakeh{TAB}dgs.na{TAB}", ["log", "stakeholders.dgs.name"])
    shell.runs(f"nrt check --for codir@2026-12-{TAB}", ["check", "--for", "codir@2026-12-08"])
    shell.runs(f"nrt check --report sar{TAB}x.sarif", ["check", "--report", "sarif=x.sarif"])
    shell.runs(f"nrt list jal{TAB}--format js{TAB}", ["list", "jalons", "--format", "json"])
    shell.runs(f"nrt list périm{TAB}", ["list", "périmètre"])
    # zsh takes away the slash that it added.
    slash = "" if shell.name.startswith("zsh") else "/"
    shell.runs(f"nrt schema pie{TAB}", ["schema", f"pieces{slash}"])
    shell.runs(f"nrt log --only decision,comm{TAB}", ["log", "--only", "decision,commitment"])
    shell.runs(f"nrt -C .. --lang en sta{TAB}", ["-C", "..", "--lang", "en", "status"])
    shell.shows("nrt decisions show 2026-1", ["2026-10-13-lancement", "Tenir le comité de lancement"], [])


def hostile(shell):
    shell.runs(f"nrt log bodies.{TAB}", ["log", 'bodies."$(touch pwned)"'])
    shell.runs(f"nrt blame calendar.{TAB}", ["blame", "calendar.\"a b;'c' | touch pwned\""])
    shell.runs(f"nrt blame waiv{TAB}", ["blame", 'waivers."été:#`touch pwned`!*?~&"'])
    shell.runs(f"nrt check --at ét{TAB}", ["check", "--at", BRANCH])
    # Within a quote that is open.
    shell.runs(f"nrt log 'bodies.{TAB}'", ["log", 'bodies."$(touch pwned)"'])
    shell.shows("nrt decisions show a", ["\\u{1b}[2J", "Deux $(touch pwned)"], [])
    if shell.place.pwned():
        fail(f"{shell.name} ran what a file holds")


def powershell():
    """Whether the script is PowerShell at all, by a grammar: no PowerShell runs here."""
    language = tree_sitter.Language(tree_sitter_powershell.language())
    parser = tree_sitter.Parser(language)
    for lang in ("fr", "en"):
        script = subprocess.run([NRT, "--lang", lang, "completions", "powershell"], capture_output=True, check=True)
        tree = parser.parse(script.stdout)
        if tree.root_node.has_error:
            fail(f"the script of PowerShell does not parse: {tree.root_node}")
    if not parser.parse(b"if ($x { }").root_node.has_error:
        fail("the grammar of PowerShell sees no mistake")


def session(work):
    """A session of one shell, in a project of its own; what went wrong, if anything did."""
    which, files, checks = work
    with tempfile.TemporaryDirectory() as folder:
        place = Place(pathlib.Path(folder), files)
        name, command, setup = shells(place.home)[which]
        shell = None
        try:
            shell = Shell(place, name, command, setup)
            checks(shell)
        except Wrong as wrong:
            return str(wrong)
        finally:
            if shell:
                shell.end()
    return None


def main():
    powershell()
    names = range(len(shells(pathlib.Path())))
    sessions = [(which, *work) for work in (({}, example), (HOSTILE, hostile)) for which in names]
    # They mostly wait.
    with ThreadPoolExecutor(4) as pool:
        wrong = [said for said in pool.map(session, sessions) if said]
    if wrong:
        fail("\n".join(wrong))
    print(f"shells: {len(sessions)} sessions completed their lines, the script of PowerShell parses")


try:
    main()
except Wrong as wrong:
    print(f"shells.sh: {wrong}", file=sys.stderr)
    sys.exit(1)
