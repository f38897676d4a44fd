import type { Resource } from './schema.ts';

/** One that nothing ends may be meant to stay as long as the page: a class that has an end means otherwise. */
const untilEnded = {
  family: 'resource',
  worksUnattended: true,
  leaksOnThrow: false,
  confidence: 'medium',
} as const;

/** What packages draw, listen for or keep open in a page, with one method that ends all of it. */
export const widgets: readonly Resource[] = [
  {
    // of a view container the method of the same name, whose component goes with the container
    id: 'angular/component',
    label: 'a component without a container',
    acquiredBy: [{ call: 'createComponent', from: '@angular/core' }],
    release: { form: 'self', methods: ['destroy'] },
    ...untilEnded,
  },
  {
    id: 'prosemirror/editor-view',
    label: 'an editor view',
    acquiredBy: [{ new: 'EditorView', from: 'prosemirror-view' }],
    type: 'EditorView',
    release: { form: 'self', methods: ['destroy'] },
    ...untilEnded,
  },
  {
    id: 'codemirror/editor-view',
    label: 'an editor view',
    acquiredBy: [{ new: 'EditorView', from: '@codemirror/view' }],
    type: 'EditorView',
    release: { form: 'self', methods: ['destroy'] },
    ...untilEnded,
  },
  {
    id: 'tiptap/editor',
    label: 'an editor',
    acquiredBy: [
      { new: 'Editor', from: '@tiptap/core' },
      { new: 'Editor', from: '@tiptap/react' },
      { new: 'Editor', from: '@tiptap/vue-3' },
    ],
    type: 'Editor',
    release: { form: 'self', methods: ['destroy'] },
    ...untilEnded,
  },
  {
    id: 'monaco/editor',
    label: 'a code editor',
    acquiredBy: [
      { call: 'editor.create', from: 'monaco-editor' },
      { call: 'editor.createDiffEditor', from: 'monaco-editor' },
      { call: 'editor.create', from: 'monaco-editor/esm/vs/editor/editor.api' },
      { call: 'editor.createDiffEditor', from: 'monaco-editor/esm/vs/editor/editor.api' },
    ],
    release: { form: 'self', methods: ['dispose'] },
    ...untilEnded,
  },
  {
    id: 'monaco/model',
    label: 'a text model',
    acquiredBy: [
      { call: 'editor.createModel', from: 'monaco-editor' },
      { call: 'editor.createModel', from: 'monaco-editor/esm/vs/editor/editor.api' },
    ],
    release: { form: 'self', methods: ['dispose'] },
    ...untilEnded,
  },
  {
    id: 'xterm/terminal',
    label: 'a terminal',
    acquiredBy: [
      { new: 'Terminal', from: '@xterm/xterm' },
      { new: 'Terminal', from: 'xterm' },
    ],
    type: 'Terminal',
    release: { form: 'self', methods: ['dispose'] },
    ...untilEnded,
  },
  {
    id: 'chartjs/chart',
    label: 'a chart',
    acquiredBy: [
      { new: 'Chart', from: 'chart.js' },
      { new: 'Chart', from: 'chart.js/auto' },
    ],
    type: 'Chart',
    release: { form: 'self', methods: ['destroy'] },
    ...untilEnded,
  },
  {
    id: 'echarts/chart',
    label: 'a chart',
    acquiredBy: [
      { call: 'init', from: 'echarts' },
      { call: 'init', from: 'echarts/core' },
    ],
    release: { form: 'self', methods: ['dispose'] },
    ...untilEnded,
  },
  {
    id: 'hls/player',
    label: 'a player',
    acquiredBy: [{ new: 'Hls', from: 'hls.js' }],
    type: 'Hls',
    release: { form: 'self', methods: ['destroy'] },
    ...untilEnded,
  },
  {
    id: 'maplibre/map',
    label: 'a map',
    acquiredBy: [
      { new: 'Map', from: 'maplibre-gl' },
      { new: 'Map', from: 'mapbox-gl' },
    ],
    type: 'Map',
    release: { form: 'self', methods: ['remove'] },
    ...untilEnded,
  },
  {
    id: 'leaflet/map',
    label: 'a map',
    acquiredBy: [{ call: 'map', from: 'leaflet' }],
    release: { form: 'self', methods: ['remove'] },
    ...untilEnded,
  },
  {
    id: 'swiper/swiper',
    label: 'a slider',
    acquiredBy: [
      { new: 'Swiper', from: 'swiper' },
      { new: 'Swiper', from: 'swiper/bundle' },
    ],
    type: 'Swiper',
    release: { form: 'self', methods: ['destroy'] },
    ...untilEnded,
  },
  {
    id: 'cropper/cropper',
    label: 'a cropper',
    acquiredBy: [{ new: 'Cropper', from: 'cropperjs' }],
    type: 'Cropper',
    release: { form: 'self', methods: ['destroy'] },
    ...untilEnded,
  },
  {
    id: 'popper/instance',
    label: 'a positioned element',
    acquiredBy: [
      { call: 'createPopper', from: '@popperjs/core' },
      { call: 'createPopper', from: '@popperjs/core/lib/popper-lite' },
    ],
    release: { form: 'self', methods: ['destroy'] },
    ...untilEnded,
  },
  {
    id: 'three/renderer',
    label: 'a renderer',
    acquiredBy: [{ new: 'WebGLRenderer', from: 'three' }],
    type: 'WebGLRenderer',
    release: { form: 'self', methods: ['dispose'] },
    ...untilEnded,
  },
  {
    id: 'lottie/animation',
    label: 'an animation',
    acquiredBy: [{ call: 'loadAnimation', from: 'lottie-web' }],
    release: { form: 'self', methods: ['destroy'] },
    ...untilEnded,
  },
  {
    id: 'socket-io/client',
    label: 'a client that reconnects',
    acquiredBy: [
      { call: 'io', from: 'socket.io-client' },
      { call: 'connect', from: 'socket.io-client' },
    ],
    release: { form: 'self', methods: ['disconnect'] },
    ...untilEnded,
  },
  {
    id: 'y-websocket/provider',
    label: 'a provider of shared documents',
    acquiredBy: [{ new: 'WebsocketProvider', from: 'y-websocket' }],
    type: 'WebsocketProvider',
    release: { form: 'self', methods: ['destroy'] },
    ...untilEnded,
  },
  {
    id: 'hocuspocus/provider',
    label: 'a provider of shared documents',
    acquiredBy: [{ new: 'HocuspocusProvider', from: '@hocuspocus/provider' }],
    type: 'HocuspocusProvider',
    release: { form: 'self', methods: ['destroy'] },
    ...untilEnded,
  },
];
