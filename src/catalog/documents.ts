/** What is known of documents and windows that are not the page's: those of frames, of other windows, of parsed text. */

/** Properties that lead from an element to what it shows. */
export const frameContents: ReadonlySet<string> = new Set(['contentDocument', 'contentWindow', 'getSVGDocument']);

/** Properties by which an object leads to a document or window: whose it is, the object says. */
export const contextProperties: ReadonlySet<string> = new Set([
  '_document',
  '_window',
  'body',
  'defaultView',
  'document',
  'documentElement',
  'host',
  'ownerDocument',
  'ownerWindow',
  'parentElement',
  'parentNode',
  'window',
]);

/** Functions whose name promises the document or window of the page, or of an element in it. */
export const pageGetter =
  /^_?(?:get|use|inject|resolve)?_?(?:owner|global|active|main|current|browser)?_?(?:document|window|defaultview|rootnode)$/i;

/** Functions that hand over what a container of the framework keeps: `inject(DOCUMENT)`. */
export const injection = /^inject/;

/** Words of names for what has a document of its own, and of the code that looks for one. */
export const frameWords = /i?frame|content(?:Document|Window|s\b)|rendition|popup|DOMParser|createHTMLDocument/i;
