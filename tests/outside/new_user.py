"""A new user on a pseudo-terminal: `nrt init`, every keystroke, then a first `nrt check`."""

import os
import sys
import tempfile

from screen import CONTROL_C, ENTER, Terminal, expect, fail, git

SESSIONS = os.path.abspath(sys.argv[2])
DAY = "2026-11-24"
# As Windows opens its terminal.
LINES = 30
# What is typed at each question, which is waited for by its words.
ANSWERS = {
    "fr": [
        ("Nom de la collectivité", "Rivemont Agglomération"),
        ("Catégorie", ""),
        ("Population totale", "86 400"),
        ("sa propre direction informatique", ""),
        ("Premier jour de l'étape 1", ""),
        ("Dernier jour de l'étape 1", ""),
        ("Créer le projet", ""),
    ],
    "en": [
        ("Name of the authority", "Commune de Val-Clair"),
        ("Category", ""),
        ("Total population", "4120"),
        ("its own IT department", "n"),
        ("Variant of the method", ""),
        ("Why this variant", "We have a contractor and little time"),
        ("First day of step 1", ""),
        ("Last day of step 1", ""),
        ("Make the project", ""),
    ],
}
FOLDERS = {"fr": "rivemont", "en": "val-clair"}


def home(scratch):
    """A home where git knows who records, whatever the machine says."""
    folder = os.path.join(scratch, "home")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, ".gitconfig"), "w", encoding="utf-8") as file:
        file.write("[user]\nname = Claire Vasseur\nemail = c@rivemont.example\n")
    return {
        "HOME": folder,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_DATE": f"{DAY}T09:00:00+01:00",
        "GIT_COMMITTER_DATE": f"{DAY}T09:00:00+01:00",
    }


def asked(terminal):
    """What shows of the question under way."""
    lines = terminal.text().split("\n")
    first = max(at for at, line in enumerate(lines) if line.startswith("?"))
    return "\n".join(lines[first:])


def session(scratch, lang):
    """The whole session, as it is read and typed."""
    folder = FOLDERS[lang]
    place = os.path.join(scratch, lang)
    os.mkdir(place)
    told = home(scratch)
    text = f"$ nrt init {folder}\n"
    # The day is fixed, so that the same dates are proposed on every run.
    terminal = Terminal(place, ["init", folder, "--on", DAY], lang, LINES, **told)
    for question, answer in ANSWERS[lang]:
        terminal.see(question)
        terminal.settle()
        text += f"{asked(terminal)}\n<< {answer}⏎\n"
        terminal.type(answer + ENTER)
    expect(terminal.end(), 0, "the exit code of nrt init")
    screen = terminal.text()
    for word in ["to move", "to select", "(Y/n)" if lang == "fr" else "(O/n)", "filter"]:
        if word in screen:
            fail(f"the screen speaks another language ({word!r}):\n{screen}")
    lines = screen.split("\n")
    last = max(at for at, line in enumerate(lines) if line.startswith((">", "?")))
    text += "\n".join(lines[last + 1 :]) + "\n"
    text += f"$ cd {folder}\n$ nrt check\n"
    project = os.path.join(place, folder)
    terminal = Terminal(project, ["check", "--on", DAY], lang, LINES, **told)
    expect(terminal.end(), 0, "the exit code of nrt check")
    text += terminal.text() + "\n"
    expect(git(project, "status", "--porcelain"), "", "the status")
    git(project, "fsck", "--strict")
    return text


def compared(scratch, lang):
    """The session is the one that is committed."""
    text = session(scratch, lang)
    path = os.path.join(SESSIONS, f"session.{lang}.txt")
    if os.environ.get("NRT_BLESS"):
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    with open(path, encoding="utf-8") as file:
        committed = file.read()
    if committed != text:
        fail(f"{path} is not fresh (NRT_BLESS=1 writes it); the session is now:\n{text}")
    print(f"  nrt init, then nrt check ({lang}): every keystroke, as committed")


def gives_up(scratch, lang):
    """Given up at each question, nothing is written, and the terminal is as it was."""
    place = os.path.join(scratch, f"given-up-{lang}")
    os.mkdir(place)
    for steps in range(len(ANSWERS[lang])):
        terminal = Terminal(place, ["init", "projet", "--on", DAY], lang, LINES, **home(scratch))
        for question, answer in ANSWERS[lang][:steps]:
            terminal.see(question)
            terminal.settle()
            terminal.type(answer + ENTER)
        terminal.see(ANSWERS[lang][steps][0])
        terminal.settle()
        terminal.type(CONTROL_C)
        expect(terminal.end(), 130, "the exit code of an interruption")
        if terminal.screen.cursor.hidden:
            fail("the cursor stays hidden")
        expect(os.listdir(place), [], "what is in the folder")
    print(f"  nrt init ({lang}): given up at each question, nothing written, exit code 130")


with tempfile.TemporaryDirectory() as folder:
    for language in ["fr", "en"]:
        compared(folder, language)
    gives_up(folder, "fr")
