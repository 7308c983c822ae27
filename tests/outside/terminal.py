"""Answers the questions of `nrt decide` on a pseudo-terminal, and reads the screen."""

import os
import shutil
import subprocess
import sys
import tempfile

from screen import BACKSPACE, CONTROL_C, ENTER, NRT, Terminal, expect, fail, git

EXAMPLE = os.path.abspath(sys.argv[2])


def project(scratch, name):
    """The example project, recorded by somebody who signs with an SSH key; then changed."""
    folder = os.path.join(scratch, name)
    shutil.copytree(EXAMPLE, folder)
    git(folder, "init", "--quiet", "--initial-branch=main")
    key = os.path.join(scratch, f"{name}.key")
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    signers = os.path.join(scratch, f"{name}.signers")
    with open(f"{key}.pub", encoding="utf-8") as public, open(signers, "w", encoding="utf-8") as out:
        out.write(f"c@rivemont.example {public.read()}")
    for setting, value in [
        ("user.name", "Claire Vasseur"),
        ("user.email", "c@rivemont.example"),
        ("gpg.format", "ssh"),
        ("user.signingKey", key),
        ("gpg.ssh.allowedSignersFile", signers),
        ("commit.gpgSign", "true"),
    ]:
        git(folder, "config", setting, value)
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Reprend le projet")
    path = os.path.join(folder, "milestones.toml")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    if "date = 2026-12-10" not in text:
        fail("the launch of the example is not where this script changes it")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.replace("date = 2026-12-10", "date = 2027-01-14", 1))
    return folder


def decides(scratch):
    """From the first question to the commit, in French."""
    folder = project(scratch, "fr")
    terminal = Terminal(folder, ["decide"], "fr")
    terminal.see("Intitulé de la décision")
    terminal.type(ENTER)
    terminal.see("il faut répondre quelque chose")
    terminal.type("Reporter le comité" + ENTER)
    terminal.see("Ce qui est décidé")
    terminal.type("Le comité se tient le 14 janvier 2027." + ENTER)
    terminal.see("Qui a décidé")
    terminal.see("une fonction, pas une instance")
    terminal.type("Comité de direction")
    terminal.type(ENTER)
    terminal.see("Date de la décision")
    terminal.type("hier" + ENTER)
    terminal.see("`hier` n'est pas compris")
    terminal.type(BACKSPACE * 4 + "24/11/2026" + ENTER)
    terminal.see("Pourquoi")
    terminal.type(ENTER)
    terminal.see("Décision qu'elle remplace")
    terminal.type("10 décembre" + ENTER)
    terminal.see("Ce qu'elle concerne")
    terminal.see("[x] milestones.launch.date")
    terminal.type(ENTER)
    terminal.see("et valider avec elle milestones.toml ? (O/n)")
    terminal.type("peut-être" + ENTER)
    terminal.see("répondez par oui ou par non")
    terminal.type(BACKSPACE * 9 + "o" + ENTER)
    expect(terminal.end(), 0, "the exit code")
    screen = terminal.text()
    if "décision enregistrée : 2026-11-24-reporter-comite" not in screen:
        fail(f"the end is not said:\n{screen}")
    for word in ["to move", "to select", "(Y/n)", "canceled", "filter"]:
        if word in screen:
            fail(f"the screen speaks English ({word!r}):\n{screen}")
    table = (
        "[2026-11-24-reporter-comite]\n"
        'title = "Reporter le comité"\n'
        "date = 2026-11-24\n"
        'body = "codir"\n'
        'decision = "Le comité se tient le 14 janvier 2027."\n'
        'concerns = ["milestones.launch.date"]\n'
        'supersedes = "2026-10-13-lancement"\n'
    )
    recorded = git(folder, "show", "HEAD:decisions.toml")
    if not recorded.endswith("\n\n" + table):
        fail(f"what is recorded ends so:\n{recorded[-600:]}")
    expect(git(folder, "status", "--porcelain"), "", "the status")
    expect(git(folder, "log", "-1", "--format=%G? %GS").strip(), "G c@rivemont.example", "the signature")
    print("  nrt decide: every question in French, a commit signed with an SSH key")


def gives_up(scratch):
    """Whenever the person gives up, nothing is written and the terminal is as it was."""
    folder = project(scratch, "en")
    for steps in range(4):
        terminal = Terminal(folder, ["decide"], "en")
        answers = [
            ("Title of the decision", "Later" + ENTER),
            ("What is decided", "In January." + ENTER),
            ("Who decided", ENTER),
            ("Date of the decision", ENTER),
        ]
        for question, answer in answers[:steps]:
            terminal.see(question)
            terminal.type(answer)
        terminal.see(answers[steps][0])
        terminal.type(CONTROL_C)
        expect(terminal.end(), 130, "the exit code of an interruption")
        if terminal.screen.cursor.hidden:
            fail("the cursor stays hidden")
        expect(git(folder, "status", "--porcelain"), " M milestones.toml\n", "the status")
    print("  nrt decide: given up at each question, nothing written, exit code 130")


def is_not_asked(scratch):
    """Without a terminal nobody is asked: it says what is missing."""
    folder = project(scratch, "none")
    ran = subprocess.run(
        [NRT, "decide", "Plus tard"],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        env=dict(os.environ, NRT_LANG="fr"),
    )
    expect(ran.returncode, 2, "the exit code without a terminal")
    if "il manque la décision" not in ran.stderr:
        fail(f"it does not say what is missing: {ran.stderr}")
    print("  nrt decide: without a terminal, what is missing is said")


with tempfile.TemporaryDirectory() as folder:
    decides(folder)
    gives_up(folder)
    is_not_asked(folder)
