"""The language server, driven through all that it can by pytest-lsp: a client that shares no code with
nrt, whose library refuses answers that are not of the protocol. Each test has a project of its own,
the demonstration with its history; `nrt check` is asked whether the server is right.
"""

import json
import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from lsp_client import PROGRAM, able, check, fingerprints, rules, session
from lsprotocol import types as lsp

DEMO = Path(os.environ["NRT_DEMO"])
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def demo(tmp_path):
    folder = tmp_path / "Projet d'été"
    shutil.copytree(DEMO, folder)
    return folder


def checked(folder):
    """Nothing was written by anybody but the test."""
    said = subprocess.run(["git", "-C", folder, "status", "--porcelain"], capture_output=True, text=True, check=True)
    return said.stdout.splitlines()


# Findings.


@pytest.mark.parametrize("project", ["demo", "every-mistake", "minimal", "flash"])
@pytest.mark.parametrize("way", ["pull", "push"])
async def test_findings_are_those_of_nrt_check(tmp_path, project, way):
    folder = tmp_path / "projet"
    shutil.copytree(DEMO if project == "demo" else ROOT / "tests/projects" / project, folder)
    expected = check(folder)
    assert project == "minimal" or expected
    async with session(folder, options={"diagnostics": way}) as editor:
        if way == "push":
            assert editor.greeting.capabilities.diagnostic_provider is None
            found = editor.client.diagnostics
            told = lambda: {editor.name(uri): fingerprints(items) for uri, items in found.items() if items}
            await editor.until(lambda: told() == expected, "the findings of the whole project")
            return
        provider = editor.greeting.capabilities.diagnostic_provider
        assert provider.workspace_diagnostics and provider.inter_file_dependencies
        found = await editor.everything()
        assert {name: fingerprints(items) for name, items in found.items()} == expected
        for name in os.listdir(folder):
            if name.endswith(".toml"):
                assert fingerprints(await editor.pulled(name)) == expected.get(name, []), name
        assert editor.client.diagnostics == {}, "told twice"


async def test_findings_follow_texts_that_are_not_saved(demo):
    async with session(demo) as editor:
        before = await editor.pulled("milestones.toml")
        editor.open("stakeholders.toml")
        editor.replace("stakeholders.toml", "[commande-publique]", "[achats]")
        after = await editor.pulled("milestones.toml")
        assert rules(after) - rules(before) == {"dangling-reference"}, "in a file that is not open"
        await editor.until(lambda: editor.client.diagnostic_refresh_count > 0, "an editor would not ask again")
        assert checked(demo) == []
        # What is saved is what is checked.
        editor.save()
        everything = await editor.everything()
        assert {name: fingerprints(items) for name, items in everything.items()} == check(demo)
        # What is let go unsaved does not count.
        editor.replace("stakeholders.toml", "[achats]", "[encore-autre]")
        editor.close("stakeholders.toml")
        assert fingerprints(await editor.pulled("milestones.toml")) == check(demo)["milestones.toml"]


async def test_findings_of_a_file_that_somebody_else_writes(demo):
    async with session(demo, options={"diagnostics": "push"}) as editor:
        uri = editor.uri("milestones.toml")
        await editor.until(lambda: uri in editor.client.diagnostics, "the first findings")
        path = demo / "milestones.toml"
        path.write_text(path.read_text().replace('body = "copil-nr"', 'body = "nobody"'))
        event = lsp.FileEvent(uri=uri, type=lsp.FileChangeType.Changed)
        editor.client.workspace_did_change_watched_files(lsp.DidChangeWatchedFilesParams(changes=[event]))
        known = lambda: fingerprints(editor.client.diagnostics[uri]) == check(demo)["milestones.toml"]
        await editor.until(known, "the findings of the file as it is now")
        assert "dangling-reference" in rules(editor.client.diagnostics[uri])


