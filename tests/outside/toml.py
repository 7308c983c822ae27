"""Odd but valid TOML 1.0, edited by nrt and read by a parser of another language (tomllib).

    toml.py PROGRAM [COUNT [SEED]]

Each document is made line by line, so that the lines of every value are known. After each edit:
the file parses, the data differ at the target only, the lines of everything else are the same
bytes, and no comment is lost beside a value. What nrt refuses leaves every file as it was.
"""

import collections
import concurrent.futures
import copy
import datetime
import difflib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

TEXTS = [
    "Direction générale", 'A "quoted" word', "L'eau", "C:\\dossier\\new", "tab\there", "# no comment", "a = b",
    "[no.table]", "'''", '"""', "œuf 🥚", "ends with \\", " spaces ", "{ no = 1 }", "x" * 300, "1,2;3", "é\u0301", "%s",
    "-x", "--dry-run", "= 1", "true", "2026-11-03", "'", '"', "\\", "\\u0041", "a\u00a0b", "]]", "}",
]
DATES = ["2026-11-03", "2027-02-28", "2028-02-29"]
NEWLINE = ["\n", "\r\n"]
KEYS = {
    "stakeholders": {"name": "text", "role": ["it", "other", "procurement"], "organisation": "text", "bilateral": "date",
                     "questions": "text", "note": "text", "expectations": "text"},
    "milestones": {"title": "text", "kind": ["deliverable", "other"], "date": "date", "start-time": "time", "place": "text",
                   "participants": "ids", "cancelled": "flag", "note": "text"},
    "documents": {"title": "text", "kind": ["pcaet", "spaser", "other"], "status": ["collected", "requested"],
                  "holder": "id", "due": "date", "note": "text", "findings.procurement": "texts", "findings.measurement": "texts"},
    "bodies": {"name": "text", "kind": ["council", "other"], "existing": "flag", "sessions": "dates", "note": "text"},
}
REQUIRED = {"stakeholders": ["name", "role"], "milestones": ["title", "kind"], "documents": ["title", "kind", "status"],
            "bodies": ["name", "kind"]}
WORDS = {"stakeholders": "stakeholder", "milestones": "milestone", "documents": "document", "bodies": "body"}
IDS = ["dgs", "dsi", "elu-numerique", "p_1", "A9", "2026", "rh", "x-"]


SHOW = os.environ.get("SHOW")


class Wrong(Exception):
    """What must not be."""


