export { type Accounts, type AccountsOptions, openAccounts } from './accounts.ts';
export type { AccessList } from './by-folder.ts';
export { carryAccess } from './carry-access.ts';
export { type OidcConfig, readOidc } from './oidc-config.ts';
