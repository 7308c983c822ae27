"""Exchanges spreadsheets and calendars with nrt, as other programs write and read
them. Usage: spreadsheets.py NRT PROJECT SCRATCH.

Called by spreadsheets.sh, with the Python that has openpyxl, odfpy and
icalendar, and with LibreOffice on the machine. The answer is the exit code, and
on stderr what is wrong.
"""

import csv
import datetime
import json
import pathlib
import shutil
import subprocess
import sys
import tomllib
import zipfile

import icalendar
import odf.opendocument
import odf.table
import odf.text
import openpyxl

NRT, PROJECT, SCRATCH = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
HERE = SCRATCH / "project"
# Keys whose cells show labels, where JSON has the words of the file.
WORDS = {"kind", "role", "importance", "launch", "profile", "brings", "frequency", "status", "covers"}
HARD = """
[difficile]
name = "=1+1 ; « a », \\"b\\""
role = "other"
organisation = "+33 1 | @SUM(A1)"
questions = "ligne 1\\nligne 2\\n\\n  trois  espaces"
expectations = "'=2 <b>&amp;</b> 😀 œ é"
note = "2026-12-10"
formerly = ["a", "b"]
"""


def require(holds, *what):
    if not holds:
        sys.exit(" ".join(str(part) for part in what))


def nrt(*args, code=0, folder=None):
    ran = subprocess.run([NRT, "-C", folder or HERE, *map(str, args)], capture_output=True, text=True)
    require(ran.returncode == code, "nrt", *args, "gave", ran.returncode, ran.stdout, ran.stderr)
    return ran.stdout


def office(source, form, folder):
    """What LibreOffice makes of a file, in another form."""
    out = SCRATCH / folder
    ran = subprocess.run(
        ["soffice", "--headless", "--convert-to", form, "--outdir", out, source],
        capture_output=True, text=True, timeout=120)
    made = sorted(out.glob("*")) if out.exists() else []
    require(made, "LibreOffice did not open", source, ran.stdout, ran.stderr)
    return made