class Maker:
    """A document, line by line, with the owner of each."""

    def __init__(self, random, kind, ids, others):
        self.random, self.kind, self.ids, self.others = random, kind, ids, others
        self.lines, self.owners, self.data, self.comments = [], [], {}, 0

    def put(self, text, owner):
        for line in text.split("\n"):
            self.lines.append(line)
            self.owners.append(owner)

    def comment(self):
        self.comments += 1
        odd = self.random.choice(["", " é", ' "', " '''", " = [", "\t", " [x]"])
        return f"#{self.random.choice(['', ' '])}c{self.comments}{odd}"

    def maybe(self, chance):
        return self.random.random() < chance

    def space(self):
        return self.random.choice(["", "", " ", " ", "  ", "\t"])

    def tail(self):
        return self.space() + self.comment() if self.maybe(0.3) else self.random.choice(["", "", " "])

    def value(self, shape):
        pick = self.random.choice
        if shape == "text":
            return pick(TEXTS)
        if shape == "date":
            return datetime.date.fromisoformat(pick(DATES))
        if shape == "time":
            return datetime.time(pick([9, 14]), pick([0, 30]))
        if shape == "flag":
            return pick([True, False])
        if shape == "id":
            return pick(self.others)
        if shape == "ids":
            return self.random.sample(self.others, self.random.randint(1, len(self.others)))
        if shape == "texts":
            return [pick(TEXTS) for _ in range(self.random.randint(1, 3))]
        if shape == "dates":
            return sorted(datetime.date.fromisoformat(day) for day in self.random.sample(DATES, 2))
        return pick(shape)

    def key(self, name):
        kind = self.random.random()
        return f'"{name}"' if kind < 0.1 else f"'{name}'" if kind < 0.2 else name

    def dotted(self, parts):
        between = self.random.choice([".", ".", " . ", ". "])
        return between.join(self.key(part) for part in parts)

    def text(self, value, inline):
        forms = ["basic", "escaped"]
        plain = not any(ord(c) < 32 and c != "\t" for c in value)
        if plain and "'" not in value:
            forms += ["literal"] * 2
        if not inline and plain:
            forms.append("lines")
            if "'''" not in value and not value.endswith("'"):
                forms.append("literal-lines")
        form = self.random.choice(forms)
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
        if form == "literal":
            return f"'{value}'"
        if form == "lines":
            joined = self.random.choice(["", "\n"])
            folded = escaped.replace(" ", " \\\n   ", 1) if self.maybe(0.3) and " " in escaped.strip() and not escaped.startswith(" ") else escaped
            return f'"""{joined}{folded}"""'
        if form == "literal-lines":
            return f"'''\n{value}'''"
        if form == "escaped" and escaped == value and value:
            return f'"\\u{ord(value[0]):04x}{value[1:]}"' if ord(value[0]) < 0xD800 else f'"{value}"'
        return f'"{escaped}"'

    def written(self, value, inline=False):
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, datetime.date):
            return value.isoformat()
        if isinstance(value, datetime.time):
            return value.strftime("%H:%M:%S")
        if isinstance(value, list):
            items = [self.written(item, True) for item in value]
            if inline or self.maybe(0.5):
                gap = self.space()
                return f"[{gap}{(',' + self.space()).join(items)}{self.random.choice(['', ',']) if items else ''}{gap}]"
            lines = [f"{self.space()}{item},{self.tail()}" for item in items]
            if self.maybe(0.3):
                lines.insert(self.random.randrange(len(lines) + 1), "  " + self.comment())
            return "[" + self.tail() + "\n" + "\n".join(lines) + "\n" + self.space() + "]"
        return self.text(value, inline)

    def noise(self):
        for _ in range(self.random.choice([0, 0, 1, 2])):
            self.put(self.random.choice(["", "   ", "\t", self.comment(), "  " + self.comment()]), None)

    def entity(self, id, form):
        shapes = KEYS[self.kind]
        names = REQUIRED[self.kind] + [name for name in shapes if name not in REQUIRED[self.kind] and self.maybe(0.5)]
        self.random.shuffle(names)
        # Sub-tables go last in a table.
        names.sort(key=lambda name: "." in name)
        table = self.data.setdefault(id, {})
        values = {name: self.value(shapes[name]) for name in names}
        for name, value in values.items():
            at = table
            *above, last = name.split(".")
            for part in above:
                at = at.setdefault(part, {})
            at[last] = value
        equals = lambda: f"{self.space()}={self.space()}"
        if form == "inline":
            pairs = [f"{self.dotted(name.split('.'))}{equals()}{self.written(value, True)}" for name, value in values.items()]
            self.put(f"{self.key(id)}{equals()}{{{self.space()}{(self.space() + ',' + self.space()).join(pairs)}{self.space()}}}{self.tail()}", (id, None))
            return
        if form == "dotted":
            for name, value in values.items():
                self.put(f"{self.space()}{self.dotted([id, *name.split('.')])}{equals()}{self.written(value)}{self.tail()}", (id, name))
            return
        indent = self.random.choice(["", "", "", "  ", "\t"])
        gap = self.space()
        self.put(f"{indent}[{gap}{self.key(id)}{gap}]{self.tail()}", (id, None))
        nested = {name: value for name, value in values.items() if "." in name}
        style = self.random.choice(["dotted", "table", "inline"])
        for name, value in values.items():
            if name in nested and style != "dotted":
                continue
            if self.maybe(0.3):
                self.noise()
            self.put(f"{indent}{self.dotted(name.split('.'))}{equals()}{self.written(value)}{self.tail()}", (id, name))
        if nested and style == "inline":
            pairs = [f"{self.key(name.split('.')[1])}{equals()}{self.written(value, True)}" for name, value in nested.items()]
            self.put(f"{indent}findings{equals()}{{{', '.join(pairs)}}}{self.tail()}", (id, "findings"))
        if nested and style == "table":
            self.noise()
            self.put(f"[{self.dotted([id, 'findings'])}]{self.tail()}", (id, "findings"))
            for name, value in nested.items():
                self.put(f"{self.key(name.split('.')[1])}{equals()}{self.written(value)}{self.tail()}", (id, name))

    def whole(self):
        forms = {id: self.random.choice(["table"] * 4 + ["inline", "dotted"]) for id in self.ids}
        # Before any table: what stands at the top of the file.
        for id in sorted(self.ids, key=lambda id: forms[id] == "table"):
            self.noise()
            self.entity(id, forms[id])
        self.noise()
        self.forms = forms
        return self


