/** Where the command runs and where it writes. */
export interface Terminal {
  readonly cwd: string;
  readonly stdout: Output;
  readonly stderr: Output;
}

/** The part of a writable stream that the command uses. */
export interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Whether to colour what is written to `output`: FORCE_COLOR decides, then NO_COLOR, then whether it is a terminal. */
export function isColoured(output: Output, env: NodeJS.ProcessEnv = process.env): boolean {
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  if (env.NO_COLOR) return false;
  return output.isTTY === true;
}
