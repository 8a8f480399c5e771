export { type Accounts, type AccountsOptions, openAccounts } from './accounts.ts';