async def test_a_finding_says_where_why_and_how_much_it_weighs(demo):
    async with session(demo) as editor:
        found = await editor.pulled("milestones.toml")
        busy = next(item for item in found if item.code == "milestone-in-busy-period")
        assert busy.source == "nrt" and busy.severity == lsp.DiagnosticSeverity.Warning
        assert editor.slice("milestones.toml", busy.range) == "2026-12-02"
        related = [editor.located(place.location) for place in busy.related_information]
        assert [name for name, _ in related] == ["calendar.toml"]
        levels = {item.severity for items in (await editor.everything()).values() for item in items}
        assert levels == {lsp.DiagnosticSeverity.Warning, lsp.DiagnosticSeverity.Information}
        editor.open("milestones.toml")
        editor.replace("milestones.toml", 'participants = ["finances",', 'participants = ["personne",')
        found = await editor.pulled("milestones.toml")
        dangling = next(item for item in found if item.code == "dangling-reference")
        assert dangling.severity == lsp.DiagnosticSeverity.Error
        # The page of the rule is a text of the server's.
        page = dangling.code_description.href
        assert page == "nrt:/fr/rules/dangling-reference.md"
        answer = await editor.client.workspace_text_document_content_async(lsp.TextDocumentContentParams(uri=page))
        assert answer.text.startswith("## ") and "dangling-reference" in answer.text
        english = page.replace("/fr/", "/en/")
        answer = await editor.client.workspace_text_document_content_async(lsp.TextDocumentContentParams(uri=english))
        assert "Que faire" not in answer.text
    async with session(demo, pages=False) as editor:
        assert all(item.code_description is None for item in await editor.pulled("milestones.toml"))


async def test_what_has_another_name_is_struck_out_and_what_is_of_no_use_faded(demo):
    async with session(demo) as editor:
        editor.open("decisions.toml", "stakeholders.toml", "milestones.toml", "waivers.toml")
        editor.replace("milestones.toml", "participants = [\"finances\",", 'participants = ["copil-ancien",')
        editor.append("stakeholders.toml", '\n[essai]\nname = "Essai"\nrole = "other"\nformerly = ["copil-ancien"]\n')
        found = await editor.pulled("milestones.toml")
        former = next(item for item in found if item.code == "dangling-reference")
        assert list(former.tags) == [lsp.DiagnosticTag.Deprecated]
        editor.append("waivers.toml", '\n[rien]\nrule = "no-bilateral"\ntarget = "stakeholders.dgs"\nreason = "Essai"\nuntil = 2099-01-01\n')
        found = await editor.pulled("waivers.toml")
        assert [list(item.tags) for item in found if item.code == "waiver-unused"] == [[lsp.DiagnosticTag.Unnecessary]]


async def test_errors_of_syntax_are_left_to_a_server_of_toml(demo):
    for syntax in [True, False]:
        async with session(demo, options={"syntaxErrors": syntax}) as editor:
            editor.open("bodies.toml")
            editor.append("bodies.toml", "\n[oups\n")
            assert ("invalid-toml" in rules(await editor.pulled("bodies.toml"))) is syntax


# What is proposed.

# Where something is asked for: the file, what stands there, what is typed instead (| is the cursor), and
# what must be proposed and what must not.
ASKED = {
    "ids of the kind that is expected": (
        "milestones.toml", 'participants = ["finances",', 'participants = ["fin|",', ["finances", "dgs"], ["codir", "launch"]),
    "ids of another kind": ("milestones.toml", 'date = 2026-12-08\nbody = "codir"', 'date = 2026-12-08\nbody = "|"', ["codir", "bureau"], ["dgs"]),
    "keys that the entity has not yet": ("milestones.toml", 'title = "Note de cadrage"', 'title = "Note de cadrage"\n|', ["place", "note"], ["title", "bilateral"]),
    "values of an enumeration": ("milestones.toml", 'title = "Note de cadrage"\nkind = "deliverable"', 'title = "Note de cadrage"\nkind = "|"', ["deliverable", "launch-committee"], ["it"]),
    "addresses in a decision": ("decisions.toml", 'concerns = ["stakeholders.elu-numerique.bilateral"]', 'concerns = ["scope.|"]', ["scope.coverage"], ["scope.title"]),
    "rules in a waiver": ("waivers.toml", 'rule = "late-bilateral"', 'rule = "|"', ["late-bilateral", "no-bilateral"], ["dgs"]),
    "addresses in a waiver": ("waivers.toml", 'target = "stakeholders.elu-numerique"', 'target = "stakeholders.|"', ["stakeholders.dgs"], []),
}