def plain(value):
    """A cell, whatever program read it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def of_xlsx(path):
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                require(cell.data_type != "f", "a formula in", path, cell.coordinate)
    return {sheet.title: [[plain(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
            for sheet in book}


def text_of(node):
    if node.nodeType == node.TEXT_NODE:
        return str(node)
    name = node.qname[1]
    if name == "s":
        return " " * int(node.getAttribute("c") or 1)
    if name == "tab":
        return "\t"
    return "".join(text_of(child) for child in node.childNodes)


def of_ods(path):
    document = odf.opendocument.load(path)
    sheets = {}
    for table in document.spreadsheet.getElementsByType(odf.table.Table):
        rows = []
        for row in table.getElementsByType(odf.table.TableRow):
            cells = []
            for cell in row.childNodes:
                kind, times = cell.getAttribute("valuetype"), cell.getAttribute("numbercolumnsrepeated")
                require(not cell.getAttribute("formula"), "a formula in", path)
                if kind == "date":
                    value = cell.getAttribute("datevalue")[:10]
                elif kind == "time":
                    value = cell.getAttribute("timevalue")[2:].replace("H", ":").replace("M", ":").rstrip("S")
                elif kind == "float":
                    value = plain(float(cell.getAttribute("value")))
                else:
                    value = "\n".join(text_of(p) for p in cell.childNodes if p.qname[1] == "p")
                cells += [value] * min(int(times or 1), 40)
            rows.append(cells)
        while rows and not any(rows[-1]):
            rows.pop()
        width = len([title for title in rows[0] if title])
        sheets[table.getAttribute("name")] = [(row + [""] * width)[:width] for row in rows]
    return sheets


def of_csv(path):
    text = path.read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(text.splitlines(keepends=True)))
    # What keeps a cell from being run as a formula.
    def bare(cell):
        start = cell.lstrip("'").lstrip()[:1]
        return cell[1:] if cell.startswith("'") and start in "=+-@" else cell
    return [[bare(cell) for cell in row] for row in rows]


def same(what, sheets, others):
    require(sheets.keys() == others.keys(), what, sheets.keys(), others.keys())
    for name, rows in sheets.items():
        require(len(rows) == len(others[name]), what, name, len(rows), len(others[name]))
        for row, other in zip(rows, others[name]):
            require(row == other, what, name, "\n", row, "\n", other)


def as_json_says(document, sheets):
    """Every cell is what the JSON document says, by the ids and the keys."""
    seen = 0
    for name, rows in sheets.items():
        kind = name.lower()
        entities = document.get(kind)
        if kind == "facilities":
            entities = [{"id": id, **rest} for id, rest in document["scope"]["facilities"].items()]
        by_id = {entity["id"]: entity for entity in entities}
        require(len(by_id) == len(rows) - 1, name, "has", len(rows) - 1, "rows")
        for row in rows[1:]:
            for key, cell in zip(rows[0], row):
                value = by_id[row[0]]
                for part in key.split("."):
                    value = value and value[part]
                if isinstance(value, list):
                    value = " | ".join(map(str, value))
                if key not in WORDS:
                    require(plain(value) == cell, name, row[0], key, repr(value), repr(cell))
                    seen += 1
                elif value is not None:
                    require(cell, name, row[0], key, value)
    require(seen > 500, "only", seen, "cells were compared")


def exports():
    document = json.loads(nrt("export", "--format", "json"))
    for form, read in (("xlsx", of_xlsx), ("ods", of_ods)):
        nrt("--lang", "en", "export", "-o", SCRATCH / f"all.{form}")
    nrt("--lang", "en", "export", "--format", "csv", "-o", SCRATCH / "tables")
    xlsx, ods = of_xlsx(SCRATCH / "all.xlsx"), of_ods(SCRATCH / "all.ods")
    as_json_says(document, xlsx)
    same("xlsx and ods", xlsx, ods)
    tables = {path.stem: of_csv(path) for path in (SCRATCH / "tables").glob("*.csv")}
    same("xlsx and csv", {name.lower(): rows for name, rows in xlsx.items()}, tables)
    # LibreOffice opens both, and sees the same; nrt takes in what it saves: nothing changes.
    [saved_ods] = office(SCRATCH / "all.xlsx", "ods", "from-xlsx")
    [saved_xlsx] = office(SCRATCH / "all.ods", "xlsx", "from-ods")
    same("LibreOffice's reading of xlsx", xlsx, of_ods(saved_ods))
    same("LibreOffice's reading of ods", xlsx, of_xlsx(saved_xlsx))
    shown = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1'
    for source in ("all.xlsx", "all.ods"):
        made = office(SCRATCH / source, shown, f"csv-{source}")
        require(len(made) == len(xlsx), source, made)
        for path in made:
            rows = xlsx[path.stem.split("-", 1)[1]]
            found = list(csv.reader(path.read_text("utf-8").splitlines(keepends=True)))
            require([row[:2] for row in found] == [row[:2] for row in rows], path, found)
    before = contents()
    for path in (saved_ods, saved_xlsx, SCRATCH / "all.xlsx", SCRATCH / "all.ods"):
        said = nrt("import", path)
        require("sans changement" in said and "nouvelle" not in said, path, said)
    require(contents() == before, "an import of what was exported changed something")


def contents():
    return {path.name: path.read_bytes() for path in sorted(HERE.glob("*.toml"))}


def imports():
    """Tables of other programs, as people fill them in."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Feuil1"
    sheet["A1"] = "Instances de la collectivité"
    sheet.merge_cells("A1:D1")
    day = datetime.date(2026, 12, 17)
    sheet.append([])
    sheet.append(["Instance", "Nature", "Existante", "Dates des séances", "Ce qui est présenté", "Total"])
    sheet.append(["Bureau de l'office", "bureau", True, day, "Le périmètre", 12])
    sheet.append(["Comité technique élargi", "cotech", "non", "17/12/2026 ; 14/01/2027", "=\"Un \"&\"bilan\"", None])
    hidden = book.create_sheet("Jalons")
    hidden.append(["Titre", "Nature"])
    hidden.append(["Caché", "autre"])
    hidden.sheet_state = "hidden"
    path = SCRATCH / "instances.xlsx"
    book.save(path)
    # Nothing has computed the formula yet; LibreOffice does.
    [computed] = office(path, "xlsx", "computed")
    [ods] = office(path, "ods", "computed-ods")
    wanted = {
        "bureau-office": {"name": "Bureau de l'office", "kind": "executive-board", "existing": True,
                          "sessions": [day], "presents": "Le périmètre"},
        "comite-technique-elargi": {"name": "Comité technique élargi", "kind": "technical-committee",
                                    "existing": False, "presents": "Un bilan",
                                    "sessions": [day, datetime.date(2027, 1, 14)]},
    }
    for path in (computed, ods):
        copy = fresh()
        said = nrt("import", path, folder=copy)
        require("2 entrées nouvelles" in said, said)
        bodies = tomllib.loads((copy / "bodies.toml").read_text())
        for id, fields in wanted.items():
            require(bodies.get(id) == fields, path, id, bodies.get(id))
        require("Caché" not in (copy / "milestones.toml").read_text(), "a hidden sheet was taken in")
    document = odf.opendocument.OpenDocumentSpreadsheet()
    table = odf.table.Table(name="Parties prenantes")
    for cells in (["Direction", "Rôle", "Premier échange"], ["Archives", "autre", datetime.date(2026, 11, 3)]):
        row = odf.table.TableRow()
        for value in cells:
            if isinstance(value, datetime.date):
                cell = odf.table.TableCell(valuetype="date", datevalue=value.isoformat())
            else:
                cell = odf.table.TableCell(valuetype="string")
            cell.addElement(odf.text.P(text=str(value)))
            row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(SCRATCH / "acteurs.ods")
    copy = fresh()
    nrt("import", SCRATCH / "acteurs.ods", folder=copy)
    archives = tomllib.loads((copy / "stakeholders.toml").read_text())["archives"]
    require(archives == {"name": "Archives", "role": "other", "first-discussion": datetime.date(2026, 11, 3)}, archives)


