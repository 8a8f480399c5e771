export { default as Setup } from './setup.svelte';
export { default as SignIn } from './sign-in.svelte';