@pytest.mark.parametrize("what", ASKED)
async def test_completion(demo, what):
    name, there, typed, wanted, unwanted = ASKED[what]
    async with session(demo) as editor:
        editor.open(name)
        new = typed.replace("|", "")
        editor.replace(name, there, new)
        start = editor.text(name).index(new) + typed.index("|")
        items = await editor.completed(name, editor.at(name, start))
        for label in wanted:
            assert label in items, (label, sorted(items))
        for label in unwanted:
            assert label not in items, label
        # Each says what it means, at once or when it is asked.
        for label in wanted:
            item = items[label]
            provider = editor.greeting.capabilities.completion_provider
            if not item.documentation and provider.resolve_provider:
                item = await editor.client.completion_item_resolve_async(item)
            said = [item.detail, item.documentation, item.label_details]
            assert any(said), f"{label} says nothing"
        # What is chosen leaves no finding that was not there, but for what is to be filled in.
        assert all(item.text_edit or item.insert_text or item.label for item in items.values())


async def test_what_is_chosen_is_written_in_place_of_what_was_typed(demo):
    async with session(demo) as editor:
        before = fingerprints(await editor.pulled("milestones.toml"))
        editor.open("milestones.toml")
        editor.replace("milestones.toml", '"finances", "commande-publique"', '"fin", "commande-publique"')
        assert fingerprints(await editor.pulled("milestones.toml")) != before
        items = await editor.completed("milestones.toml", editor.end("milestones.toml", '"fin'))
        chosen = items["finances"]
        assert isinstance(chosen.text_edit, lsp.TextEdit) and chosen.detail
        where = chosen.text_edit.range
        offset = editor.offset("milestones.toml", where.start), editor.offset("milestones.toml", where.end)
        old = editor.text("milestones.toml")[slice(*offset)]
        assert old.strip('"') == "fin"
        edit = lsp.WorkspaceEdit(changes={editor.uri("milestones.toml"): [chosen.text_edit]})
        editor.apply(edit)
        assert fingerprints(await editor.pulled("milestones.toml")) == before


async def test_hover(demo):
    async with session(demo) as editor:
        key = await editor.hovered("milestones.toml", editor.place("milestones.toml", "invited = 2026-11-12", "vited"))
        assert "invited" in key and len(key) > 40
        words = await editor.hovered("stakeholders.toml", editor.place("stakeholders.toml", '[commande-publique]\nname = "Service de la commande publique"\nrole = "procurement"', "role"))
        assert "procurement" in words and "senior-management" in words, "the values that are allowed"
        card = await editor.hovered("milestones.toml", editor.place("milestones.toml", '"finances", "commande-publique"', "commande"))
        assert "Service de la commande publique" in card and "launch-availability-unknown" in card, card
        rule = await editor.hovered("waivers.toml", editor.place("waivers.toml", 'rule = "late-bilateral"', "late"))
        assert "Un échange bilatéral a lieu le jour du lancement ou après" in rule
        day = await editor.hovered("milestones.toml", editor.place("milestones.toml", "date = 2026-12-10", "2026"))
        assert "jeudi" in day
        editor.open("milestones.toml")
        editor.replace("milestones.toml", "date = 2026-12-07", "date = 2026-12-25")
        feast = await editor.hovered("milestones.toml", editor.place("milestones.toml", "date = 2026-12-25", "2026"))
        assert "Noël" in feast and "vendredi" in feast
        # The leave that the calendar tells, and how far the launch is.
        assert re.search(r"\d+ jours", feast), feast


# Places.