def fresh():
    copy = SCRATCH / "fresh"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(PROJECT, copy)
    return copy


def events(path):
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def calendars():
    git = ["git", "-C", HERE, "-c", "user.name=A", "-c", "user.email=a@b.example"]
    def record(when):
        run = {"GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": when, "HOME": str(SCRATCH), "PATH": "/usr/bin:/bin"}
        for words in (["add", "-A"], ["commit", "-qm", "x"]):
            subprocess.run([*git, *words], check=True, env=run)
    subprocess.run(["git", "init", "-q", HERE], check=True)
    record("2026-11-01T10:00:00Z")
    first = SCRATCH / "a.ics"
    nrt("export", "-o", first)
    found = events(first)
    document = json.loads(nrt("export", "--format", "json"))
    dated = [m for m in document["milestones"] if m["date"]]
    told = {(m["body"], m["date"]) for m in dated if not m["cancelled"]}
    sessions = [(b, day) for b in document["bodies"] for day in b["sessions"] or [] if (b["id"], day) not in told]
    bilaterals = [s for s in document["stakeholders"] if s["bilateral"]]
    require(len(found) == len(dated) + len(sessions) + len(bilaterals), len(found), "events")
    paris = datetime.timezone(datetime.timedelta(hours=1))
    for milestone in dated:
        [uid] = [uid for uid in found if uid.endswith("-milestones-" + milestone["id"])]
        event, day = found[uid], datetime.date.fromisoformat(milestone["date"])
        start, end = event["DTSTART"].dt, event["DTEND"].dt
        require(str(event["SUMMARY"]) == milestone["title"], event["SUMMARY"], milestone["title"])
        require(str(event.get("LOCATION", "")) == (milestone["place"] or ""), event.get("LOCATION"))
        require(str(event["STATUS"]) == ("CANCELLED" if milestone["cancelled"] else "CONFIRMED"), uid)
        if milestone["start-time"]:
            time = datetime.time.fromisoformat(milestone["start-time"])
            require(start.replace(tzinfo=None) == datetime.datetime.combine(day, time), uid, start)
            winter = day.month in (11, 12, 1, 2)
            require(not winter or start == datetime.datetime.combine(day, time, paris), uid, start)
        else:
            last = datetime.date.fromisoformat(milestone["end"] or milestone["date"])
            require((start, end) == (day, last + datetime.timedelta(days=1)), uid, start, end)
    nrt("export", "--force", "-o", first)
    require(events(first) == found, "the same project gave other events")
    # It changes: the same identities, and a sequence that is newer at each step.
    sequences = [int(next(iter(found.values()))["SEQUENCE"])]
    nrt("set", "milestones.launch.date", "2027-01-14")
    for step in (lambda: None, lambda: record("2026-11-02T10:00:00Z")):
        step()
        nrt("export", "--force", "-o", first)
        now = events(first)
        # Where a milestone leaves a body's session, the session shows.
        require(set(found) <= set(now), "identities changed")
        sequences.append(int(next(iter(now.values()))["SEQUENCE"]))
    require(sequences[0] < sequences[1] < sequences[2], sequences)
    # A calendar of another program.
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//x//y//")
    calendar.add("version", "2.0")
    event = icalendar.Event()
    event.add("summary", "Séminaire des agents, " + "avec un titre assez long pour être plié " * 2)
    event.add("dtstart", datetime.datetime(2026, 12, 2, 23, 30, tzinfo=datetime.timezone.utc))
    event.add("dtend", datetime.datetime(2026, 12, 4, 16, 0, tzinfo=datetime.timezone.utc))
    event.add("uid", "1")
    calendar.add_component(event)
    (SCRATCH / "agenda.ics").write_bytes(calendar.to_ical())
    copy = fresh()
    nrt("import", SCRATCH / "agenda.ics", folder=copy)
    periods = tomllib.loads((copy / "calendar.toml").read_text())
    [period] = [period for period in periods.values() if period.get("source") == "agenda.ics"]
    require((period["start"], period["end"]) == (datetime.date(2026, 12, 3), datetime.date(2026, 12, 4)), period)
    require(period["title"] == str(event["SUMMARY"]).strip(), period)


