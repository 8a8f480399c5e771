export { Gateway, type GatewayOptions, type RedactionClass } from './gateway.ts';
