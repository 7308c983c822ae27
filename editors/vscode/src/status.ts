/** The state of the step, in the status bar. */

import { Disposable, MarkdownString, StatusBarAlignment, Uri, window } from 'vscode';

/** What the server says after each check: the notification `nrt/state`. */
export interface State {
    /** The folder of the project. */
    readonly uri: string;
    readonly title: string;
    readonly verdict: string;
    /** One short line. */
    readonly text: string;
    /** Several lines, Markdown. */
    readonly detail: string;
}

const ICONS: Readonly<Record<string, string>> = {
    'ready': 'pass',
    'ready-if-planned': 'clock',
    'not-ready': 'circle-slash',
    'cannot-tell': 'warning',
};

/** One item, for the project of the text before the user. */
export class Status implements Disposable {
    private readonly item = window.createStatusBarItem('nrt.state', StatusBarAlignment.Left, 10);
    private readonly states = new Map<string, State>();
    private readonly listener = window.onDidChangeActiveTextEditor(() => this.refresh());
    private shown: string | undefined;

    constructor() {
        this.item.name = 'nrt';
        this.item.command = 'workbench.actions.view.problems';
    }

    /** Takes what the server says of a project. */
    take(state: State): void {
        this.states.set(normal(state.uri), state);
        this.refresh();
    }

    /** Forgets every project: the server is gone. */
    clear(): void {
        this.states.clear();
        this.refresh();
    }

    dispose(): void {
        this.listener.dispose();
        this.item.dispose();
    }

    private refresh(): void {
        this.shown = this.current();
        const state = this.shown === undefined ? undefined : this.states.get(this.shown);
        if (!state) {
            this.item.hide();
            return;
        }
        const icon = ICONS[state.verdict] ?? 'checklist';
        // What a file says must not become an icon.
        this.item.text = `$(${icon}) ${state.text.replaceAll('$(', '$ (')}`;
        this.item.tooltip = new MarkdownString(state.detail);
        this.item.accessibilityInformation = { label: `nrt: ${state.title}: ${state.text}` };
        this.item.show();
    }

    /** The project around the text before the user, or else the one that was shown last. */
    private current(): string | undefined {
        const file = window.activeTextEditor?.document.uri.toString();
        const around = [...this.states.keys()].filter((folder) => file?.startsWith(`${folder}/`));
        const nearest = around.sort((a, b) => b.length - a.length)[0];
        const last = this.shown !== undefined && this.states.has(this.shown) ? this.shown : undefined;
        return nearest ?? last ?? this.states.keys().next().value;
    }
}

/** An address as this editor writes it: servers may encode other characters. */
function normal(uri: string): string {
    return Uri.parse(uri).toString().replace(/\/$/, '');
}
