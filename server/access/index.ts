export { type Accounts, type AccountsOptions, openAccounts } from './accounts.ts';
export { type OidcConfig, readOidc } from './oidc-config.ts';
