import { mount } from 'svelte';
import App from './app.svelte';
import './style/fonts.css';
import './style/tokens.css';
import './style/marks.css';

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no element with the id "app".');
mount(App, { target });
