"""Every command that writes, under every failure that strace can inject into its own calls, one
call at a time, and killed at each of them; then where nothing can be written, and many at once.

    writes.py PROGRAM

One row of ROWS a command. Whatever happens, each file is the old one or the new one, the exit
code says so, nothing else stays, and the same command succeeds once the failure is gone.
"""

import concurrent.futures
import contextlib
import datetime
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path

# What changes something: each of them fails in three ways, and is killed at.
CHANGES = "write fsync rename fchmod chmod flock unlink unlinkat rmdir link mkdir ftruncate symlink".split()
WAYS = ["error=EIO", "error=ENOSPC", "error=EACCES", "signal=KILL"]
# What is read: each of them fails; as many as this, spread over all, where there are more.
READS = ["openat", "read"]
READS_TRIED = 24
# A command that makes more changes than this (a whole history) is tried at as many places.
CHANGES_TRIED = 60

PROJECT = {
    "nrt.toml": 'format = 1\n\n[project]\ntitle = "T"\nlanguage = "en"\nmethod = "standard"\n'
    '\n[authority]\nname = "A"\nkind = "commune"\npopulation = 60_000\nit-department = true\n',
    "referents.toml": '[lead]\nfunction = "Project lead"\nprofile = "it"\n',
    "stakeholders.toml": '# Who must be heard.\n[dgs]\nname = "Direction"\nrole = "senior-management"\n'
    'lead = "lead"\n\n[dsi] # IT\nname = "IT"\nrole = "it"\n',
    "scope.toml": 'coverage = ["authority"]\n',
    "bodies.toml": '[codir]\nname = "Board"\nkind = "management-committee"\n',
    "milestones.toml": '[exchange]\ntitle = "Exchange"\nkind = "management-exchange"\ndate = 2026-11-03\n'
    'body = "codir"\nparticipants = ["dgs", "dsi"]\n',
    "documents.toml": '[pcaet]\ntitle = "Climate plan"\nkind = "pcaet"\nstatus = "studied"\nholder = "dgs"\n',
    "decisions.toml": "# Ours.\n",
}


@dataclass
class Row:
    """A command, and where it runs."""

    name: str
    words: list
    # Makes the folder; the plain project in a repository where it is not said.
    made: object = None
    # Exit codes with which all is done.
    done: tuple = (0,)
    # Those with which it is not.
    failed: tuple = (2,)
    # Whether it may be run again where all is done, and does nothing then.
    again: bool = True


def git(folder, *words):
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def files(folder, changes=()):
    for name, text in {**PROJECT, **dict(changes)}.items():
        (folder / name).write_text(text)


def repository(folder):
    git(folder, "init", "--quiet", "--initial-branch=main", "--template=")
    git(folder, "config", "user.name", "C. Vasseur")
    git(folder, "config", "user.email", "c@rivemont.example")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Opens")


def project(folder):
    files(folder)
    repository(folder)


def mendable(folder):
    wrong = PROJECT["stakeholders.toml"].replace("senior-management", "direction-generale")
    wrong = wrong.replace("name =", "nom =")
    late = PROJECT["milestones.toml"].replace("2026-11-03", "03/11/2026")
    files(folder, {"stakeholders.toml": wrong, "milestones.toml": late})
    repository(folder)


def conflict(folder):
    """A merge without nrt: one file that nrt settles whole, one with a conflict left."""
    project(folder)

    def branch(name, role, extra, title):
        git(folder, "checkout", "--quiet", "-B", name, "main")
        files(folder, {
            "stakeholders.toml": PROJECT["stakeholders.toml"] + extra,
            "bodies.toml": PROJECT["bodies.toml"].replace("Board", title),
        })
        git(folder, "commit", "--quiet", "-am", name)

    branch("theirs", "it", '\n[rh]\nname = "HR"\nrole = "human-resources"\n', "Committee")
    branch("ours", "it", '\n[com]\nname = "Press"\nrole = "communication"\n', "Direction")
    code, said = git(folder, "merge", "theirs")
    assert code == 1, said


def driven(folder):
    """The three files that git hands to the merge driver."""
    project(folder)
    base = PROJECT["stakeholders.toml"]
    (folder / "base").write_text(base)
    (folder / "ours").write_text(base + '\n[com]\nname = "Press"\nrole = "communication"\n')
    (folder / "theirs").write_text(base + '\n[rh]\nname = "HR"\nrole = "human-resources"\n')


def clashing(folder):
    driven(folder)
    (folder / "theirs").write_text(PROJECT["stakeholders.toml"].replace("Direction", "Management"))
    (folder / "ours").write_text(PROJECT["stakeholders.toml"].replace("Direction", "Head"))


