export { Gateway, type GatewayOptions } from './gateway.ts';
export type { RedactionClass } from './redaction.ts';