def spoilt():
    """Damaged and hostile files are refused, in little memory."""
    whole = (SCRATCH / "all.xlsx").read_bytes()
    (SCRATCH / "cut.xlsx").write_bytes(whole[: len(whole) // 2])
    nrt("import", SCRATCH / "cut.xlsx", code=2)
    with zipfile.ZipFile(SCRATCH / "all.xlsx") as source:
        parts = {name: source.read(name) for name in source.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    text = b"<row><c t='str'><v>x</v></c></row>"
    bombs = {"large": b" " * (256 << 20), "deep": b"<a>" * (8 << 20), "long": b"<x>" + text * 900_000 + b"</x>"}
    for name, bomb in bombs.items():
        path = SCRATCH / f"{name}.xlsx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
            for part, content in {**parts, sheet: bomb}.items():
                target.writestr(part, content)
        bounded(path)
    repeated = '<table:table-cell office:value-type="string" table:number-columns-repeated="1000000000"><text:p>a</text:p></table:table-cell>'
    with zipfile.ZipFile(SCRATCH / "all.ods") as source:
        content = source.read("content.xml").decode()
    row = f'<table:table-row table:number-rows-repeated="1000000000">{repeated}</table:table-row>'
    with zipfile.ZipFile(SCRATCH / "bomb.ods", "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        target.writestr("content.xml", content.replace("</table:table-row>", "</table:table-row>" + row, 1))
    bounded(SCRATCH / "bomb.ods")


def bounded(path):
    """A hostile file is refused by a program that cannot have more than 256 MiB."""
    limited = ["bash", "-c", 'ulimit -v 262144; exec "$@"', "bash"]
    ran = subprocess.run([*limited, NRT, "-C", HERE, "import", path], capture_output=True, text=True, timeout=60)
    require(ran.returncode == 2 and "trop grand" in ran.stderr or "abîmé" in ran.stderr,
            path, "gave", ran.returncode, ran.stdout, ran.stderr)


shutil.copytree(PROJECT, HERE)
with (HERE / "stakeholders.toml").open("a") as file:
    file.write(HARD)
nrt("--lang", "en", "export", "-o", SCRATCH / "all.xlsx")
nrt("--lang", "en", "export", "-o", SCRATCH / "all.ods")
spoilt()
for made in ("all.xlsx", "all.ods"):
    (SCRATCH / made).unlink()
exports()
imports()
calendars()
print("spreadsheets and calendars: the same cells and events everywhere")
