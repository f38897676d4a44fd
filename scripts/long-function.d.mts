export function longFunction(statements: number): string;
