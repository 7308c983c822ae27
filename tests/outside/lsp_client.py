"""An editor for tests: pytest-lsp's client, with the texts that it has open."""

import asyncio
import contextlib
import json
import os
import subprocess
from pathlib import Path

from lsprotocol import types as lsp
from pytest_lsp import client_capabilities, make_test_lsp_client

PROGRAM = os.environ["NRT_PROGRAM"]
# How long a talk may take, in seconds: an answer that never comes must not hang the run.
PATIENCE = 120


def check(folder):
    """What `nrt check` finds now: fingerprints by file, without what is accepted for a time."""
    said = subprocess.run([PROGRAM, "-C", folder, "check", "--format", "json"], capture_output=True, text=True, check=False)
    found = {}
    for finding in json.loads(said.stdout)["findings"]:
        if not finding["waiver"]:
            # What is said of a file that is absent stands on top of the project's own.
            path = (finding["location"] or {"path": "nrt.toml"})["path"]
            found.setdefault(path, []).append(finding["fingerprint"])
    return {path: sorted(fingerprints) for path, fingerprints in found.items()}


def fingerprints(diagnostics):
    return sorted(diagnostic.data["fingerprint"] for diagnostic in diagnostics)


def rules(diagnostics):
    return {diagnostic.code for diagnostic in diagnostics}


def able(encodings=None, pages=True):
    """What the client says that it can: Neovim's list, and what other editors can besides."""
    capabilities = client_capabilities("neovim@v0.11.0")
    capabilities.general.position_encodings = encodings
    capabilities.workspace.diagnostics = lsp.DiagnosticWorkspaceClientCapabilities(refresh_support=True)
    capabilities.workspace.inlay_hint = lsp.InlayHintWorkspaceClientCapabilities(refresh_support=True)
    capabilities.workspace.code_lens = lsp.CodeLensWorkspaceClientCapabilities(refresh_support=True)
    if pages:
        capabilities.workspace.text_document_content = lsp.TextDocumentContentClientCapabilities()
    return capabilities


