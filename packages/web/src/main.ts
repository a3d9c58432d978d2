import { mount } from 'svelte';
import App from './App.svelte';
import { keepForOffline } from './offline/register.js';
import './shell/fonts.css';
import './shell/theme.css';
import './shell/controls.css';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');
mount(App, { target });
keepForOffline();