async def test_definition_references_and_highlights(demo):
    async with session(demo) as editor:
        at = editor.place("milestones.toml", '"finances", "commande-publique"', "commande")
        document = editor.document("milestones.toml")
        answer = await editor.client.text_document_definition_async(lsp.DefinitionParams(text_document=document, position=at))
        answer = answer if isinstance(answer, list) else [answer]
        assert len(answer) == 1
        found = answer[0]
        uri = found.target_uri if isinstance(found, lsp.LocationLink) else found.uri
        where = found.target_selection_range if isinstance(found, lsp.LocationLink) else found.range
        assert editor.name(uri) == "stakeholders.toml"
        assert "commande-publique" in editor.slice("stakeholders.toml", where)
        for declaration in [False, True]:
            context = lsp.ReferenceContext(include_declaration=declaration)
            params = lsp.ReferenceParams(text_document=document, position=at, context=context)
            places = [editor.located(place) for place in await editor.client.text_document_references_async(params)]
            assert ("milestones.toml", "commande-publique") in [(name, text.strip('"')) for name, text in places]
            assert any(name == "stakeholders.toml" and "commande-publique" in text for name, text in places) is declaration
            counted = sum(path.read_text().count('"commande-publique"') for path in demo.glob("*.toml"))
            assert len(places) == counted + declaration
        params = lsp.DocumentHighlightParams(text_document=document, position=at)
        for light in await editor.client.text_document_document_highlight_async(params):
            assert "commande-publique" in editor.slice("milestones.toml", light.range)
        # An address of a decision leads to the value that it names.
        at = editor.place("decisions.toml", 'concerns = ["stakeholders.elu-numerique.bilateral"]', "elu")
        params = lsp.DefinitionParams(text_document=editor.document("decisions.toml"), position=at)
        assert await editor.client.text_document_definition_async(params)


async def test_links_lead_to_files_that_are_there_and_pages(demo):
    async with session(demo) as editor:
        editor.open("documents.toml")
        first = re.search(r"(?m)^path = .*\n", editor.text("documents.toml"))[0]
        editor.replace("documents.toml", first, first + 'url = "https://example.org/pcaet"\n')
        params = lsp.DocumentLinkParams(text_document=editor.document("documents.toml"))
        links = {link.target: link for link in await editor.client.text_document_document_link_async(params)}
        assert "https://example.org/pcaet" in links
        files = [target for target in links if target.startswith("file:")]
        assert files and all((demo / editor.name(target)).is_file() for target in files)
        for target, link in links.items():
            assert target.endswith(editor.slice("documents.toml", link.range).replace(" ", "%20"))


async def test_symbols(demo):
    async with session(demo) as editor:
        params = lsp.DocumentSymbolParams(text_document=editor.document("stakeholders.toml"))
        symbols = await editor.client.text_document_document_symbol_async(params)
        text = editor.text("stakeholders.toml")
        ids = re.findall(r"(?m)^\[([a-z0-9-]+)\]", text)
        assert all(isinstance(symbol, lsp.DocumentSymbol) for symbol in symbols)
        said = [f"{symbol.name} {symbol.detail or ''}" for symbol in symbols]
        assert len(said) == len(ids) and all(name in line for name, line in zip(ids, said)), said
        assert any("Service de la commande publique" in line for line in said), "the titles"
        for symbol in symbols:
            outer = editor.slice("stakeholders.toml", symbol.range)
            assert editor.slice("stakeholders.toml", symbol.selection_range) in outer
        found = await editor.client.workspace_symbol_async(lsp.WorkspaceSymbolParams(query="commande"))
        places = {editor.name(symbol.location.uri) for symbol in found}
        assert "stakeholders.toml" in places
        assert await editor.client.workspace_symbol_async(lsp.WorkspaceSymbolParams(query="zzzzz")) == []


async def test_entities_fold(demo):
    async with session(demo) as editor:
        params = lsp.FoldingRangeParams(text_document=editor.document("bodies.toml"))
        ranges = await editor.client.text_document_folding_range_async(params)
        lines = editor.text("bodies.toml").split("\n")
        tables = [at for at, line in enumerate(lines) if re.match(r"\[[a-z0-9-]+\]", line)]
        assert set(tables) <= {each.start_line for each in ranges}
        for each in ranges:
            assert each.start_line < each.end_line < len(lines)
            inside = [at for at in tables if each.start_line < at <= each.end_line]
            assert not inside, "an entity folded into another"


