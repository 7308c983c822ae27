"""A program on a pseudo-terminal, on a screen that an emulator draws."""

import os
import subprocess
import sys

import pexpect
import pyte

NRT = os.path.abspath(sys.argv[1])
ENTER, BACKSPACE, CONTROL_C = "\r", "\x7f", "\x03"


class Terminal:
    """A program on a terminal of 100 columns."""

    def __init__(self, folder, args, lang, lines=40, **variables):
        environment = dict(os.environ, NRT_LANG=lang, TERM="xterm-256color", LC_ALL="C.UTF-8")
        environment.update(variables)
        environment.pop("NO_COLOR", None)
        self.screen = pyte.Screen(100, lines)
        self.stream = pyte.Stream(self.screen)
        self.child = pexpect.spawn(
            NRT, args, cwd=folder, env=environment, dimensions=(lines, 100), encoding="utf-8", timeout=20
        )

    def text(self):
        lines = [line.rstrip().replace("\xa0", " ") for line in self.screen.display]
        return "\n".join(lines).rstrip()

    def see(self, wanted):
        """Waits until the screen shows a text."""
        for _ in range(200):
            if wanted in self.text():
                return
            try:
                self.stream.feed(self.child.read_nonblocking(65536, 0.1))
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                break
        if wanted not in self.text():
            fail(f"the screen never shows {wanted!r}:\n{self.text()}")

    def settle(self):
        """Waits until nothing more is written for a moment."""
        while True:
            try:
                self.stream.feed(self.child.read_nonblocking(65536, 0.3))
            except (pexpect.TIMEOUT, pexpect.EOF):
                return

    def type(self, keys):
        self.child.send(keys)

    def end(self):
        """Reads to the end; gives the exit code."""
        while True:
            try:
                self.stream.feed(self.child.read_nonblocking(65536, 20))
            except pexpect.EOF:
                break
        self.child.close()
        return self.child.exitstatus


def fail(message):
    print(f"terminal: {message}", file=sys.stderr)
    sys.exit(1)


def expect(found, wanted, what):
    if found != wanted:
        fail(f"{what}: {found!r} instead of {wanted!r}")


def git(folder, *args):
    return subprocess.run(
        ["git", *args], cwd=folder, check=True, capture_output=True, text=True
    ).stdout
