export function longFunction(statements: number, held: boolean): string;