# Edits.


async def test_rename_carries_an_id_everywhere(demo):
    before = {name: len(found) for name, found in check(demo).items()}
    async with session(demo) as editor:
        for name, at in [
            ("stakeholders.toml", editor.place("stakeholders.toml", "[commande-publique]", "commande")),
            ("milestones.toml", editor.place("milestones.toml", '"finances", "commande-publique"', "commande")),
        ]:
            params = lsp.PrepareRenameParams(text_document=editor.document(name), position=at)
            answer = await editor.client.text_document_prepare_rename_async(params)
            where = answer.range if hasattr(answer, "range") else answer
            assert editor.slice(name, where) == "commande-publique"
        params = lsp.RenameParams(text_document=editor.document(name), position=at, new_name="achats")
        files = editor.apply(await editor.client.text_document_rename_async(params))
        assert {"stakeholders.toml", "milestones.toml"} <= set(files)
        assert checked(demo) == [], "the client writes, not the server"
        editor.save()
    whole = "".join(path.read_text() for path in demo.glob("*.toml"))
    assert "[achats]" in whole and 'formerly = ["commande-publique"]' in whole
    assert '"commande-publique"' not in whole.replace('formerly = ["commande-publique"]', "")
    assert {name: len(found) for name, found in check(demo).items()} == before
    async with session(demo) as editor:
        params = lsp.RenameParams(
            text_document=editor.document("stakeholders.toml"),
            position=editor.place("stakeholders.toml", "[achats]", "achats"),
            new_name="dgs",
        )
        with pytest.raises(Exception, match="dgs"):
            await editor.client.text_document_rename_async(params)


# What is broken: the file, what stands there, what stands there then, and the rule that finds it.
BROKEN = {
    "an unknown value": ("stakeholders.toml", 'role = "procurement"', 'role = "achats publics"', "unknown-value"),
    "a date between quotes": ("milestones.toml", "date = 2026-12-07", 'date = "07/12/2026"', "wrong-type"),
    "an unknown key": ("milestones.toml", 'place = "Salle', 'lieu = "Salle', "unknown-key"),
    "a dangling reference": ("milestones.toml", '"finances", "commande-publique"', '"tresorerie", "commande-publique"', "dangling-reference"),
}


@pytest.mark.parametrize("what", BROKEN)
async def test_what_mends_a_finding_is_offered_and_mends_it(demo, what):
    name, there, broken, rule = BROKEN[what]
    async with session(demo) as editor:
        editor.open(name)
        editor.replace(name, there, broken)
        found = next(item for item in await editor.pulled(name) if item.code == rule)
        actions = await editor.actions(name, found)
        assert actions, f"nothing is offered for {rule}"
        titles = [action.title for action in actions]
        assert len(set(titles)) == len(titles)
    # Each on a text of its own.
    for title in titles:
        async with session(demo) as editor:
            editor.open(name)
            editor.replace(name, there, broken)
            found = next(item for item in await editor.pulled(name) if item.code == rule)
            action = next(action for action in await editor.actions(name, found) if action.title == title)
            editor.apply(action.edit)
            editor.save()
        left = [one for ones in check(demo).values() for one in ones]
        assert found.data["fingerprint"] not in left, f"« {title} » does not mend it"
        subprocess.run(["git", "-C", demo, "checkout", "-q", "."], check=True)
        subprocess.run(["git", "-C", demo, "clean", "-fdq"], check=True)


async def test_what_is_missing_is_added(demo):
    """The same for a finding of something absent: an activity of the method without its entity."""
    (demo / "bodies.toml").write_text("")
    (demo / "referents.toml").unlink()
    async with session(demo) as editor:
        offered = {}
        for name, items in (await editor.everything()).items():
            for item in items:
                for action in await editor.actions(name, item):
                    offered.setdefault((item.code, action.title), (name, item))
    created = [key for key in offered if re.match("Ajouter|Créer", key[1])]
    assert created, sorted(offered)
    code, title = created[0]
    name, item = offered[created[0]]
    async with session(demo) as editor:
        action = next(action for action in await editor.actions(name, item) if action.title == title)
        (added,) = editor.apply(action.edit)
        # What is to be filled in counts for nothing until it is.
        assert "TODO(nrt)" in editor.text(added)
        assert item.data["fingerprint"] in [one for ones in (await editor.everything()).values() for one in fingerprints(ones)]
        for gap in re.findall(r'"TODO\(nrt\).*?"', editor.text(added)):
            editor.replace(added, gap, '"Rempli"')
        editor.save()
    left = [one for ones in check(demo).values() for one in ones]
    assert item.data["fingerprint"] not in left, f"« {title} » does not settle {code}"