def hooked(folder):
    """A clone with a hook of somebody else's."""
    project(folder)
    hooks = folder / ".git/hooks"
    hooks.mkdir(exist_ok=True)
    (hooks / "pre-commit").write_text("#!/bin/sh\nexit 0\n")
    (hooks / "pre-commit").chmod(0o755)


def set_up(folder):
    hooked(folder)
    subprocess.run([PROGRAM, "git", "setup", "--yes", "--hooks"], cwd=folder, check=True, capture_output=True)


def spreadsheet(folder):
    """A row that is new, and one that fills in what is there."""
    (folder / "rows.csv").write_text("id;name;role;lead;organisation\ndsi;IT;it;lead;Town hall\nrh;HR;human-resources;lead;Town hall\n")
    project(folder)


def nothing(folder):
    (folder / "notes.txt").write_text("ours\n")


SOON = str(datetime.date.today() + datetime.timedelta(days=60))
DRIVER = ["git", "merge-driver", "base", "ours", "theirs", "7", "stakeholders.toml", "base", "main", "topic"]
DRIVER_FAILED = (200, 201)
INIT = ["init", "--name", "Rivemont", "--kind", "commune", "--population", "60000", "--it-department", "yes"]

ROWS = [
    Row("set", ["set", "stakeholders.dgs.name", "Head office"]),
    Row("unset", ["unset", "stakeholders.dgs.lead"], again=False),
    Row("add", ["add", "stakeholder", "rh", "name=HR", "role=human-resources"], again=False),
    Row("add, where there is no file", ["add", "calendar", "vote", "title=Vote", "kind=budget", "start=2027-03-15"], again=False),
    Row("rename", ["rename", "stakeholders.dgs", "direction"], again=False),
    Row("remove", ["remove", "documents.pcaet"], again=False),
    Row("waive", ["waive", "no-launch-committee", "milestones", "--reason", "Not before spring.", "--until", SOON], again=False),
    Row("check --fix", ["check", "--fix"], mendable, failed=(1, 2)),
    Row("import", ["import", "rows.csv", "--kind", "stakeholders"], spreadsheet),
    Row("merge", ["merge"], conflict, done=(1,)),
    Row("git merge-driver", DRIVER, driven, failed=DRIVER_FAILED, again=False),
    Row("git merge-driver, conflict", DRIVER, clashing, done=(1,), failed=DRIVER_FAILED, again=False),
    Row("git setup", ["git", "setup", "--yes", "--hooks"], hooked),
    Row("git remove", ["git", "remove"], set_up),
    Row("init", [*INIT, "--ci", "github"], nothing, again=False),
]

PROGRAM = ""
SCRATCH = Path()
ENV = {}


class Wrong(Exception):
    """What must not be."""


def run(row, folder, before=(), **how):
    how = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **how}
    done = subprocess.run(
        [*before, PROGRAM, *row.words], cwd=folder, env=ENV, stdin=subprocess.DEVNULL, timeout=60, **how
    )
    code = 128 - done.returncode if done.returncode < 0 else done.returncode
    return code, ((done.stderr or b"") + (done.stdout or b"")).decode()


def state(row, folder):
    """Every file with its permissions; of git's own, the configuration and the hooks, where nrt
    writes into them: a whole new repository is for git to judge."""
    found = {}
    for at, folders, names in os.walk(folder):
        here = Path(at).relative_to(folder)
        if here.parts[:1] == (".git",) and row.made is nothing:
            folders.clear()
            continue
        if here.parts[:1] == (".git",):
            folders[:] = [name for name in folders if name == "hooks"]
            if here == Path(".git"):
                names = [name for name in names if name.startswith("config")]
        folders[:] = [name for name in folders if not re.fullmatch(r"\.git\.\d+\.nrt-tmp", name)]
        for name in names:
            path = Path(at, name)
            if not temporary(path):
                found[str(here / name)] = (path.read_bytes(), path.stat().st_mode & 0o777)
    return found


def temporary(path):
    return bool(re.fullmatch(r"\..+\.\d+\.nrt-tmp", path.name)) or path.name == "config.lock"


def left(folder):
    inside = lambda path: any(part.endswith(".nrt-tmp") for part in path.parent.parts)
    return [path for path in Path(folder).rglob("*") if temporary(path) and not inside(path)]


def make(row, folder):
    folder.mkdir()
    (row.made or project)(folder)


