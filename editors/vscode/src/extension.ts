/** nrt in the editor: starts the server where there is a project, and adds the commands. */

import {
    ExtensionContext,
    ProcessExecution,
    Task,
    TaskPanelKind,
    TaskRevealKind,
    TaskScope,
    TextDocument,
    Uri,
    commands,
    languages,
    tasks,
    workspace,
} from 'vscode';

import * as program from './program';
import * as projects from './projects';
import * as schemas from './schemas';
import { Server, missing } from './server';
import { Status } from './status';

let server: Server | undefined;

/** Called by the editor, once something here may be a project. */
export async function activate(context: ExtensionContext): Promise<void> {
    const status = new Status();
    const running = new Server(status);
    server = running;
    const marks = workspace.createFileSystemWatcher(projects.MARK, false, true, true);
    const opened = async (document: TextDocument): Promise<void> => {
        if (languages.match({ scheme: 'file', pattern: projects.FILES }, document)) {
            const project = await projects.folderOf(document.uri);
            if (project) {
                await running.start();
                await schemas.offer(context, project);
            }
        }
    };
    context.subscriptions.push(
        status,
        running,
        marks,
        marks.onDidCreate(() => running.start()),
        workspace.onDidOpenTextDocument(opened),
        commands.registerCommand('nrt.restart', () => running.restart()),
        commands.registerCommand('nrt.check', () => onProject(check)),
        commands.registerCommand('nrt.addSchemas', () => onProject((project) => schemas.add(context, project))),
    );
    if ((await projects.all()).length > 0) {
        await running.start();
    }
    await Promise.all(workspace.textDocuments.map(opened));
}

/** Called by the editor, before it closes. */
export async function deactivate(): Promise<void> {
    await server?.stop();
}

async function onProject(work: (project: Uri) => Promise<void>): Promise<void> {
    const project = await projects.choose();
    if (project) {
        await work(project);
    }
}

/** Runs `nrt check` in the terminal, as one would type it. */
async function check(project: Uri): Promise<void> {
    const command = await program.find();
    if (command === undefined) {
        await missing();
        return;
    }
    // The program itself, without a shell: nothing in the name of a folder is obeyed.
    const run = new ProcessExecution(command, ['check'], { cwd: project.fsPath });
    const task = new Task({ type: 'process' }, TaskScope.Workspace, 'nrt check', 'nrt', run, []);
    task.presentationOptions = { reveal: TaskRevealKind.Always, panel: TaskPanelKind.Dedicated, clear: true };
    await tasks.executeTask(task);
}