async def test_a_finding_is_waived_with_a_reason_to_fill_in(demo):
    async with session(demo) as editor:
        found = next(item for item in await editor.pulled("milestones.toml") if item.code == "milestone-in-busy-period")
        action = next(action for action in await editor.actions("milestones.toml", found) if "Dispenser" in action.title)
        assert editor.apply(action.edit) == ["waivers.toml"]
        # As long as no reason is given, it is not accepted.
        waiver = editor.text("waivers.toml").rpartition("\n[")[2]
        assert 'rule = "milestone-in-busy-period"' in waiver and "until = 20" in waiver
        reason = re.search(r"(?m)^reason = .*$", waiver)[0]
        before = editor.text("waivers.toml")
        assert before.count(reason) == 1
        editor.replace("waivers.toml", reason, 'reason = "La date a été voulue par le comité de direction."')
        editor.save()
    assert found.data["fingerprint"] not in [one for ones in check(demo).values() for one in ones]


async def test_all_that_is_sure_is_mended_at_once(demo):
    async with session(demo) as editor:
        editor.open("milestones.toml")
        editor.replace("milestones.toml", "date = 2026-12-07", 'date = "07/12/2026"')
        editor.replace("milestones.toml", "date = 2026-12-08", 'date = "08/12/2026"')
        context = lsp.CodeActionContext(diagnostics=[], only=[lsp.CodeActionKind.SourceFixAll])
        start = lsp.Position(line=0, character=0)
        where = lsp.Range(start=start, end=editor.at("milestones.toml", len(editor.text("milestones.toml"))))
        params = lsp.CodeActionParams(text_document=editor.document("milestones.toml"), range=where, context=context)
        actions = await editor.client.text_document_code_action_async(params)
        assert len(actions) == 1
        action = actions[0]
        if action.edit is None:
            action = await editor.client.code_action_resolve_async(action)
        editor.apply(action.edit)
        assert "date = 2026-12-07" in editor.text("milestones.toml")
        assert "date = 2026-12-08" in editor.text("milestones.toml")


# What is shown beside the text.


async def hints(editor, name):
    start = lsp.Position(line=0, character=0)
    where = lsp.Range(start=start, end=editor.at(name, len(editor.text(name))))
    params = lsp.InlayHintParams(text_document=editor.document(name), range=where)
    found = await editor.client.text_document_inlay_hint_async(params) or []
    label = lambda hint: hint.label if isinstance(hint.label, str) else "".join(part.value for part in hint.label)
    return {(hint.position.line, hint.position.character): label(hint).replace("\u00a0", " ") for hint in found}


async def test_titles_and_days_are_shown_and_each_can_be_turned_off(demo):
    async with session(demo) as editor:
        body = editor.end("milestones.toml", 'date = 2026-12-08\nbody = "codir"')
        day = editor.end("milestones.toml", "date = 2026-12-08")
        name = re.search(r'(?m)^\[codir\]\nname = "(.+)"', editor.text("bodies.toml"))[1]
        shown = await hints(editor, "milestones.toml")
        assert name in shown[body.line, body.character]
        assert "mar." in shown[day.line, day.character] and "J−2" in shown[day.line, day.character]
        # Turned off and on while the editor is open, as the settings of an editor are.
        for titles, dates in [(False, True), (True, False), (False, False), (True, True)]:
            settings = {"inlayHints": {"titles": titles, "dates": dates}}
            editor.client.set_configuration(settings, section="nrt")
            editor.client.workspace_did_change_configuration(lsp.DidChangeConfigurationParams(settings={"nrt": settings}))
            wanted = (titles, dates)
            for _ in range(100):
                shown = await hints(editor, "milestones.toml")
                seen = (body.line, body.character) in shown, (day.line, day.character) in shown
                if seen == wanted:
                    break
            assert seen == wanted, f"titles and dates: {seen}, not {wanted}"


