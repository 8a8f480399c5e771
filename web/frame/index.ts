import './app.css';
import './reflow.css';

export { keepActor, knownActor, type Memory } from './actor.ts';
export { default as AlarmBar } from './alarm-bar.svelte';
export { default as AppBar } from './app-bar.svelte';
export { default as DialogFrame } from './dialog-frame.svelte';
export { default as KeysDialog } from './keys-dialog.svelte';
export { default as LostBar } from './lost-bar.svelte';
export { default as NameDialog } from './name-dialog.svelte';
export { printPage } from './print-page.ts';
