/** The language server: started, told the user's choices, restarted. */

import { Disposable, Uri, commands, extensions, l10n, window, workspace } from 'vscode';
import { DidChangeConfigurationNotification, LanguageClient, RevealOutputChannelOn } from 'vscode-languageclient/node';
import type { Location, Position } from 'vscode-languageclient/node';

import * as program from './program';
import { FILES } from './projects';
import type { State, Status } from './status';

/** Extensions that tell of lines that are no TOML. */
const TOML_SERVERS = ['tamasfe.even-better-toml', 'tombi-toml.tombi'];

/** The command that lenses name. */
const SHOW_REFERENCES = 'nrt.showReferences';

/** Whether another extension serves TOML here. */
export function besideTomlServer(): boolean {
    return TOML_SERVERS.some((id) => extensions.getExtension(id) !== undefined);
}

/** What the server is told: the user's settings, and what this extension can do. */
function options(): object {
    const settings = workspace.getConfiguration('nrt');
    const syntax = settings.get<string>('syntaxErrors', 'auto');
    return {
        diagnostics: settings.get('diagnostics', 'auto'),
        syntaxErrors: syntax === 'always' || (syntax !== 'never' && !besideTomlServer()),
        inlayHints: {
            titles: settings.get('inlayHints.titles', true),
            dates: settings.get('inlayHints.dates', true),
        },
        codeLens: {
            references: settings.get('codeLens.references', true),
            changes: settings.get('codeLens.changes', true),
        },
        commands: [SHOW_REFERENCES],
        state: true,
    };
}

/** One server, for every project of the window. */
export class Server implements Disposable {
    private readonly output = window.createOutputChannel('nrt', { log: true });
    private readonly listeners: Disposable;
    private client: LanguageClient | undefined;
    /** Starts and stops, one after the other. */
    private turn: Promise<void> = Promise.resolve();

    constructor(private readonly status: Status) {
        this.listeners = Disposable.from(
            commands.registerCommand(SHOW_REFERENCES, (uri: string, position: Position, places: Location[]) =>
                this.showReferences(uri, position, places),
            ),
            commands.registerCommand('nrt.showOutput', () => this.output.show()),
            workspace.onDidChangeConfiguration(async (change) => {
                if (change.affectsConfiguration('nrt.path')) {
                    await this.restart();
                } else if (change.affectsConfiguration('nrt')) {
                    await this.tell();
                }
            }),
            extensions.onDidChange(() => this.tell()),
        );
    }

    /** Starts the server, where it does not run. */
    start(): Promise<void> {
        return this.next(async () => {
            if (!this.client) {
                await this.launch();
            }
        });
    }

    /** Starts the server again, with the program that the settings name now. */
    restart(): Promise<void> {
        return this.next(async () => {
            await this.end();
            await this.launch();
        });
    }

    /** Stops the server. */
    stop(): Promise<void> {
        return this.next(() => this.end());
    }

    dispose(): void {
        this.listeners.dispose();
        this.output.dispose();
    }

    private next(work: () => Promise<void>): Promise<void> {
        this.turn = this.turn.then(work, work);
        return this.turn;
    }

    private async launch(): Promise<void> {
        const command = await program.find();
        if (command === undefined) {
            // Not waited for: the question may stand for hours.
            void missing();
            return;
        }
        this.output.info(`${command} lsp`);
        const client = new LanguageClient(
            'nrt',
            'nrt',
            { command, args: ['lsp'] },
            {
                documentSelector: [{ scheme: 'file', pattern: FILES }],
                outputChannel: this.output,
                revealOutputChannelOn: RevealOutputChannelOn.Never,
                initializationOptions: options,
                markdown: { isTrusted: false, supportHtml: false },
                middleware: {
                    workspace: {
                        configuration: async (params, token, next) => {
                            const found = await next(params, token);
                            return Array.isArray(found)
                                ? found.map((value, at) => (params.items[at]?.section === 'nrt' ? options() : value))
                                : found;
                        },
                        // Sent by `tell`, which knows what « auto » means here.
                        didChangeConfiguration: () => Promise.resolve(),
                    },
                },
            },
        );
        client.onNotification('nrt/state', (state: State) => this.status.take(state));
        this.client = client;
        try {
            await client.start();
        } catch (cause) {
            this.client = undefined;
            this.output.error(String(cause));
            void refused(command, this.output);
        }
    }

    private async end(): Promise<void> {
        const client = this.client;
        this.client = undefined;
        this.status.clear();
        await client?.dispose();
    }

    private async tell(): Promise<void> {
        if (this.client?.isRunning()) {
            await this.client.sendNotification(DidChangeConfigurationNotification.type, { settings: { nrt: options() } });
        }
    }

    private async showReferences(uri: string, position: Position, places: Location[]): Promise<void> {
        const convert = this.client?.protocol2CodeConverter;
        if (convert) {
            await commands.executeCommand(
                'editor.action.showReferences',
                Uri.parse(uri),
                convert.asPosition(position),
                places.map((place) => convert.asLocation(place)),
            );
        }
    }
}

/** Says that the program is not there, and leads to the setting. */
export async function missing(): Promise<void> {
    const settings = l10n.t('Open the settings');
    const message = l10n.t(
        'The program “{0}” was not found on this machine. Install nrt, or say where it is in the setting “nrt.path”.',
        program.named(),
    );
    if ((await window.showErrorMessage(message, settings)) === settings) {
        await commands.executeCommand('workbench.action.openSettings', 'nrt.path');
    }
}

async function refused(command: string, output: { show(): void }): Promise<void> {
    const details = l10n.t('Show the details');
    const message = l10n.t('“{0} lsp” did not start. Is this version of nrt recent enough?', command);
    if ((await window.showErrorMessage(message, details)) === details) {
        output.show();
    }
}