async def lenses(editor, name):
    params = lsp.CodeLensParams(text_document=editor.document(name))
    found = await editor.client.text_document_code_lens_async(params) or []
    return [lens if lens.command else await editor.client.code_lens_resolve_async(lens) for lens in found]


async def test_lenses_count_references_and_tell_the_last_change(demo, tmp_path):
    async with session(demo, options={"commands": ["nrt.showReferences"]}) as editor:
        line = editor.place("milestones.toml", "[launch]").line
        launch = [lens.command for lens in await lenses(editor, "milestones.toml") if lens.range.start.line == line]
        assert len(launch) == 2
        changed = next(command for command in launch if "référence" not in command.title)
        command = ["git", "-C", demo, "log", "--format=%an", "--", "milestones.toml"]
        authors = set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines())
        assert any(author in changed.title for author in authors), changed.title
        assert re.search(r"\d+ \w+ 20\d\d", changed.title.replace("\u00a0", " "))
        bodies = [lens for lens in await lenses(editor, "bodies.toml") if lens.command.command]
        assert bodies
        for lens in bodies:
            assert lens.command.command == "nrt.showReferences"
            uri, _, places = lens.command.arguments
            assert uri == editor.uri("bodies.toml")
            assert re.match(rf"{len(places)} référence", lens.command.title)
    async with session(demo, options={"codeLens": {"references": True, "changes": False}}) as editor:
        assert all(lens.command.command == "" for lens in await lenses(editor, "bodies.toml"))
    async with session(demo, options={"codeLens": {"references": False, "changes": False}}) as editor:
        assert await lenses(editor, "bodies.toml") == []
    # Without a history there is no last change.
    bare = tmp_path / "nu"
    shutil.copytree(demo, bare, ignore=shutil.ignore_patterns(".git"))
    async with session(bare) as editor:
        assert all("référence" in lens.command.title for lens in await lenses(editor, "bodies.toml"))


async def test_the_state_of_the_step_is_told(demo):
    async with session(demo, options={"state": True}) as editor:
        await editor.until(lambda: editor.states, "the state")
        state = editor.states[-1]
        assert state.uri.rstrip("/") == demo.as_uri()
        assert "Rivemont" in state.title and state.text and "\n" not in state.text and "\n" in state.detail
        first = state.verdict
        editor.open("referents.toml")
        editor.append("referents.toml", "\n[oups\n")
        await editor.until(lambda: editor.states[-1].verdict != first, "another verdict")
        assert editor.states[-1].verdict == "cannot-tell"
    async with session(demo) as editor:
        await editor.everything()
        assert editor.states == []


# How both sides count, and what is not offered.


