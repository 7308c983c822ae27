"""Leaves `nrt check --watch` running on a pseudo-terminal beside an editor, and reads the screen."""

import os
import shutil
import sys
import tempfile

import pexpect
import pyte

from screen import CONTROL_C, NRT, Terminal, expect, fail

EXAMPLE = os.path.abspath(sys.argv[2])


class Shell(Terminal):
    """The same in a shell that showed something before, on a terminal that remembers what went up."""

    def __init__(self, folder, command, lang, lines):
        environment = dict(os.environ, NRT_LANG=lang, TERM="xterm-256color", LC_ALL="C.UTF-8", NRT=NRT)
        environment.pop("NO_COLOR", None)
        self.screen = pyte.HistoryScreen(100, lines, history=1000)
        self.stream = pyte.Stream(self.screen)
        self.child = pexpect.spawn(
            "bash",
            ["--norc", "-c", command],
            cwd=folder,
            env=environment,
            dimensions=(lines, 100),
            encoding="utf-8",
            timeout=20,
        )

    def above(self):
        """What has gone up out of sight."""
        lines = ["".join(line[x].data for x in range(100)).rstrip() for line in self.screen.history.top]
        return "\n".join(lines)


def copy(scratch, name):
    folder = os.path.join(scratch, name)
    shutil.copytree(EXAMPLE, folder)
    return folder


def save(folder, old, new):
    """Writes another date of the launch, as an editor that empties the file first."""
    path = os.path.join(folder, "milestones.toml")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    if text.count(old) != 1:
        fail(f"{old!r} is not in the example once")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.replace(old, new))


def clears_its_own_and_loses_nothing(scratch):
    """A new result takes the place of the last one; what the shell had shown is above."""
    folder = copy(scratch, "short")
    command = (
        'echo "avant la surveillance"; modes=$(stty -g);'
        '"$NRT" check --watch --format concise --on 2026-11-23; code=$?;'
        '[[ $(stty -g) == "$modes" ]] && echo "code $code, et le terminal comme avant"'
    )
    terminal = Shell(folder, command, "fr", 40)
    terminal.see("nrt attend la prochaine modification (Ctrl-C pour arrêter)")
    if "avant la surveillance" in terminal.text() or "avant la surveillance" not in terminal.above():
        fail(f"what stood there is not above the screen:\n{terminal.above()}\n--\n{terminal.text()}")
    if not terminal.text().startswith("nrt.toml:46:7: info unusual-duration"):
        fail(f"the result does not begin at the top:\n{terminal.text()}")
    for old, new, wanted in [
        ("date = 2026-12-10", "date = 2026-12-40", "cette date n'existe pas"),
        ("date = 2026-12-40", "date = 2026-12-10", "launch-availability-unknown"),
    ]:
        save(folder, old, new)
        terminal.see(wanted)
        terminal.see("nrt attend la prochaine modification")
        for word in ["unusual-duration", "nrt attend"]:
            expect(terminal.text().count(word), 1, f"how often the screen says {word!r}")
    if "cette date n'existe pas" in terminal.text() + terminal.above():
        fail("an old result is left on the screen")
    terminal.type(CONTROL_C)
    terminal.see("code 130, et le terminal comme avant")
    expect(terminal.end(), 0, "the shell's own exit code")
    lines = terminal.text().splitlines()
    expect(lines[-1], "code 130, et le terminal comme avant", "the last line, of its own")
    if "unusual-duration" not in terminal.text():
        fail(f"the last result is gone:\n{terminal.text()}")
    if terminal.screen.cursor.hidden:
        fail("the cursor stays hidden")
    print("  nrt check --watch: each result in the place of the last, the shell's own lines above")


def is_read_by_scrolling(scratch):
    """A result that is longer than the terminal can be read whole."""
    folder = copy(scratch, "long")
    terminal = Shell(folder, '"$NRT" check --watch --on 2026-11-23', "en", 20)
    terminal.see("nrt waits for the next change (Ctrl-C to stop)")
    if "info[unusual-duration]" not in terminal.above():
        fail(f"the first finding cannot be scrolled to:\n{terminal.above()}")
    terminal.type(CONTROL_C)
    expect(terminal.end(), 130, "the exit code")
    print("  nrt check --watch: a result longer than the terminal is read by scrolling")


def sees_another_day(scratch):
    """At midnight the dates have other distances, though no file has changed."""
    folder = copy(scratch, "midnight")
    command = 'faketime -f "@2026-11-23 23:59:50" "$NRT" check --watch'
    terminal = Shell(folder, command, "en", 200)
    terminal.see("23 November 2026")
    terminal.see("24 November 2026")
    if "on 23 November 2026" in terminal.text():
        fail(f"yesterday's result is left on the screen:\n{terminal.text()}")
    # What sets the clock is interrupted too: the exit code is its own.
    terminal.type(CONTROL_C)
    terminal.end()
    print("  nrt check --watch: another day is another result")


with tempfile.TemporaryDirectory() as scratch_folder:
    clears_its_own_and_loses_nothing(scratch_folder)
    is_read_by_scrolling(scratch_folder)
    sees_another_day(scratch_folder)