def judged(row, folder, old, new, code, told, call=""):
    """Refuses what must not be after a failure; whether all is done."""
    is_now = state(row, folder)
    for path in {*old, *new, *is_now}:
        # A hook that stays under another name has both for a moment.
        here = is_now.get(path)
        allowed = (old.get(path), new.get(path))
        if here not in allowed and not (here and row.name.startswith("git") and path.startswith(".git/hooks")
                                        and here[0] in [one[0] for one in allowed if one]):
            raise Wrong(f"{path} is neither the old one nor the new one")
    whole = is_now == new
    if code in row.done and not whole:
        lacking = [path for path in {*old, *new} if is_now.get(path) != new.get(path)]
        raise Wrong(f"exit code {code}, and not all is written: {lacking}")
    if code not in (*row.done, *row.failed, 137):
        raise Wrong(f"exit code {code}: {told}")
    if code in row.failed and code not in (1, 200) and is_now != old and not whole and "again" not in told:
        raise Wrong(f"some is written, and that is not said: {told}")
    if code in row.failed and whole and new != old and code != 200 and not re.search(r"written|made|settled|undo", told):
        raise Wrong(f"all is written, and that is not said: {told}")
    if code == 201 and is_now != old:
        raise Wrong("git merges by itself what is written already")
    stay = left(folder)
    if call == "unlinkat":
        # What could not be removed is an empty folder.
        stay = [path for path in stay if not path.is_dir() or any(path.iterdir())]
    if code != 137 and stay:
        raise Wrong(f"temporary files stay: {stay}")
    if len(stay) > 1:
        raise Wrong(f"more than one temporary file stays: {stay}")
    return whole


def then(row, folder, new, whole):
    """The same command, once nothing is in the way."""
    lock = folder / ".git/config.lock"
    if lock.exists():
        code, told = run(row, folder)
        if code == 0 or "config.lock" not in told:
            raise Wrong(f"the lock of git is not told: {code} {told}")
        lock.unlink()
    if whole and not row.again:
        return
    code, told = run(row, folder)
    if code not in row.done:
        raise Wrong(f"then it fails: {code} {told}")
    if state(row, folder) != new:
        is_now = state(row, folder)
        raise Wrong(f"then it gives something else: {[p for p in {*new, *is_now} if new.get(p) != is_now.get(p)]}")
    stay = left(folder)
    if stay:
        raise Wrong(f"a temporary file stays after the next run: {stay}")
    if row.words[0] == "init" and git(folder, "fsck", "--strict", "--no-dangling")[0] != 0:
        raise Wrong("git fsck")


def inject(row, template, old, new, call, what, n):
    """One failure; false where the command makes no such call."""
    folder = SCRATCH / f"work-{threading.get_ident()}"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template, folder, symlinks=True)
    trace = SCRATCH / f"trace-{threading.get_ident()}"
    strace = ["strace", "-qq", "-o", str(trace), "-e", f"trace={call}", "-e", f"inject={call}:{what}:when={n}"]
    try:
        code, told = run(row, folder, strace)
        injected = "INJECTED" in trace.read_text() or (what == "signal=KILL" and code == 137)
        if not injected:
            return False
        if code == 127 and "shared librar" in told:
            code = row.failed[0]  # The system could not even start the program.
        then(row, folder, new, judged(row, folder, old, new, code, told, call))
    except Wrong as wrong:
        raise Wrong(f"{row.name}: {call}:{what}:when={n}: {wrong}") from wrong
    return True


def sweep(row, template, old, new, call, what, numbers):
    """Every call of a kind, until there is no more."""
    done = 0
    for n in numbers:
        if not inject(row, template, old, new, call, what, n):
            break
        done += 1
    return done