class Editor:
    """A client with its open texts."""

    def __init__(self, client, folder):
        self.client, self.folder = client, Path(folder)
        self.texts, self.versions = {}, {}
        self.greeting = None
        self.states = []

    # Places.

    def units(self, text):
        encoding = self.greeting.capabilities.position_encoding
        if encoding == lsp.PositionEncodingKind.Utf8:
            return len(text.encode())
        if encoding == lsp.PositionEncodingKind.Utf32:
            return len(text)
        assert encoding == lsp.PositionEncodingKind.Utf16
        return len(text.encode("utf-16-le")) // 2

    def uri(self, name):
        return (self.folder / name).as_uri()

    def name(self, uri):
        assert uri.startswith(self.folder.as_uri() + "/"), uri
        return uri.removeprefix(self.folder.as_uri() + "/")

    def text(self, name):
        return self.texts[name] if name in self.texts else (self.folder / name).read_bytes().decode()

    def at(self, name, offset):
        before = self.text(name)[:offset]
        line = before.rpartition("\n")[2]
        return lsp.Position(line=before.count("\n"), character=self.units(line))

    def offset(self, name, position):
        lines = self.text(name).split("\n")
        start = sum(len(line) + 1 for line in lines[: position.line])
        line = lines[position.line] if position.line < len(lines) else ""
        column = 0
        while column < len(line) and self.units(line[:column]) < position.character:
            column += 1
        assert self.units(line[:column]) == position.character, "within a character, or past the line"
        return start + column

    def place(self, name, needle, into=None):
        """The place of a text that stands there once, or of `into` in it."""
        text = self.text(name)
        assert text.count(needle) == 1, f"{name} has {needle!r} {text.count(needle)} times"
        start = text.index(needle) + (needle.index(into) if into else 0)
        return self.at(name, start)

    def end(self, name, needle):
        """The place after a text that stands there once."""
        assert self.text(name).count(needle) == 1, needle
        return self.at(name, self.text(name).index(needle) + len(needle))

    def slice(self, name, where):
        return self.text(name)[self.offset(name, where.start) : self.offset(name, where.end)]

    def located(self, location):
        """A place, as its file and the text that stands there."""
        name = self.name(location.uri)
        return name, self.slice(name, location.range)

    # Texts.

    def open(self, *names):
        for name in names:
            self.texts[name], self.versions[name] = self.text(name), 1
            item = lsp.TextDocumentItem(uri=self.uri(name), language_id="toml", version=1, text=self.texts[name])
            self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(text_document=item))

    def replace(self, name, old, new):
        """Types something in the place of a text that stands there once, as an editor tells it."""
        start, end = self.place(name, old), self.end(name, old)
        self.versions[name] += 1
        change = lsp.TextDocumentContentChangePartial(range=lsp.Range(start=start, end=end), text=new)
        self.texts[name] = self.texts[name].replace(old, new, 1)
        self.changed(name, change)

    def append(self, name, more):
        end = self.at(name, len(self.text(name)))
        self.versions[name] += 1
        self.texts[name] += more
        self.changed(name, lsp.TextDocumentContentChangePartial(range=lsp.Range(start=end, end=end), text=more))

    def changed(self, name, change):
        document = lsp.VersionedTextDocumentIdentifier(uri=self.uri(name), version=self.versions[name])
        params = lsp.DidChangeTextDocumentParams(text_document=document, content_changes=[change])
        self.client.text_document_did_change(params)

    def close(self, name):
        del self.texts[name]
        self.client.text_document_did_close(lsp.DidCloseTextDocumentParams(text_document=self.document(name)))

    def save(self):
        for name, text in self.texts.items():
            (self.folder / name).write_bytes(text.encode())
            self.client.text_document_did_save(lsp.DidSaveTextDocumentParams(text_document=self.document(name)))

    def apply(self, edit):
        """Carries out what the server proposes, in the texts; gives the files that it changed."""
        named = []
        changes = list(edit.document_changes or [])
        for uri, edits in (edit.changes or {}).items():
            document = lsp.OptionalVersionedTextDocumentIdentifier(uri=uri)
            changes.append(lsp.TextDocumentEdit(text_document=document, edits=edits))
        for change in changes:
            if isinstance(change, lsp.CreateFile):
                path = self.folder / self.name(change.uri)
                assert not path.exists(), f"{path} is there already"
                path.touch()
                continue
            assert isinstance(change, lsp.TextDocumentEdit), change
            name = self.name(change.text_document.uri)
            if change.text_document.version is not None:
                assert change.text_document.version == self.versions[name], "an edit of another version"
            if name not in self.texts:
                self.open(name)
            spans = [(self.offset(name, e.range.start), self.offset(name, e.range.end), plain(e)) for e in change.edits]
            spans.sort(key=lambda span: span[:2])
            assert all(a[1] <= b[0] for a, b in zip(spans, spans[1:])), "edits that overlap"
            for start, end, new in reversed(spans):
                where = lsp.Range(start=self.at(name, start), end=self.at(name, end))
                self.versions[name] += 1
                self.texts[name] = self.texts[name][:start] + new + self.texts[name][end:]
                self.changed(name, lsp.TextDocumentContentChangePartial(range=where, text=new))
            named.append(name)
        assert named, "an edit that changes nothing"
        return named

    # Requests that take a file, or a place in it.

    def document(self, name):
        return lsp.TextDocumentIdentifier(uri=self.uri(name))

    async def pulled(self, name):
        report = await self.client.text_document_diagnostic_async(
            lsp.DocumentDiagnosticParams(text_document=self.document(name))
        )
        return report.items

    async def everything(self):
        """The findings of the whole project, by file, as the client asks for them."""
        report = await self.client.workspace_diagnostic_async(lsp.WorkspaceDiagnosticParams(previous_result_ids=[]))
        return {self.name(item.uri): item.items for item in report.items if item.items}

    async def completed(self, name, position):
        """What is proposed at a place, by label."""
        params = lsp.CompletionParams(text_document=self.document(name), position=position)
        answer = await self.client.text_document_completion_async(params)
        items = answer if isinstance(answer, list) else answer.items
        return {item.label: item for item in items}

    async def hovered(self, name, position):
        params = lsp.HoverParams(text_document=self.document(name), position=position)
        answer = await self.client.text_document_hover_async(params)
        assert answer, "nothing on hover"
        assert isinstance(answer.contents, lsp.MarkupContent)
        return answer.contents.value.replace("\u00a0", " ")

    async def actions(self, name, diagnostic):
        """The actions that are proposed for a diagnostic, with their edits."""
        kinds, asked = [lsp.CodeActionKind.QuickFix], lsp.CodeActionTriggerKind.Invoked
        context = lsp.CodeActionContext(diagnostics=[diagnostic], only=kinds, trigger_kind=asked)
        params = lsp.CodeActionParams(text_document=self.document(name), range=diagnostic.range, context=context)
        found = await self.client.text_document_code_action_async(params) or []
        whole = []
        for action in found:
            assert isinstance(action, lsp.CodeAction), "a command: the server carries out none"
            assert action.kind == lsp.CodeActionKind.QuickFix
            if action.edit is None:
                action = await self.client.code_action_resolve_async(action)
            assert action.edit and not action.command, action.title
            whole.append(action)
        return whole

    async def until(self, holds, what):
        """Waits until something holds."""
        for _ in range(400):
            if holds():
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"never: {what}")


def plain(edit):
    """The text of an edit, its gaps to fill in left empty."""
    if isinstance(edit, lsp.SnippetTextEdit):
        raise AssertionError("a snippet: this client cannot")
    return edit.new_text


@contextlib.asynccontextmanager
async def session(folder, encodings=None, options=None, pages=True, configuration=None, capabilities=None):
    """A talk with a server of its own, which must end as it should."""
    client = make_test_lsp_client()
    editor = Editor(client, folder)
    client.feature("nrt/state")(lambda params: editor.states.append(params))
    for method in [lsp.WORKSPACE_INLAY_HINT_REFRESH, lsp.WORKSPACE_CODE_LENS_REFRESH, lsp.CLIENT_REGISTER_CAPABILITY]:
        client.feature(method)(lambda params: None)
    if configuration:
        client.set_configuration(configuration, section="nrt")
    await client.start_io(PROGRAM, "lsp", cwd="/")
    async with asyncio.timeout(PATIENCE):
        root = editor.folder.as_uri()
        params = lsp.InitializeParams(
            capabilities=capabilities or able(encodings, pages),
            workspace_folders=[lsp.WorkspaceFolder(uri=root, name="projet")],
            initialization_options=options,
            locale="fr",
        )
        editor.greeting = await client.initialize_session(params)
        yield editor
        assert client.error is None
        await client.shutdown_session()
    assert client._server.returncode == 0, "the server did not leave as it should"
    wrong = [message.message for message in client.log_messages if message.type == lsp.MessageType.Error]
    assert not wrong, wrong
