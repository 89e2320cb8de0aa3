import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { pointsPath } from './lib/filters';
import { loadEarly } from './map/crowd';

// The map is most of what is loaded: where it will be needed, it is asked for before anything else is known.
if (location.pathname === '/' && 'WebGL2RenderingContext' in window) {
  loadEarly(pointsPath(new URLSearchParams(location.search)));
  void import('./map/atlas');
}

mount(App, { target: document.getElementById('app')! });