def spread(count, most):
    """Up to so many of the numbers from 1 to the count, and the one after it."""
    step = max(1, -(-count // most))
    return [*range(1, count + 1, step), count + 1] if step == 1 else [*range(1, count + 1, step)]


def undisturbed(row):
    """The folder before, and what its files are before and after."""
    at = SCRATCH / re.sub(r"\W+", "-", row.name)
    template, whole = Path(f"{at}-old"), Path(f"{at}-new")
    make(row, template)
    shutil.copytree(template, whole, symlinks=True)
    trace = SCRATCH / "calls"
    code, told = run(row, whole, ["strace", "-qq", "-o", str(trace)])
    old, new = state(row, template), state(row, whole)
    if code not in row.done or old == new:
        raise Wrong(f"{row.name}: where nothing fails, exit code {code}: {told}")
    calls = re.findall(r"^(\w+)\(", trace.read_text(), re.M)
    return template, old, new, calls


def failures(pool, row):
    template, old, new, calls = undisturbed(row)
    jobs = []
    for call in CHANGES:
        if call in calls:
            numbers = spread(calls.count(call), CHANGES_TRIED)
            jobs += [pool.submit(sweep, row, template, old, new, call, what, numbers) for what in WAYS]
    for call in READS:
        numbers = spread(calls.count(call), READS_TRIED)
        jobs.append(pool.submit(sweep, row, template, old, new, call, "error=EIO", numbers))
    return jobs


def elsewhere(row):
    """Where output, disk or folder take nothing."""
    name = re.sub(r"\W+", "-", row.name)
    template = SCRATCH / f"{name}-old"
    old, new = state(row, template), state(row, SCRATCH / f"{name}-new")
    tried = []

    def check(where, folder, **how):
        code, told = run(row, folder, **how)
        try:
            if where == "nobody reads" and code == 0:
                code = row.done[0]  # That is no failure.
            then_new = judged(row, folder, old, new, code, told)
        except Wrong as wrong:
            raise Wrong(f"{row.name}: {where}: {wrong}") from wrong
        tried.append(where)
        return then_new

    def fresh(where):
        folder = SCRATCH / f"{name}-{where}"
        shutil.copytree(template, folder, symlinks=True)
        return folder

    with open("/dev/full", "w") as full:
        check("/dev/full", fresh("full"), stdout=full)
    folder = fresh("closed")
    check("closed output", folder, stdout=None, preexec_fn=lambda: os.close(1))
    reader, writer = os.pipe()
    os.close(reader)
    check("nobody reads", fresh("pipe"), stdout=writer)
    os.close(writer)

    disk = SCRATCH / "disk"
    disk.mkdir(exist_ok=True)
    size = sum(-(-len(text) // 4096) for text, _ in old.values()) * 4 + 1024
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "none", disk], capture_output=True).returncode == 0:
        try:
            folder = disk / "project"
            shutil.copytree(template, folder, symlinks=True)
            filler = disk / "filler"
            with open(filler, "wb", buffering=0) as file, contextlib.suppress(OSError):
                while file.write(b"x" * 1024):
                    pass
            whole = check("a full disk", folder)
            filler.unlink()
            then(row, folder, new, whole)
            subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        finally:
            subprocess.run(["umount", disk], check=True)
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "none", disk], check=True)
        try:
            folder = disk / "project"
            shutil.copytree(template, folder, symlinks=True)
            subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
            whole = check("a disk that takes no writes", folder)
            if whole:
                raise Wrong(f"{row.name}: written where nothing can be")
        finally:
            subprocess.run(["umount", disk], check=True)
    return tried


def parallel():
    """Twenty writers at once, each with a key of its own."""
    folder = SCRATCH / "parallel"
    folder.mkdir()
    project(folder)
    people = "".join(f'[p{n}]\nname = "P"\nrole = "other"\n\n' for n in range(20))
    (folder / "stakeholders.toml").write_text(PROJECT["stakeholders.toml"] + people)
    rows = [Row("set", ["set", f"stakeholders.p{n}.note", f"note {n}"]) for n in range(20)]
    with concurrent.futures.ThreadPoolExecutor(20) as pool:
        ends = list(pool.map(lambda row: run(row, folder), rows))
    text = (folder / "stakeholders.toml").read_text()
    lost = [n for n in range(20) if f'note = "note {n}"' not in text]
    if lost or any(code for code, _ in ends) or left(folder):
        raise Wrong(f"twenty writers at once: lost {lost}, {ends}, {left(folder)}")


def main():
    global PROGRAM, SCRATCH
    PROGRAM = sys.argv[1]
    wanted = sys.argv[2:]
    room = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    SCRATCH = Path(tempfile.mkdtemp(dir=room))
    ENV.update(os.environ, GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_SYSTEM="/dev/null", HOME=str(SCRATCH),
               NRT_LANG="en", LC_ALL="C", GIT_CEILING_DIRECTORIES=str(SCRATCH))
    os.environ.update(ENV)
    wrongs, total, tried, rows = [], 0, [], [row for row in ROWS if not wanted or row.name in wanted]
    try:
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count() + 1) as pool:
            begun = [(row, failures(pool, row)) for row in rows]
            for row, jobs in begun:
                done = 0
                for job in jobs:
                    try:
                        done += job.result()
                    except Wrong as wrong:
                        wrongs.append(str(wrong))
                print(f"  nrt {row.name}: {done} failures injected", flush=True)
                total += done
        for row in rows:
            try:
                tried = elsewhere(row)
            except Wrong as wrong:
                wrongs.append(str(wrong))
        parallel()
        print(f"  then {', '.join(tried)}; and twenty writers at once")
    except Wrong as wrong:
        wrongs.append(str(wrong))
    finally:
        shutil.rmtree(SCRATCH, ignore_errors=True)
    if not wanted and total < 600:
        wrongs.append(f"only {total} failures were injected: does strace still inject?")
    for wrong in wrongs:
        print(wrong, file=sys.stderr)
    sys.exit(bool(wrongs))


if __name__ == "__main__":
    main()