@pytest.mark.parametrize("encoding", [None, "utf-8", "utf-16", "utf-32"])
async def test_places_in_every_encoding(demo, encoding):
    encodings = encoding and [lsp.PositionEncodingKind(encoding)]
    async with session(demo, encodings=encodings) as editor:
        assert editor.greeting.capabilities.position_encoding == (encoding or "utf-16")
        editor.open("milestones.toml")
        # Characters of one, two, three and four bytes, before what is looked for.
        editor.replace("milestones.toml", '["finances", "commande-publique"', '["é€🥚é", "finances", "commande-publique"')
        editor.replace("milestones.toml", '"finances", "comm', '"finances", "\u0301🥚", "comm')
        found = [item for item in await editor.pulled("milestones.toml") if item.code == "dangling-reference"]
        assert [editor.slice("milestones.toml", item.range).strip('"') for item in found] == ["é€🥚é", "\u0301🥚"]
        at = editor.place("milestones.toml", '🥚", "commande-publique"', "commande")
        params = lsp.DefinitionParams(text_document=editor.document("milestones.toml"), position=at)
        assert await editor.client.text_document_definition_async(params)
        context = lsp.ReferenceContext(include_declaration=False)
        params = lsp.ReferenceParams(text_document=editor.document("milestones.toml"), position=at, context=context)
        for place in await editor.client.text_document_references_async(params):
            name, text = editor.located(place)
            assert "commande-publique" in text
        params = lsp.RenameParams(text_document=editor.document("milestones.toml"), position=at, new_name="achats")
        editor.apply(await editor.client.text_document_rename_async(params))
        assert '"🥚", "achats"'.replace('"', "")[-6:] in editor.text("milestones.toml")
        assert "commande-publique" not in editor.text("milestones.toml")
        editor.save()
    assert not any("invalid-toml" in line for line in checked(demo))
    said = subprocess.run([PROGRAM, "-C", demo, "explain", "achats"], capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr


async def test_a_companion_formats_nothing_and_colours_nothing(demo):
    async with session(demo) as editor:
        can = editor.greeting.capabilities
        for what in [can.document_formatting_provider, can.document_range_formatting_provider,
                     can.document_on_type_formatting_provider, can.semantic_tokens_provider, can.execute_command_provider]:
            assert not what
        options = lsp.FormattingOptions(tab_size=4, insert_spaces=True)
        params = lsp.DocumentFormattingParams(text_document=editor.document("nrt.toml"), options=options)
        with pytest.raises(Exception, match="formatting"):
            await editor.client.text_document_formatting_async(params)
        # A request that nobody answers harms no other.
        assert await editor.everything()
    assert checked(demo) == []


async def test_settings_are_asked_of_the_client(demo):
    async with session(demo, configuration={"syntaxErrors": False}) as editor:
        editor.open("bodies.toml")
        editor.append("bodies.toml", "\n[oups\n")
        for _ in range(100):
            if "invalid-toml" not in rules(await editor.pulled("bodies.toml")):
                return
        raise AssertionError("workspace/configuration was not asked for, or not obeyed")


async def test_a_folder_without_a_project_is_quiet(tmp_path):
    (tmp_path / "Cargo.toml").write_text("[package]\nname = 12\n")
    (tmp_path / "documents.toml").write_text("[package\n")
    async with session(tmp_path) as editor:
        editor.open("Cargo.toml", "documents.toml")
        assert await editor.everything() == {}
        assert list(await editor.pulled("documents.toml")) == []
        params = lsp.HoverParams(text_document=editor.document("Cargo.toml"), position=lsp.Position(line=1, character=1))
        assert await editor.client.text_document_hover_async(params) is None
        # It becomes one as soon as its file is there, saved or not.
        (tmp_path / "nrt.toml").touch()
        editor.open("nrt.toml")
        editor.append("nrt.toml", 'language = "fr"\n')
        assert await editor.pulled("nrt.toml")


async def test_a_client_that_can_little_is_served_all_the_same(demo):
    async with session(demo, capabilities=lsp.ClientCapabilities()) as editor:
        uri = editor.uri("stakeholders.toml")
        await editor.until(lambda: uri in editor.client.diagnostics, "findings are sent to it")
        told = {editor.name(uri): fingerprints(items) for uri, items in editor.client.diagnostics.items() if items}
        assert told == check(demo)


def blocks(page):
    """What a page gives to be copied: the language and the lines of each."""
    return [each for each in re.findall(r"(?ms)^```(\w+)\n(.*?)^```$", (ROOT / page).read_text()) if each[0] != "console"]


def test_both_pages_give_the_same_lines_and_they_can_be_read():
    given = blocks("docs/editeurs.md")
    assert given == blocks("docs/editors.md")
    assert {language for language, _ in given} == {"lua", "toml", "elisp", "json"}
    for language, lines in given:
        if language == "json":
            assert "lsp" in json.dumps(json.loads(lines))
        if language == "toml":
            read = tomllib.loads(lines)
            assert set(read["language"][0]["language-servers"]) >= set(read["language-server"])


def test_able_is_what_editors_say():
    assert able().text_document.diagnostic and able().workspace.text_document_content
