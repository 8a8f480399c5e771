import { KeptError } from '../shared/error/index.ts';
import {
  accessCommand,
  accrualsCommand,
  archiveCommand,
  backupCommand,
  checkCommand,
  deadlineCommand,
  designerCommand,
  eraseCommand,
  explainCommand,
  HELP,
  importCommand,
  judgeCommand,
  replayCommand,
  restoreCommand,
  scoreCommand,
  serveCommand,
  showCommand,
  verifyCommand,
  whatIfCommand,
} from './command/index.ts';

/** The commands of `kept`. Each gives its exit code: 0 done, 1 found wanting, 2 misuse. */
async function main(argv: readonly string[]): Promise<number> {
  const [command = 'help', ...args] = argv;
  switch (command) {
    case 'demo':
      return serveCommand(args, { isDemo: true });
    case 'serve':
      return serveCommand(args, { isDemo: false });
    case 'show':
      return showCommand(args);
    case 'import':
      return importCommand(args, { stdout: process.stdout, stderr: process.stderr, env: process.env });
    case 'check':
      return checkCommand(args, { stdout: process.stdout });
    case 'deadline':
      return deadlineCommand(args, { stdin: process.stdin, stdout: process.stdout });
    case 'judge':
      return judgeCommand(args, { stdin: process.stdin, stdout: process.stdout });
    case 'explain':
      return explainCommand(args, { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr });
    case 'access':
      return accessCommand(args, { stdout: process.stdout });
    case 'accruals':
      return accrualsCommand(args, { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr });
    case 'archive':
      return archiveCommand(args, { stdout: process.stdout });
    case 'erase':
      return eraseCommand(args, { stdout: process.stdout });
    case 'verify':
      return verifyCommand(args, { stdout: process.stdout, stderr: process.stderr });
    case 'backup':
      return backupCommand(args, { stdout: process.stdout, stderr: process.stderr });
    case 'restore':
      return restoreCommand(args, { stdout: process.stdout, stderr: process.stderr });
    case 'replay':
      return replayCommand(args, { stdout: process.stdout });
    case 'score':
      return scoreCommand(args, { stdout: process.stdout, stderr: process.stderr });
    case 'designer':
      return designerCommand(args, { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr });
    case 'what-if':
      return whatIfCommand(args, { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr });
    case 'help':
    case '--help':
    case '-h':
      process.stdout.write(HELP);
      return 0;
    default:
      process.stderr.write(`kept: there is no command \`${command}\`.\n\n${HELP}`);
      return 2;
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof KeptError)) throw error;
  process.stderr.write(`${error.code}: ${error.message}\nWhat to do: ${error.fix}\n`);
  process.exitCode = error.code === 'USAGE' ? 2 : 1;
}