def document(seed):
    """The files of a project as texts, one of them odd."""
    rng = random.Random(seed)
    kind = rng.choice(list(KEYS))
    ids = rng.sample(IDS, 3)
    others = ids if kind == "stakeholders" else ["dgs", "dsi", "rh"]
    maker = Maker(rng, kind, ids, others).whole()
    end, last = rng.choice(NEWLINE), rng.choice(["", None])
    text = end.join(line for line in maker.lines) + (end if last is None else "")
    mark = "\ufeff" if rng.random() < 0.2 else ""
    files = {"nrt.toml": 'format = 1\n[project]\ntitle = "T"\nlanguage = "en"\nmethod = "standard"\n'
             '[authority]\nname = "A"\nkind = "commune"\npopulation = 60_000\nit-department = true\n'}
    if kind != "stakeholders":
        files["stakeholders.toml"] = "".join(f'[{id}]\nname = "P"\nrole = "other"\n' for id in others)
    else:
        files["milestones.toml"] = f'[launch]\ntitle = "L"\nkind = "other"\nparticipants = [ "{ids[0]}", # c0\n \'{ids[1]}\' ]\n'
    files[f"{kind}.toml"] = mark + text
    return rng, maker, files


def parsed(text):
    return tomllib.loads(text.removeprefix("\ufeff").replace("\r\n", "\n"))


def typed(value):
    """As one types it; nothing where that cannot be told from something else."""
    if isinstance(value, list):
        if any("," in str(item) or "\\" in str(item) or str(item).strip() != str(item) for item in value):
            return None
        return ",".join(str(item) for item in value)
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M:%S")
    return str(value).lower() if isinstance(value, bool) else str(value)


def parts(id, name):
    return [id, *name.split(".")]


def edit(rng, maker):
    """A command, what it makes of the data, and the owners of the lines that may change."""
    kind, data = maker.kind, copy.deepcopy(maker.data)
    id = rng.choice(maker.ids)
    what = rng.choice(["set"] * 5 + ["unset", "unset", "add", "rename", "remove"])
    name = rng.choice(list(KEYS[kind]))
    table = data[id]
    *above, last = name.split(".")
    if what == "unset":
        present = [n for n in KEYS[kind] if n not in REQUIRED[kind] and has(data[id], n)]
        if not present:
            what, name = "set", "note"
            above, last = [], "note"
        else:
            name = rng.choice(present)
            *above, last = name.split(".")
    if what == "set":
        value = maker.value(KEYS[kind][name])
        words = typed(value)
        if words is None or words != words.strip():
            return None
        for part in above:
            table = table.setdefault(part, {})
        table[last] = value
        return ["set", "--", f"{kind}.{id}.{name}", words], data, {(id, name), (id, "findings") if above else None}, id
    if what == "unset":
        for part in above:
            table = table[part]
        del table[last]
        return ["unset", f"{kind}.{id}.{name}"], data, {(id, name), (id, "findings") if above else None}, id
    if what == "add":
        values = {name: maker.value(KEYS[kind][name]) for name in REQUIRED[kind]}
        if any(str(value).strip() != str(value) for value in values.values()):
            return None
        data["added"] = values
        return ["add", WORDS[kind], "added", *(f"{name}={typed(value)}" for name, value in values.items())], data, set(), None
    if what == "remove":
        del data[id]
        return ["remove", f"{kind}.{id}"], data, "entity", id
    moved = {("renamed" if key == id else key): value for key, value in data.items()}
    moved["renamed"]["formerly"] = [id]
    for table in moved.values():
        for key in ("holder", "participants"):
            if kind == "stakeholders" and key in table:
                table[key] = ["renamed" if one == id else one for one in table[key]]
    return ["rename", f"{kind}.{id}", "renamed"], moved, "entity", id


def has(table, name):
    for part in name.split("."):
        if part not in table:
            return False
        table = table[part]
    return True


def without_empty(table):
    """A table from which the last value went may stay or go."""
    return {key: without_empty(value) if isinstance(value, dict) else value for key, value in table.items()
            if value != {} or not isinstance(value, dict)}


