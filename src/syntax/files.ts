/** Whether a file is TypeScript, by its extension. */
export const isTypeScript = (filename: string): boolean => /\.[cm]?tsx?$/.test(filename);
