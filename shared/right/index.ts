export { allows, allowsSomewhere, isSourceOf, type Scope, sitesOf, whoIs } from './allows.ts';
export { refusalOf, refuseUnlessAllowed } from './refuse.ts';
export { ACTIONS, type Action, RIGHTS, rightOf, type ScopeKind, type Who } from './rights.ts';
export { FOLDER, LOCAL, NOBODY, type Reach, ROLES, type Role, type Subject } from './subject.ts';
