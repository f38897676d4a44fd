/**
 * Packages of npm that ship their TypeScript sources, to lint: servers, clients, browser code, reactive libraries and
 * one or two of each framework. Versions are exact, so that a report stays where it is.
 *
 * `from`: the folder of sources in the package, or `maps`: they are taken out of its source maps, their paths without
 * what `strip` matches. `root`: the folder in which they are linted. `types`: those of Node, without which the timers
 * are those of the DOM. `beside`: folders that the sources import. `lint`: what is linted where that is not all.
 */
export const packages = [
  { name: 'mongodb', version: '7.9.0', types: ['node'] },
  { name: 'puppeteer-core', version: '24.43.1', types: ['node'], beside: { 'lib/esm/third_party': 'third_party' } },
  { name: '@puppeteer/browsers', version: '2.13.2', types: ['node'], exclude: ['src/generated/**'] },
  { name: 'piscina', version: '5.3.2', types: ['node'] },
  { name: 'electron-updater', version: '6.8.10', types: ['node'], from: 'maps', strip: /^(?:\.\.\/)+/u },
  { name: '@hocuspocus/server', version: '3.4.4', types: ['node'] },
  { name: '@hocuspocus/provider', version: '4.8.0', types: ['node'] },
  { name: '@microsoft/signalr', version: '10.0.11', types: ['node'] },
  { name: 'livekit-client', version: '2.23.0' },
  { name: 'rxjs', version: '7.8.2', types: ['node'] },
  { name: '@tanstack/query-core', version: '5.108.0', types: ['node'] },
  { name: '@tanstack/react-query', version: '5.108.0', types: ['node'], options: { jsx: 'react-jsx' } },
  { name: '@tanstack/vue-query', version: '5.104.0', types: ['node'] },
  { name: '@tanstack/solid-query', version: '5.104.0', types: ['node'], options: { jsxImportSource: 'solid-js' } },
  { name: '@livekit/components-react', version: '3.0.0', options: { jsx: 'react-jsx' } },
  { name: 'reka-ui', version: '2.11.0', options: { paths: { '@/*': ['./src/*'] } } },
  {
    name: '@angular/cdk',
    version: '22.2.7',
    from: 'maps',
    strip: /^.*?\/bin\/src\//u,
    root: 'cdk',
    exclude: ['cdk/schematics/**', 'cdk/**/testing/**'],
    options: {
      experimentalDecorators: true,
      paths: { '@angular/cdk/*': ['./cdk/*/public-api.ts', './cdk/*/index.ts'] },
    },
  },
  { name: '@lumino/widgets', version: '2.10.0' },
  { name: '@jupyterlab/apputils', version: '4.7.6', options: { jsx: 'react' } },
  {
    name: 'monaco-editor-core',
    version: '0.57.0',
    from: 'maps',
    strip: /^.*out-editor-src\//u,
    root: 'vs',
    lint: 'vs/editor/contrib/[a-h]*/**/*.{ts,tsx}',
    options: { experimentalDecorators: true },
  },
];

/** What their types need beside what they depend on. */
export const typesOfOthers = {
  '@angular/common': '22.2.6',
  '@angular/core': '22.2.6',
  '@angular/forms': '22.2.6',
  '@angular/platform-browser': '22.2.6',
  '@livekit/throws-transformer': '0.1.8',
  '@types/debug': '4.1.13',
  '@types/fs-extra': '9.0.13',
  '@types/js-yaml': '4.0.9',
  '@types/node': '20.19.43',
  '@types/progress': '2.0.7',
  '@types/react': '19.3.0',
  '@types/react-dom': '19.3.0',
  '@types/sanitize-html': '2.16.2',
  '@types/sdp-transform': '2.15.0',
  '@types/semver': '7.8.0',
  '@types/tar-fs': '2.0.4',
  '@types/ws': '8.18.2',
  '@types/yargs': '17.0.35',
  electron: '41.7.1',
  react: '19.3.1',
  'react-dom': '19.3.1',
  'solid-js': '1.9.19',
  vue: '3.5.45',
  'vue-component-type-helpers': '3.3.14',
};