def one(program, folder, seed, env):
    rng, maker, files = document(seed)
    planned = edit(rng, maker)
    if planned is None:
        return "skipped"
    words, expected, owners, id = planned
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_bytes(text.encode())
    target = folder / f"{maker.kind}.toml"
    before = files[target.name]
    told = f"seed {seed}: nrt {' '.join(words)}"
    if parsed(before) != maker.data:
        raise Wrong(f"{told}: the generator is wrong")
    done = subprocess.run([program, "--lang", "en", *words], cwd=folder, env=env, capture_output=True, stdin=subprocess.DEVNULL, timeout=30)
    said = (done.stdout + done.stderr).decode()
    after = target.read_bytes().decode()
    if done.returncode == 2:
        for name, text in files.items():
            if (folder / name).read_bytes() != text.encode():
                raise Wrong(f"{told}: refused, and {name} is changed: {said}")
        return f"refused {words[0]}: {said.splitlines()[0][:110]}" if not SHOW else f"refused {seed} {words} {said}"
    if done.returncode != 0:
        raise Wrong(f"{told}: exit code {done.returncode}: {said}")
    try:
        data = parsed(after)
    except tomllib.TOMLDecodeError as error:
        raise Wrong(f"{told}: it does not parse: {error}\n--- before\n{before}\n--- after\n{after}") from error
    if without_empty(data) != without_empty(expected):
        raise Wrong(f"{told}: other data:\n  is   {data}\n  want {expected}\n--- before\n{before}\n--- after\n{after}")
    if before.startswith("\ufeff") != after.startswith("\ufeff"):
        raise Wrong(f"{told}: the byte-order mark")
    if ("\r\n" in before) and "\n" in after.replace("\r\n", ""):
        raise Wrong(f"{told}: mixed line ends")
    # Line by line.
    was, now = (text.removeprefix("\ufeff").splitlines(keepends=True) for text in (before, after))
    # Whether the last line is ended is the file's own habit, and no matter of the last line's.
    for lines in (was, now):
        if lines and not lines[-1].endswith("\n"):
            lines[-1] += "\r\n" if "\r\n" in before else "\n"
    for tag, a, b, c, d in difflib.SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag in ("equal", "insert"):
            continue
        for n in range(a, b):
            owner = maker.owners[n] if n < len(maker.owners) else None
            mine = owner and owner[0] == id and (owners == "entity" or owner in owners or owner[1] is None)
            free = owner is None and (words[0] == "remove" or (words[0] == "unset" and not was[n].strip()))
            reference = words[0] == "rename" and owner is not None and maker.kind == "stakeholders"
            if not (mine or free or reference):
                raise Wrong(f"{told}: a line of something else: {was[n]!r}\n--- before\n{before}\n--- after\n{after}")
    if words[0] != "remove":
        for n in range(1, maker.comments + 1):
            if before.count(f"c{n}") > after.count(f"c{n}"):
                inside = words[0] in ("set", "unset") and isinstance(value_of(maker.data, id, words[2] if words[0] == "set" else words[1], maker.kind), list)
                if not inside:
                    raise Wrong(f"{told}: the comment c{n} is lost\n--- before\n{before}\n--- after\n{after}")
    return words[0]


def value_of(data, id, address, kind):
    table = data[id]
    for part in address.removeprefix(f"{kind}.{id}.").split("."):
        table = table.get(part) if isinstance(table, dict) else None
    return table


def main():
    program, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1500
    first = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    room = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    scratch = Path(tempfile.mkdtemp(dir=room))
    env = {**os.environ, "HOME": str(scratch), "GIT_CEILING_DIRECTORIES": str(scratch), "LC_ALL": "C"}
    done, wrongs = collections.Counter(), []
    try:
        def tried(seed):
            folder = scratch / str(seed)
            try:
                return one(program, folder, seed, env)
            except Wrong as wrong:
                wrongs.append(str(wrong))
                return "wrong"
            finally:
                shutil.rmtree(folder, ignore_errors=True)

        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            done.update(pool.map(tried, range(first, first + count)))
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    refused = sum(number for what, number in done.items() if what.startswith("refused"))
    if len(sys.argv) > 2:
        print("\n".join(f"  {number:5} {what}" for what, number in done.most_common()))
    for wrong in wrongs[:5]:
        print(wrong, file=sys.stderr)
    made = {what: done[what] for what in ("set", "unset", "add", "rename", "remove")}
    print(f"  {made}, {refused} refused, {len(wrongs)} wrong")
    if min(made.values()) < count // 40 or refused > count // 5:
        wrongs.append("too few edits were made to prove anything")
        print(wrongs[-1], file=sys.stderr)
    sys.exit(bool(wrongs))


if __name__ == "__main__":
    main()
