export { bookHashOf } from './book-file.ts';
export { checkCommand } from './check.ts';
export { deadlineCommand } from './deadline.ts';
export { HELP } from './help.ts';
export { importCommand } from './import.ts';
export { judgeCommand } from './judge.ts';
export { serveCommand } from './serve.ts';
export { type ServeOptions, serveOptions } from './serve-options.ts';
export { type RunningServer, startServer } from './start-server.ts';
